using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Orders;

/// <summary>An unknown outcome stays unknown until the venue or a named person says otherwise.</summary>
public class UnknownTests
{
    [Fact]
    public void Unknown_is_shown_beside_the_last_known_status()
    {
        (Desk desk, Order order) = Sent();
        Unknown(desk, order, "X");
        Assert.True(order.IsUnknown && order.IsNewUnknown && order.HasRequestInFlight && order.IsOpen);
        Assert.Equal(desk.Deciding.Now, order.UnknownSince);
        Desk.Shows(order, OrdStatus.PendingNew, 100, 0, 100);
    }

    [Theory]
    [InlineData(ExecType.PendingNew)]
    [InlineData(ExecType.New)]
    [InlineData(ExecType.Rejected)]
    [InlineData(ExecType.Canceled)]
    [InlineData(ExecType.Expired)]
    [InlineData(ExecType.DoneForDay)]
    public void Any_report_of_the_order_is_evidence(ExecType type)
    {
        (Desk desk, Order order) = Sent();
        Unknown(desk, order, "X");
        Assert.Equal(InputOutcome.Applied, desk.Report(order, type));
        Assert.False(order.IsUnknown);
    }

    [Fact]
    public void A_fill_is_evidence()
    {
        (Desk desk, Order order) = Sent();
        Unknown(desk, order, "X");
        desk.Fill(order, 10);
        Assert.False(order.IsUnknown || order.IsNewInFlight);
    }

    [Fact]
    public void A_status_report_is_evidence_that_the_order_is_there_and_none_that_it_is_not()
    {
        (Desk desk, Order order) = Sent();
        Unknown(desk, order, "X");
        ExecutionReport report = desk.About(order, ExecType.OrderStatus);
        report.OrdStatus = OrdStatus.Rejected;
        Assert.Equal(InputOutcome.Ignored, desk.Send(report));
        Assert.True(order.IsUnknown);
        report.OrdStatus = OrdStatus.New;
        Assert.Equal(InputOutcome.Applied, desk.Send(report));
        Assert.Equal(Resolution.Accepted, desk.Last<RequestResolved>().As);
        Desk.Shows(order, OrdStatus.New, 100, 0, 100);
    }

    [Fact]
    public void An_unknown_cancel_may_be_asked_again_and_stays_open_until_answered()
    {
        Desk desk = new();
        Order order = desk.Place();
        desk.Cancel(id: "C1");
        Unknown(desk, order, "C1");
        Assert.True(order.IsUnknown && !order.IsNewUnknown);
        Assert.Equal(DenyReason.None, desk.Cancel(id: "C2"));
        Assert.Equal(DenyReason.RequestInFlight, desk.Cancel(id: "C3"));
        desk.Report(order, ExecType.PendingCancel, "C1");
        Assert.False(order.IsUnknown);
        desk.Report(order, ExecType.Canceled, "C2");
        Desk.Shows(order, OrdStatus.Canceled, 100, 0, 0);
    }

    // Seed 1145 of the whole simulation.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_unknown_replace_leaves_the_quantity_that_the_venue_shows_when_a_bust_is_still_to_come(bool namesRequest)
    {
        Desk desk = new();
        Order order = desk.Place(quantity: 42);
        desk.Replace(quantity: 76);
        desk.Fill(order, 46);
        desk.Fill(order, 30, exec: "E30");
        desk.Fill(order, 30);
        Unknown(desk, order, "R");
        ExecutionReport status = desk.About(order, ExecType.OrderStatus, namesRequest ? "R" : null);
        status.OrdStatus = OrdStatus.Filled;
        (status.OrderQty, status.Price) = (Desk.Q(76), Desk.P(10));
        VenueAsked asked = new(1, desk.Venue, QueryKind.Order, order.Handle, default, default, desk.Deciding.Now);
        Assert.True(desk.Orders.TakeStatus(in status, in asked, desk.Deciding.Now));
        Assert.False(order.IsUnknown);
        Assert.Equal(30, order.OverfillQty.Value);
        desk.Bust(order, "E30");
        Desk.Shows(order, OrdStatus.Filled, 76, 76, 0);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    public void A_refused_cancel_shows_that_the_venue_has_the_order_unless_it_says_that_it_has_not(int reason, bool isUnknown)
    {
        Desk desk = new();
        Order order = desk.Place(isAccepted: false);
        desk.Emit.Apply(new RequestUnknown(order.Handle, order.ClOrdId, desk.Deciding.Now));
        desk.Cancel();
        desk.Refuse(order, "C", reason: reason);
        Assert.Equal(isUnknown, order.IsNewUnknown);
    }

    [Fact]
    public void Unknown_since_is_the_oldest_of_several()
    {
        Desk desk = new();
        Order order = desk.Place();
        desk.Replace(quantity: 120);
        desk.Cancel();
        desk.Emit.Apply(new RequestUnknown(order.Handle, Desk.Id("C"), new UtcNanos(7)));
        desk.Emit.Apply(new RequestUnknown(order.Handle, Desk.Id("R"), new UtcNanos(5)));
        Assert.Equal(5, order.UnknownSince.Value);
        desk.Refuse(order, "R", toReplace: true);
        Assert.Equal(7, order.UnknownSince.Value);
    }

    [Theory]
    [InlineData("X", Resolution.Canceled, OrdStatus.Canceled, 100)]
    [InlineData("X", Resolution.Rejected, OrdStatus.Rejected, 100)]
    [InlineData("X", Resolution.Filled, OrdStatus.Filled, 100)]
    [InlineData("X", Resolution.Accepted, OrdStatus.New, 100)]
    [InlineData("C", Resolution.Canceled, OrdStatus.Canceled, 100)]
    [InlineData("C", Resolution.Accepted, OrdStatus.Canceled, 100)]
    [InlineData("C", Resolution.Rejected, OrdStatus.New, 100)]
    [InlineData("C", Resolution.Filled, OrdStatus.Filled, 100)]
    [InlineData("R", Resolution.Canceled, OrdStatus.Canceled, 100)]
    [InlineData("R", Resolution.Accepted, OrdStatus.New, 120)]
    [InlineData("R", Resolution.Rejected, OrdStatus.New, 100)]
    [InlineData("R", Resolution.Filled, OrdStatus.Filled, 100)]
    public void A_person_ends_it(string request, Resolution resolution, OrdStatus status, decimal quantity)
    {
        Desk desk = new();
        Order order = desk.Place(isAccepted: request != "X");
        if (request == "C") desk.Cancel();
        if (request == "R") desk.Replace(quantity: 120);
        Unknown(desk, order, request);
        ResolveOrder command = new() { ClOrdId = Desk.Id("X"), As = resolution, By = "ann", Reason = "asked the desk" };
        Assert.Equal(DenyReason.None, desk.Orders.Resolve(command, out OrderHandle handle));
        Assert.Equal(order.Handle, handle);
        Assert.False(order.IsUnknown || order.HasRequestInFlight);
        bool isOver = status != OrdStatus.New;
        Desk.Shows(order, status, quantity, 0, isOver ? 0 : quantity);
        Assert.Equal(isOver ? 0 : 1, desk.Books.Orders.OpenCount);
    }

    private static (Desk Desk, Order Order) Sent()
    {
        Desk desk = new();
        return (desk, desk.Place(isAccepted: false));
    }

    private static void Unknown(Desk desk, Order order, string request) =>
        desk.Emit.Apply(new RequestUnknown(order.Handle, Desk.Id(request), desk.Deciding.Now));
}
