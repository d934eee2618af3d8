using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;

namespace Truefill.Domain.Tests.Orders;

/// <summary>A venue uses its ids of orders again, and amends a trade by OrderID(37) and ExecRefID(19) alone.</summary>
public class ReusedOrderIdTests
{
    private static readonly OrderId Shared = OrderId.FromTrusted("55");

    [Fact]
    public void A_bust_under_an_id_that_two_orders_had_is_of_the_order_whose_trade_it_busts()
    {
        (OrderRig rig, Order older, Order newer) = Two();
        Assert.Equal(InputOutcome.Applied, rig.Send(Amending(rig, older, ExecType.TradeCancel)));
        Assert.Equal(0, older.CumQty.Value);
        Assert.True(newer.IsOpen);
        Assert.Empty(rig.Books.DeadLetters.Open);
    }

    [Fact]
    public void What_such_a_bust_says_of_its_orders_end_does_not_end_the_newer_one()
    {
        (OrderRig rig, Order older, Order newer) = Two();
        rig.Send(Amending(rig, older, ExecType.TradeCancel) with { OrdStatus = OrdStatus.Canceled });
        OrderRig.Shows(older, OrdStatus.Canceled, 100, 0, 0);
        OrderRig.Shows(newer, OrdStatus.New, 100, 0, 100);
    }

    [Fact]
    public void So_is_a_correction()
    {
        (OrderRig rig, Order older, _) = Two();
        ExecutionReport correction = Amending(rig, older, ExecType.TradeCorrect);
        correction.LastQty = OrderRig.Q(90);
        correction.LastPx = OrderRig.P(10);
        Assert.Equal(InputOutcome.Applied, rig.Send(correction));
        Assert.Equal(90, older.CumQty.Value);
    }

    [Fact]
    public void A_bust_that_names_the_other_order_by_our_own_id_contradicts_itself()
    {
        (OrderRig rig, Order older, Order newer) = Two();
        ExecutionReport bust = Amending(rig, older, ExecType.TradeCancel);
        bust.ClOrdId = newer.WireIdInForce;
        Assert.Equal(InputOutcome.DeadLettered, rig.Send(bust));
        Assert.Equal(100, older.CumQty.Value);
    }

    private static ExecutionReport Amending(OrderRig rig, Order order, ExecType type) =>
        rig.About(order, type) with { ClOrdId = default, OrderId = Shared, ExecRefId = ExecId.FromTrusted("E9") };

    private static (OrderRig Rig, Order Older, Order Newer) Two()
    {
        OrderRig rig = new(isWhole: true);
        Order older = Place(rig, "A");
        ExecutionReport fill = rig.About(older, ExecType.Trade) with
        {
            OrderId = Shared,
            ExecId = ExecId.FromTrusted("E9"),
            LastQty = OrderRig.Q(100),
            LastPx = OrderRig.P(10),
        };
        rig.Send(fill);
        return (rig, older, Place(rig, "B"));
    }

    private static Order Place(OrderRig rig, string id)
    {
        Order order = rig.Place(id, isAccepted: false);
        rig.Send(rig.About(order, ExecType.New) with { OrderId = Shared });
        return order;
    }
}
