using Truefill.Domain.Orders;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;
using static Truefill.Domain.Tests.Risk.GateRig;

namespace Truefill.Domain.Tests.Risk;

/// <summary>
/// The scenario of 2012: 212 parent orders, and a router that never learns of its fills and so goes on sending child
/// orders. The engine counts for itself.
/// </summary>
public sealed class KnightTests
{
    private const int Parents = 212;
    private const decimal ParentQty = 500;
    private const decimal ChildQty = 100;

    // Four million orders in 45 minutes.
    private const int ChildrenPerSecond = 1_500;
    private const long PauseNanos = 2 * UtcNanos.PerMillisecond;

    [Fact]
    public void Children_never_come_to_more_than_their_parent()
    {
        GateRig rig = new();
        rig.Mark(10);
        for (int round = 0; round < 20; round++)
        {
            for (int parent = 0; parent < Parents; parent++) Send(rig, parent);
        }

        for (int parent = 0; parent < Parents; parent++) Assert.Equal(ParentQty, Bought(rig, parent));
    }

    [Fact]
    public void The_strategy_is_stopped_within_a_second()
    {
        GateRig rig = new();
        rig.Mark(10);
        rig.Limit(LimitKind.RepeatedExecutions, 20);
        rig.Limit(LimitKind.RepeatedWindow, UtcNanos.PerSecond);
        UtcNanos start = rig.Deciding.Now;
        int sent = 0;
        while (!rig.Books.KillSwitch.IsAnyEngaged)
        {
            if (rig.New(Buy(ChildQty, null), strategy: "SMARS") == DenyReason.None)
            {
                rig.Fill(rig.LastOrder, ChildQty, 10);
                sent++;
            }

            rig.Pass(PauseNanos);
        }

        Assert.Equal(20, sent);
        Assert.True(rig.Deciding.Now.Value - start.Value <= UtcNanos.PerSecond);
        Assert.Equal(DenyReason.KillSwitchActive, rig.New(Buy(ChildQty, null), strategy: "SMARS"));
        Assert.Equal(DenyReason.None, rig.New(Buy(ChildQty, null), strategy: "other"));
    }

    [Fact]
    public void All_parents_at_the_rate_of_that_day_are_stopped_within_a_second_and_none_is_exceeded()
    {
        GateRig rig = new();
        rig.Mark(10);
        rig.Limit(LimitKind.RepeatedExecutions, ParentQty / ChildQty, strategy: "SMARS");
        rig.Limit(LimitKind.RepeatedWindow, UtcNanos.PerSecond, strategy: "SMARS");
        UtcNanos start = rig.Deciding.Now;
        int sent = 0;
        for (int i = 0; !rig.Books.KillSwitch.IsAnyEngaged; i++)
        {
            // The fills come, and the router does not see them: its own counter stays at zero.
            int parent = i % Parents;
            if (Child(rig, parent) == DenyReason.None)
            {
                rig.Fill(rig.LastOrder, ChildQty, 10);
                sent++;
            }

            rig.Pass(UtcNanos.PerSecond / ChildrenPerSecond);
        }

        Assert.True(rig.Deciding.Now.Value - start.Value <= UtcNanos.PerSecond);
        Assert.Equal(Parents * (int)(ParentQty / ChildQty), sent);
        for (int parent = 0; parent < Parents; parent++)
        {
            Assert.Equal(DenyReason.KillSwitchActive, Child(rig, parent));
            Assert.Equal(ParentQty, Bought(rig, parent));
        }

        Assert.Equal(DenyReason.None, rig.New(Buy(ChildQty, 10), strategy: "other"));
    }

    [Fact]
    public void A_child_that_was_canceled_leaves_its_quantity_to_others()
    {
        GateRig rig = new();
        Assert.Equal(DenyReason.None, rig.New(Buy(500, 10), parent: "P", parentQty: 500));
        Assert.Equal(DenyReason.ParentQtyExceeded, rig.New(Buy(1, 10), parent: "P", parentQty: 500));
        rig.Fill(rig.LastOrder, 200, 10);
        rig.Report(rig.LastOrder, ExecType.Canceled);
        Assert.Equal(DenyReason.ParentQtyExceeded, rig.New(Buy(301, 10), parent: "P", parentQty: 500));
        Assert.Equal(DenyReason.None, rig.New(Buy(300, 10), parent: "P", parentQty: 500));
    }

    private static void Send(GateRig rig, int parent)
    {
        DenyReason reason = Child(rig, parent);
        if (reason == DenyReason.None) rig.Fill(rig.LastOrder, ChildQty, 10);
        else Assert.Equal(DenyReason.ParentQtyExceeded, reason);
    }

    private static DenyReason Child(GateRig rig, int parent) => rig.New(
        Buy(ChildQty, 10), strategy: "SMARS", symbol: "S" + parent, parent: "P" + parent, parentQty: ParentQty);

    private static decimal Bought(GateRig rig, int parent)
    {
        rig.Books.Names.Symbols.TryGet("S" + parent, out int symbol);
        return rig.Books.Risk.Exposures.Of(rig.Deciding.Account("A"), new Names.SymbolId(symbol))!.Qty;
    }
}
