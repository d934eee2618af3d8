using Truefill.Domain.Orders;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using static Truefill.Domain.Tests.Risk.GateRig;

namespace Truefill.Domain.Tests.Risk;

/// <summary>Under an active switch a person with the risk role may enter what only reduces, and it stays.</summary>
public sealed class ReducingUnderKillTests
{
    private static readonly SetKillSwitch Global =
        new(KillScope.Global, "", null, KillSwitchState.Active, "stop", "ann");

    [Fact]
    public void Reducing_order_that_was_entered_under_the_switch_is_not_cancelled_by_it()
    {
        GateRig rig = new();
        rig.Hold(100, 10);
        rig.Kills.Set(Global);
        rig.Pass(1_000_000_000);
        Assert.Equal(DenyReason.KillSwitchActive, rig.New(Sell(100, 11)));
        Assert.Equal(DenyReason.None, rig.New(Sell(100, 11), hasRiskRole: true));
        Order reducing = rig.LastOrder;
        rig.Report(reducing, ExecType.New);
        rig.Pass(10_000_000_000);
        Assert.False(rig.Kills.IsDue(rig.Deciding.Now));
        rig.Kills.Sweep();
        rig.Kills.Set(Global);
        Assert.Empty(reducing.Chain);
    }

    [Fact]
    public void Switch_that_is_engaged_later_takes_it_too()
    {
        GateRig rig = new();
        rig.Hold(100, 10);
        rig.Kills.Set(Global with { Scope = KillScope.Symbol, Target = "IBM" });
        rig.Pass(1_000_000_000);
        rig.New(Sell(100, 11), hasRiskRole: true);
        rig.Report(rig.LastOrder, ExecType.New);
        rig.Pass(1_000_000_000);
        rig.Kills.Set(Global);
        Assert.Single(rig.LastOrder.Chain);
    }
}
