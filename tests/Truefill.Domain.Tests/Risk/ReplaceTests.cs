using Truefill.Domain.Orders;
using Truefill.Domain.Risk.Limits;
using static Truefill.Domain.Tests.Risk.GateRig;

namespace Truefill.Domain.Tests.Risk;

/// <summary>A replace passes the gate by what it adds.</summary>
public sealed class ReplaceTests
{
    private readonly GateRig rig = new();

    [Fact]
    public void Adds_only_what_is_more_than_before()
    {
        rig.Limit(LimitKind.MaxPosition, 100);
        Order order = Working(60);
        Assert.Equal(DenyReason.PositionTooLarge, rig.Replace(order, qty: 101));
        Assert.Equal(DenyReason.None, rig.Replace(order, qty: 100));
    }

    [Fact]
    public void Counts_at_the_larger_quantity_while_it_is_not_answered()
    {
        rig.Limit(LimitKind.MaxPosition, 100);
        Order order = Working(60);
        rig.Replace(order, qty: 90);
        Assert.Equal(DenyReason.PositionTooLarge, rig.New(Buy(11, 10)));
        Assert.Equal(DenyReason.None, rig.New(Buy(10, 10)));
    }

    [Fact]
    public void A_smaller_quantity_frees_nothing_before_the_venue_confirms_it()
    {
        rig.Limit(LimitKind.MaxPosition, 100);
        Order order = Working(100);
        Assert.Equal(DenyReason.None, rig.Replace(order, qty: 50));
        Assert.Equal(DenyReason.PositionTooLarge, rig.New(Buy(1, 10)));
    }

    [Fact]
    public void A_worse_price_is_checked_like_a_new_order()
    {
        rig.Mark(10);
        rig.Limit(LimitKind.PriceCollar, 0.1m);
        Order order = Working(10);
        Assert.Equal(DenyReason.PriceOutsideCollar, rig.Replace(order, px: 11.01m));
        Assert.Equal(DenyReason.None, rig.Replace(order, px: 11));
    }

    [Fact]
    public void A_price_that_would_meet_an_own_order_is_refused()
    {
        rig.Limit(LimitKind.SelfTrade, 1);
        rig.New(Sell(1, 12));
        Order order = Working(10);
        Assert.Equal(DenyReason.SelfTrade, rig.Replace(order, px: 12));
        Assert.Equal(DenyReason.None, rig.Replace(order, px: 11.99m));
        Assert.Equal(DenyReason.SelfTrade, rig.New(Sell(1, 11.99m)));
    }

    [Fact]
    public void Less_quantity_passes_whatever_limit_is_broken()
    {
        Order order = Working(60);
        rig.Limit(LimitKind.MaxOrderQty, 10);
        rig.Limit(LimitKind.MaxPosition, 10);
        Assert.Equal(DenyReason.None, rig.Replace(order, qty: 20));
    }

    [Fact]
    public void More_in_a_symbol_that_was_restricted_meanwhile_is_refused_and_less_is_not()
    {
        Order order = Working(10);
        rig.Limit(LimitKind.Restricted, 1, symbol: "IBM");
        Assert.Equal(DenyReason.SymbolRestricted, rig.Replace(order, qty: 11));
        Assert.Equal(DenyReason.None, rig.Replace(order, qty: 9));
    }

    private Order Working(decimal qty)
    {
        Assert.Equal(DenyReason.None, rig.New(Buy(qty, 10)));
        rig.Report(rig.LastOrder, ExecType.New);
        return rig.LastOrder;
    }
}
