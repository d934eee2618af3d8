using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;
using static Truefill.Domain.Tests.Risk.GateRig;

namespace Truefill.Domain.Tests.Risk;

public sealed class BuyingPowerTests
{
    [Fact]
    public void Spends_what_the_venue_said_and_not_one_unit_more()
    {
        GateRig rig = new();
        Say(rig, 1000);
        Assert.Equal(DenyReason.None, rig.New(Buy(60, 10)));
        Assert.Equal(DenyReason.InsufficientBuyingPower, rig.New(Buy(40.1m, 10)));
        Assert.Equal(DenyReason.None, rig.New(Buy(40, 10)));
        Assert.Equal(DenyReason.InsufficientBuyingPower, rig.New(Buy(1, 10)));
        Say(rig, 10);
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 10)));
    }

    [Fact]
    public void Selling_what_is_held_needs_none()
    {
        GateRig rig = new();
        Say(rig, 0);
        rig.Hold(100, 10);
        Assert.Equal(DenyReason.None, rig.New(Sell(100, 10)));
        Assert.Equal(DenyReason.InsufficientBuyingPower, rig.New(Sell(1, 10)));
    }

    [Fact]
    public void A_short_sale_needs_and_takes_what_the_mark_says_although_it_asks_for_less()
    {
        GateRig rig = new();
        rig.Mark(10);
        Say(rig, 1000);
        Assert.Equal(DenyReason.InsufficientBuyingPower, rig.New(Sell(101, 0.01m)));
        Assert.Equal(DenyReason.None, rig.New(Sell(60, 0.01m)));
        Assert.Equal(DenyReason.InsufficientBuyingPower, rig.New(Buy(41, 10)));
        Assert.Equal(DenyReason.None, rig.New(Buy(40, 10)));
    }

    [Fact]
    public void In_live_a_venue_that_can_say_it_has_to()
    {
        GateRig rig = new(isLive: true);
        Assert.Equal(DenyReason.BuyingPowerUnknown, rig.New(Buy(1, 10)));
        Say(rig, 10);
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 10)));
    }

    [Fact]
    public void Replace_spends_what_it_may_cost_more_be_it_by_quantity_or_by_price()
    {
        GateRig rig = new();
        Say(rig, 1000);
        rig.New(Buy(10, 10));
        Order order = rig.LastOrder;
        rig.Report(order, ExecType.New);
        Assert.Equal(DenyReason.InsufficientBuyingPower, rig.Replace(order, px: 101));
        Assert.Equal(DenyReason.InsufficientBuyingPower, rig.Replace(order, qty: 101));
        Assert.Equal(DenyReason.None, rig.Replace(order, qty: 90));
        Assert.Equal(DenyReason.InsufficientBuyingPower, rig.New(Buy(11, 10)));
        Assert.Equal(DenyReason.None, rig.New(Buy(10, 10)));
        Assert.Equal(DenyReason.InsufficientBuyingPower, rig.New(Buy(1, 10)));
    }

    [Fact]
    public void Cheaper_terms_spend_nothing()
    {
        GateRig rig = new();
        Say(rig, 1000);
        rig.New(Buy(100, 10));
        rig.Report(rig.LastOrder, ExecType.New);
        Assert.Equal(DenyReason.None, rig.Replace(rig.LastOrder, px: 9));
    }

    [Fact]
    public void Order_that_waits_here_is_spent_still_after_the_venue_has_answered_anew()
    {
        GateRig rig = new();
        Say(rig, 1000);
        rig.Emit.Apply(new SessionClosed(rig.Venue, "line dropped", rig.Deciding.Now));
        Assert.Equal(DenyReason.None, rig.New(Buy(60, 10)));
        Assert.True(rig.LastOrder.IsHeld);
        rig.Pass(1);
        Ask(rig);
        Say(rig, 1000);
        Assert.Equal(DenyReason.None, rig.New(Buy(40, 10)));
        Assert.Equal(DenyReason.InsufficientBuyingPower, rig.New(Buy(1, 10)));
    }

    [Fact]
    public void What_is_let_through_while_the_question_is_on_its_way_is_not_in_the_answer()
    {
        GateRig rig = new();
        Say(rig, 1000);
        rig.New(Buy(60, 10));
        Ask(rig);
        rig.New(Buy(30, 10));
        Say(rig, 400);
        Assert.Equal(DenyReason.InsufficientBuyingPower, rig.New(Buy(11, 10)));
        Assert.Equal(DenyReason.None, rig.New(Buy(10, 10)));
    }

    [Fact]
    public void Answer_in_another_currency_or_from_before_the_last_one_clears_nothing()
    {
        GateRig rig = new();
        Say(rig, 1000);
        rig.New(Buy(100, 10));
        AccountId account = rig.Deciding.Account("A");
        rig.Emit.Apply(new BalanceReported(
            rig.Venue, account, new Money(0, Currency.FromTrusted("EUR")), 1000, rig.Deciding.Now));
        rig.Emit.Apply(new BalanceReported(
            rig.Venue, account, new Money(0, Currency.Usd), 1000, rig.Deciding.Now.AddNanos(-1)));
        Assert.Equal(DenyReason.InsufficientBuyingPower, rig.New(Buy(1, 10)));
    }

    private static void Ask(GateRig rig) => rig.Emit.Apply(new VenueAsked(
        rig.Books.Queries.LastId + 1, rig.Venue, QueryKind.Balances, default, default, default, rig.Deciding.Now));

    private static void Say(GateRig rig, decimal power)
    {
        AccountId account = rig.Deciding.Account("A");
        rig.Emit.Apply(new BalanceReported(
            rig.Venue, account, new Money(0, Currency.Usd), power, rig.Deciding.Now));
    }
}
