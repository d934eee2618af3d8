using Truefill.Domain.Names;
using Truefill.Domain.Orders;

namespace Truefill.Domain.Tests.Orders;

/// <summary>A bust leaves a part of an order unexecuted; whether anybody works that part, the venue says with it.</summary>
public class BustedEndTests
{
    [Theory]
    [InlineData(OrdStatus.Canceled, OrdStatus.Canceled)]
    [InlineData(OrdStatus.Expired, OrdStatus.Expired)]
    [InlineData(OrdStatus.DoneForDay, OrdStatus.DoneForDay)]
    public void What_a_bust_leaves_of_an_order_that_its_venue_calls_over_is_not_open(OrdStatus said, OrdStatus shown)
    {
        (OrderRig rig, Order order) = Filled();
        rig.Send(Bust(rig, order, said));
        OrderRig.Shows(order, shown, 100, 0, 0);
        Assert.Equal(0, rig.Books.Orders.OpenCount);
    }

    [Theory]
    [InlineData(OrdStatus.New)]
    [InlineData(null)]
    public void What_a_bust_leaves_of_one_that_works_or_of_which_nothing_is_said_is_open(OrdStatus? said)
    {
        (OrderRig rig, Order order) = Filled();
        rig.Send(Bust(rig, order, said));
        OrderRig.Shows(order, OrdStatus.New, 100, 0, 100);
    }

    [Fact]
    public void An_order_that_lives_on_tomorrow_is_not_ended_by_the_end_of_a_day()
    {
        (OrderRig rig, Order order) = Filled(TimeInForce.GoodTillCancel);
        rig.Send(Bust(rig, order, OrdStatus.DoneForDay));
        Assert.Equal(100, order.LeavesQty.Value);
    }

    [Fact]
    public void A_bust_that_says_what_is_left_to_work_ends_nothing()
    {
        (OrderRig rig, Order order) = Filled();
        ExecutionReport bust = Bust(rig, order, OrdStatus.Canceled);
        bust.LeavesQty = OrderRig.Q(100);
        rig.Send(bust);
        Assert.True(order.IsOpen);
    }

    [Fact]
    public void A_bust_from_before_a_later_report_says_nothing_of_the_orders_end()
    {
        (OrderRig rig, Order order) = Filled();
        ExecutionReport bust = Bust(rig, order, OrdStatus.Canceled);
        rig.Tick();
        rig.Report(order, ExecType.Suspended);
        rig.Send(bust);
        Assert.Equal(100, order.LeavesQty.Value);
    }

    private static (OrderRig Rig, Order Order) Filled(TimeInForce life = TimeInForce.Day)
    {
        OrderRig rig = new();
        Order order = rig.Place(life: life);
        rig.Fill(order, 100, exec: "T1");
        rig.Tick();
        return (rig, order);
    }

    private static ExecutionReport Bust(OrderRig rig, Order order, OrdStatus? said)
    {
        ExecutionReport bust = rig.About(order, ExecType.TradeCancel);
        bust.ExecRefId = ExecId.FromTrusted("T1");
        bust.OrdStatus = said;
        return bust;
    }
}
