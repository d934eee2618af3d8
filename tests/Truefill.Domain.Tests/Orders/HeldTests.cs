using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Orders;

public class HeldTests
{
    [Fact]
    public void An_order_without_any_venue_is_held()
    {
        Desk desk = new(hasVenue: false);
        desk.Place(isAccepted: false);
        Assert.Equal("OrderHeld", desk.Then());
        Assert.True(desk.The.IsHeld && desk.The.IsOpen && !desk.The.HasRequestInFlight);
        Desk.Shows(desk.The, OrdStatus.PendingNew, 100, 0, 100);
    }

    [Fact]
    public void An_order_is_held_until_the_session_opens_and_then_sent_once()
    {
        Desk desk = new(isOpen: false);
        Order order = desk.Place(isAccepted: false);
        Assert.Equal(HoldReason.SessionDown, desk.Last<OrderHeld>().Reason);
        desk.Orders.Release(desk.Venue);
        Assert.True(order.IsHeld);
        desk.Emit.Apply(new SessionOpened(desk.Venue, Desk.Start));
        desk.Then();
        desk.Orders.Release(desk.Venue);
        desk.Orders.Release(desk.Venue);
        Assert.Equal("OrderSubmitted", desk.Then());
        Assert.True(!order.IsHeld && order.HasRequestInFlight);
        desk.Report(order, ExecType.New);
        Desk.Shows(order, OrdStatus.New, 100, 0, 100);
    }

    [Fact]
    public void A_cancel_of_a_held_order_aborts_it()
    {
        Desk desk = new(isOpen: false);
        Order order = desk.Place(isAccepted: false);
        desk.Then();
        Assert.Equal(DenyReason.None, desk.Cancel());
        Assert.Equal("SubmitAborted", desk.Then());
        Assert.Equal(OrderClosing.Aborted, order.Closing);
        Desk.Shows(order, OrdStatus.Canceled, 100, 0, 0);
        Assert.Equal(0, desk.Books.Orders.OpenCount);
    }

    [Fact]
    public void A_replace_of_a_held_order_takes_effect_at_once_and_its_id_leads_to_the_order()
    {
        Desk desk = new(isOpen: false);
        Order order = desk.Place(isAccepted: false);
        desk.Then();
        Assert.Equal(DenyReason.None, desk.Replace(quantity: 70, price: 11));
        Assert.Equal("OrderHeld", desk.Then());
        Assert.Equal(Desk.Limit(70, 11), order.Terms);
        Assert.False(order.HasRequestInFlight);
        Assert.Equal(order.Handle, desk.Books.Orders.Find(Desk.Id("R")).Order);
        Assert.Equal(DenyReason.DuplicateClOrdId, desk.New(Desk.Request("R")));
        Assert.Equal(order.WireId, order.WireIdInForce);
        desk.Emit.Apply(new SessionOpened(desk.Venue, Desk.Start));
        desk.Orders.Release(desk.Venue);
        Assert.Equal(Desk.Id("X"), order.ClOrdId);
        Assert.Equal(70, desk.Last<OrderSubmitted>().Intent.Terms.OrderQty.Value);
    }

    [Fact]
    public void An_aborted_order_whose_fill_arrives_all_the_same_has_been_executed_and_lives()
    {
        Desk desk = new(isOpen: false);
        Order order = desk.Place(isAccepted: false);
        desk.Cancel();
        desk.Fill(order, 40);
        Desk.Shows(order, OrdStatus.PartiallyFilled, 100, 40, 60);
        Assert.Equal([ReportRule.LateExecution], desk.Violations());
    }

    [Fact]
    public void An_observed_order_is_never_held()
    {
        Desk desk = new(hasVenue: false);
        desk.New(Desk.Request() with { Origin = OrderOrigin.Observed, Venue = "elsewhere" });
        Assert.Equal("OrderSubmitted", desk.Then());
        Assert.Equal(Desk.Id("X"), desk.The.WireId);
        Assert.Equal("elsewhere", desk.Books.Names.Of(desk.The.Venue));
    }

    [Fact]
    public void An_observed_second_use_of_a_ClOrdID_makes_no_second_order()
    {
        Desk desk = new();
        NewOrderSingle seen = Desk.Request() with { Origin = OrderOrigin.Observed };
        desk.New(seen);
        desk.Then();
        Assert.Equal(DenyReason.DuplicateClOrdId, desk.New(seen));
        Assert.Empty(desk.Facts);
        Assert.Equal(1, desk.Books.Orders.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_replace_that_could_add_risk_waits_for_trading_to_open_and_one_that_only_takes_away_does_not(bool everywhere)
    {
        Desk desk = new();
        Order order = desk.Place();
        desk.Emit.Apply(new TradingHeld(everywhere ? default : desk.Venue, "a person looks", desk.Deciding.Now));
        desk.Then();
        Assert.Equal(DenyReason.TradingNotOpen, desk.Replace(id: "R1", quantity: 101));
        Assert.Equal(DenyReason.TradingNotOpen, desk.Replace(id: "R2", price: 11));
        Assert.Equal("", desk.Then());
        Assert.Equal(DenyReason.None, desk.Replace(id: "R3", quantity: 99));
        Assert.Equal(99, order.Outstanding()!.Terms!.Value.OrderQty.Value);
    }
}
