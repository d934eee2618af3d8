using Truefill.Domain.Executions;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using static Truefill.Domain.Tests.Risk.GateRig;

namespace Truefill.Domain.Tests.Risk;

/// <summary>What all orders of one correlation id may add up to.</summary>
public sealed class ChildTests
{
    [Fact]
    public void Replace_that_would_exceed_the_whole_is_refused_as_a_new_order_is()
    {
        GateRig rig = new();
        Assert.Equal(DenyReason.None, rig.New(Buy(60, 10), parent: "P", parentQty: 100));
        Assert.Equal(DenyReason.ParentQtyExceeded, rig.New(Buy(41, 10), parent: "P", parentQty: 100));
        Assert.Equal(DenyReason.None, rig.New(Buy(30, 10), parent: "P", parentQty: 100));
        Order order = rig.LastOrder;
        rig.Report(order, ExecType.New);
        Assert.Equal(DenyReason.ParentQtyExceeded, rig.Replace(order, qty: 41));
        Assert.Equal(DenyReason.None, rig.Replace(order, qty: 40));
    }

    [Fact]
    public void Replace_that_adds_nothing_passes_also_where_more_is_spoken_for_already()
    {
        GateRig rig = new();
        rig.New(Buy(60, 10), parent: "P", parentQty: 100);
        Order order = rig.LastOrder;
        rig.Report(order, ExecType.New);
        Assert.Equal(DenyReason.None, rig.New(Buy(60, 10), parent: "P"));
        Assert.Equal(DenyReason.None, rig.Replace(order, px: 9));
        Assert.Equal(DenyReason.ParentQtyExceeded, rig.New(Buy(1, 10), parent: "P", parentQty: 100));
    }

    [Fact]
    public void Repeated_request_is_told_of_its_order_whatever_would_refuse_another()
    {
        GateRig rig = new();
        rig.New(Buy(1, 10), id: "ONCE");
        rig.Kills.Set(new SetKillSwitch(KillScope.Global, "", null, KillSwitchState.Active, "stop", "ann"));
        Assert.Equal(DenyReason.DuplicateClOrdId, rig.New(Buy(1, 10), id: "ONCE"));
        Assert.Equal(DenyReason.KillSwitchActive, rig.New(Buy(1, 10), id: "OTHER"));
    }

    [Fact]
    public void Copy_of_a_trade_that_only_states_its_charge_says_nothing_new_of_the_order()
    {
        GateRig rig = new();
        rig.New(Buy(20, 10));
        Order order = rig.LastOrder;
        rig.Report(order, ExecType.New);
        ExecutionReport first = new()
        {
            Venue = rig.Venue,
            ExecType = ExecType.Trade,
            ClOrdId = order.WireId,
            ExecId = ExecId.FromTrusted("F1"),
            LastQty = Qty.FromTrusted(10),
            LastPx = Px.FromTrusted(10),
            CumQty = Qty.FromTrusted(10),
            OrdStatus = OrdStatus.PartiallyFilled,
            TransactTime = rig.Deciding.Now,
        };
        rig.Orders.Report(in first);
        rig.Fill(order, 5, 10);
        rig.Report(order, ExecType.Canceled);
        long before = rig.Books.Orders.ViolationCount;
        Assert.Equal(
            InputOutcome.Applied,
            rig.Orders.Report(first with
            {
                Fee = new Fee(new Money(1, Currency.Usd), FeeKind.Commission),
            }));
        Assert.Equal(before, rig.Books.Orders.ViolationCount);
    }
}
