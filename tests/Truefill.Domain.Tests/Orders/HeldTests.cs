using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Orders;

public class HeldTests
{
    [Fact]
    public void An_order_without_any_venue_is_held()
    {
        OrderRig rig = new(hasVenue: false);
        rig.Place(isAccepted: false);
        Assert.Equal("OrderHeld", rig.FactsSinceLast());
        Assert.True(rig.The.IsHeld && rig.The.IsOpen && !rig.The.HasRequestInFlight);
        OrderRig.Shows(rig.The, OrdStatus.PendingNew, 100, 0, 100);
    }

    [Fact]
    public void An_order_is_held_until_the_session_opens_and_then_sent_once()
    {
        OrderRig rig = new(isOpen: false);
        Order order = rig.Place(isAccepted: false);
        Assert.Equal(HoldReason.SessionDown, rig.Last<OrderHeld>().Reason);
        rig.Orders.Release(rig.Venue);
        Assert.True(order.IsHeld);
        rig.Emit.Apply(new SessionOpened(rig.Venue, OrderRig.Start));
        rig.Forget();
        rig.Orders.Release(rig.Venue);
        rig.Orders.Release(rig.Venue);
        Assert.Equal("OrderSubmitted", rig.FactsSinceLast());
        Assert.True(!order.IsHeld && order.HasRequestInFlight);
        rig.Report(order, ExecType.New);
        OrderRig.Shows(order, OrdStatus.New, 100, 0, 100);
    }

    [Fact]
    public void A_cancel_of_a_held_order_aborts_it()
    {
        OrderRig rig = new(isOpen: false);
        Order order = rig.Place(isAccepted: false);
        rig.Forget();
        Assert.Equal(DenyReason.None, rig.Cancel());
        Assert.Equal("SubmitAborted", rig.FactsSinceLast());
        Assert.Equal(OrderClosing.Aborted, order.Closing);
        OrderRig.Shows(order, OrdStatus.Canceled, 100, 0, 0);
        Assert.Equal(0, rig.Books.Orders.OpenCount);
    }

    [Fact]
    public void A_replace_of_a_held_order_takes_effect_at_once_and_its_id_leads_to_the_order()
    {
        OrderRig rig = new(isOpen: false);
        Order order = rig.Place(isAccepted: false);
        rig.Forget();
        Assert.Equal(DenyReason.None, rig.Replace(quantity: 70, price: 11));
        Assert.Equal("OrderHeld", rig.FactsSinceLast());
        Assert.Equal(OrderRig.Limit(70, 11), order.Terms);
        Assert.False(order.HasRequestInFlight);
        Assert.Equal(order.Handle, rig.Books.Orders.Find(OrderRig.Id("R")).Order);
        Assert.Equal(DenyReason.DuplicateClOrdId, rig.New(OrderRig.Request("R")));
        Assert.Equal(order.WireId, order.WireIdInForce);
        rig.Emit.Apply(new SessionOpened(rig.Venue, OrderRig.Start));
        rig.Orders.Release(rig.Venue);
        Assert.Equal(OrderRig.Id("X"), order.ClOrdId);
        Assert.Equal(70, rig.Last<OrderSubmitted>().Intent.Terms.OrderQty.Value);
    }

    [Fact]
    public void An_aborted_order_whose_fill_arrives_all_the_same_has_been_executed_and_lives()
    {
        OrderRig rig = new(isOpen: false);
        Order order = rig.Place(isAccepted: false);
        rig.Cancel();
        rig.Fill(order, 40);
        OrderRig.Shows(order, OrdStatus.PartiallyFilled, 100, 40, 60);
        Assert.Equal([ReportRule.LateExecution], rig.Violations());
    }

    [Fact]
    public void An_observed_order_is_never_held()
    {
        OrderRig rig = new(hasVenue: false);
        rig.New(OrderRig.Request() with { Origin = OrderOrigin.Observed, Venue = "elsewhere" });
        Assert.Equal("OrderSubmitted", rig.FactsSinceLast());
        Assert.Equal(OrderRig.Id("X"), rig.The.WireId);
        Assert.Equal("elsewhere", rig.Books.Names.Of(rig.The.Venue));
    }

    [Fact]
    public void An_observed_second_use_of_a_ClOrdID_makes_no_second_order()
    {
        OrderRig rig = new();
        NewOrderSingle seen = OrderRig.Request() with { Origin = OrderOrigin.Observed };
        rig.New(seen);
        rig.Forget();
        Assert.Equal(DenyReason.DuplicateClOrdId, rig.New(seen));
        Assert.Empty(rig.Facts);
        Assert.Equal(1, rig.Books.Orders.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_replace_that_could_add_risk_waits_for_trading_to_open_and_one_that_only_takes_away_does_not(bool everywhere)
    {
        OrderRig rig = new();
        Order order = rig.Place();
        rig.Emit.Apply(new TradingHeld(everywhere ? default : rig.Venue, "a person looks", rig.Deciding.Now));
        rig.Forget();
        Assert.Equal(DenyReason.TradingNotOpen, rig.Replace(id: "R1", quantity: 101));
        Assert.Equal(DenyReason.TradingNotOpen, rig.Replace(id: "R2", price: 11));
        Assert.Equal("", rig.FactsSinceLast());
        Assert.Equal(DenyReason.None, rig.Replace(id: "R3", quantity: 99));
        Assert.Equal(99, order.Outstanding()!.Terms!.Value.OrderQty.Value);
    }
}
