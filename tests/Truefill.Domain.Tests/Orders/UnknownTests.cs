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
        (OrderRig rig, Order order) = Sent();
        Unknown(rig, order, "X");
        Assert.True(order.IsUnknown && order.IsNewUnknown && order.HasRequestInFlight && order.IsOpen);
        Assert.Equal(rig.Deciding.Now, order.UnknownSince);
        OrderRig.Shows(order, OrdStatus.PendingNew, 100, 0, 100);
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
        (OrderRig rig, Order order) = Sent();
        Unknown(rig, order, "X");
        Assert.Equal(InputOutcome.Applied, rig.Report(order, type));
        Assert.False(order.IsUnknown);
    }

    [Theory]
    [InlineData("unknown", false)]
    [InlineData("accepted", false)]
    [InlineData("in flight", true)]
    public void A_rejection_of_an_unknown_order_ends_none_that_somebody_asked_about(string state, bool ends)
    {
        (OrderRig rig, Order order) = Sent();
        if (state == "unknown") Unknown(rig, order, "X");
        if (state == "accepted") rig.Report(order, ExecType.New);
        ExecutionReport report = rig.About(order, ExecType.Rejected);
        (report.OrdStatus, report.Reason) = (OrdStatus.Rejected, 5);
        rig.Send(report);
        Assert.Equal(ends, order.HasEnded);
    }

    [Fact]
    public void A_fill_is_evidence()
    {
        (OrderRig rig, Order order) = Sent();
        Unknown(rig, order, "X");
        rig.Fill(order, 10);
        Assert.False(order.IsUnknown || order.IsNewInFlight);
    }

    [Fact]
    public void A_status_report_is_evidence_that_the_order_is_there_and_none_that_it_is_not()
    {
        (OrderRig rig, Order order) = Sent();
        Unknown(rig, order, "X");
        ExecutionReport report = rig.About(order, ExecType.OrderStatus);
        report.OrdStatus = OrdStatus.Rejected;
        Assert.Equal(InputOutcome.Ignored, rig.Send(report));
        Assert.True(order.IsUnknown);
        report.OrdStatus = OrdStatus.New;
        Assert.Equal(InputOutcome.Applied, rig.Send(report));
        Assert.Equal(Resolution.Accepted, rig.Last<RequestResolved>().As);
        OrderRig.Shows(order, OrdStatus.New, 100, 0, 100);
    }

    [Fact]
    public void An_unknown_cancel_may_be_asked_again_and_stays_open_until_answered()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Cancel(id: "C1");
        Unknown(rig, order, "C1");
        Assert.True(order.IsUnknown && !order.IsNewUnknown);
        Assert.Equal(DenyReason.None, rig.Cancel(id: "C2"));
        Assert.Equal(DenyReason.RequestInFlight, rig.Cancel(id: "C3"));
        rig.Report(order, ExecType.PendingCancel, "C1");
        Assert.False(order.IsUnknown);
        rig.Report(order, ExecType.Canceled, "C2");
        OrderRig.Shows(order, OrdStatus.Canceled, 100, 0, 0);
    }

    // Seed 1145 of the whole simulation.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_unknown_replace_leaves_the_quantity_that_the_venue_shows_when_a_bust_is_still_to_come(bool namesRequest)
    {
        OrderRig rig = new();
        Order order = rig.Place(quantity: 42);
        rig.Replace(quantity: 76);
        rig.Fill(order, 46);
        rig.Fill(order, 30, exec: "E30");
        rig.Fill(order, 30);
        Unknown(rig, order, "R");
        ExecutionReport status = rig.About(order, ExecType.OrderStatus, namesRequest ? "R" : null);
        status.OrdStatus = OrdStatus.Filled;
        (status.OrderQty, status.Price) = (OrderRig.Q(76), OrderRig.P(10));
        VenueAsked asked = new(1, rig.Venue, QueryKind.Order, order.Handle, default, default, rig.Deciding.Now);
        Assert.NotNull(rig.Orders.TakeStatus(in status, in asked, rig.Deciding.Now));
        Assert.False(order.IsUnknown);
        Assert.Equal(30, order.OverfillQty.Value);
        rig.Bust(order, "E30");
        OrderRig.Shows(order, OrdStatus.Filled, 76, 76, 0);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    public void A_refused_cancel_shows_that_the_venue_has_the_order_unless_it_says_that_it_has_not(int reason, bool isUnknown)
    {
        OrderRig rig = new();
        Order order = rig.Place(isAccepted: false);
        rig.Emit.Apply(new RequestUnknown(order.Handle, order.ClOrdId, rig.Deciding.Now));
        rig.Cancel();
        rig.Refuse(order, "C", reason: reason);
        Assert.Equal(isUnknown, order.IsNewUnknown);
    }

    [Fact]
    public void Unknown_since_is_the_oldest_of_several()
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Replace(quantity: 120);
        rig.Cancel();
        rig.Emit.Apply(new RequestUnknown(order.Handle, OrderRig.Id("C"), new UtcNanos(7)));
        rig.Emit.Apply(new RequestUnknown(order.Handle, OrderRig.Id("R"), new UtcNanos(5)));
        Assert.Equal(5, order.UnknownSince.Value);
        rig.Refuse(order, "R", toReplace: true);
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
        OrderRig rig = new();
        Order order = rig.Place(isAccepted: request != "X");
        if (request == "C") rig.Cancel();
        if (request == "R") rig.Replace(quantity: 120);
        Unknown(rig, order, request);
        ResolveOrder command =
            new() { ClOrdId = OrderRig.Id("X"), As = resolution, By = "ann", Reason = "asked the desk" };
        Assert.Equal(DenyReason.None, rig.Orders.Resolve(command, out OrderHandle handle));
        Assert.Equal(order.Handle, handle);
        Assert.False(order.IsUnknown || order.HasRequestInFlight);
        bool isOver = status != OrdStatus.New;
        OrderRig.Shows(order, status, quantity, 0, isOver ? 0 : quantity);
        Assert.Equal(isOver ? 0 : 1, rig.Books.Orders.OpenCount);
    }

    private static (OrderRig Rig, Order Order) Sent()
    {
        OrderRig rig = new();
        return (rig, rig.Place(isAccepted: false));
    }

    private static void Unknown(OrderRig rig, Order order, string request) =>
        rig.Emit.Apply(new RequestUnknown(order.Handle, OrderRig.Id(request), rig.Deciding.Now));
}
