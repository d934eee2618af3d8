using Truefill.Domain.Orders;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Venues;
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

    [Theory]
    [InlineData(100, AbortReason.KillSwitch)]
    [InlineData(40, AbortReason.KillSwitch)]
    [InlineData(0, null)]
    public void What_waited_under_the_switch_does_not_leave_once_it_would_do_more_than_reduce(
        decimal closedMeanwhile, AbortReason? expected)
    {
        GateRig rig = Waiting(out Order working);
        Order reducing = EnterReducing(rig, 100);
        if (closedMeanwhile > 0) rig.Fill(working, closedMeanwhile, 9);
        rig.Open();
        Assert.Equal(expected, rig.AbortOf(reducing));
    }

    [Fact]
    public void Of_two_that_together_would_do_more_than_reduce_the_older_one_leaves()
    {
        GateRig rig = Waiting(out Order working);
        Order older = EnterReducing(rig, 50);
        Order newer = EnterReducing(rig, 50);
        rig.Fill(working, 40, 9);
        rig.Open();
        Assert.Null(rig.AbortOf(older));
        Assert.Equal(AbortReason.KillSwitch, rig.AbortOf(newer));
    }

    [Fact]
    public void Once_the_switch_is_reset_what_waited_leaves_as_any_other()
    {
        GateRig rig = Waiting(out Order working);
        Order reducing = EnterReducing(rig, 100);
        rig.Fill(working, 100, 9);
        rig.Kills.Set(Global with { State = KillSwitchState.Off });
        rig.Open();
        Assert.Null(rig.AbortOf(reducing));
    }

    // A stop of the position ended at the venue before the line dropped; it is told of a fill of it only later.
    private static GateRig Waiting(out Order stop)
    {
        GateRig rig = new();
        rig.Hold(100, 10);
        Assert.Equal(DenyReason.None, rig.New(Sell(100, 9)));
        stop = rig.LastOrder;
        rig.Report(stop, ExecType.New);
        rig.Report(stop, ExecType.Canceled);
        rig.Emit.Apply(new SessionClosed(rig.Venue, "line dropped", rig.Deciding.Now));
        rig.Kills.Set(Global);
        rig.Pass(1_000_000_000);
        return rig;
    }

    private static Order EnterReducing(GateRig rig, decimal quantity)
    {
        Assert.Equal(DenyReason.None, rig.New(Sell(quantity, null), hasRiskRole: true));
        Assert.True(rig.LastOrder.IsHeld);
        return rig.LastOrder;
    }
}
