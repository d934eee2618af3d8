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
    public void In_live_a_venue_that_can_say_it_has_to()
    {
        GateRig rig = new(isLive: true);
        Assert.Equal(DenyReason.BuyingPowerUnknown, rig.New(Buy(1, 10)));
        Say(rig, 10);
        Assert.Equal(DenyReason.None, rig.New(Buy(1, 10)));
    }

    private static void Say(GateRig rig, decimal power)
    {
        AccountId account = rig.Deciding.Account("A");
        rig.Emit.Apply(new BalanceReported(
            rig.Venue, account, new Money(0, Currency.Usd), power, rig.Deciding.Now));
    }
}
