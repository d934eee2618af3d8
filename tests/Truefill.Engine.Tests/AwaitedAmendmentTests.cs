using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Engine.Tests.Support;

namespace Truefill.Engine.Tests;

public sealed class AwaitedAmendmentTests
{
    [Fact]
    public void A_copy_of_a_bust_whose_trade_never_came_is_replayed_like_anything_else()
    {
        EngineRig rig = new();

        InputOutcome first = rig.Step(Bust())[0].Outcome;
        InputOutcome again = rig.Step(Bust())[0].Outcome;

        Assert.Equal(InputOutcome.Applied, first);
        Assert.Equal(InputOutcome.Duplicate, again);
        Assert.Equal(0, rig.Replay().Books.Executions.Count);
    }

    private static Input Bust() => new()
    {
        Kind = InputKind.NormalisedExecution,
        Source = "inject",
        Body = new NormalisedExecution
        {
            Symbol = "IBM",
            Side = Side.Buy,
            LastQty = Qty.FromTrusted(10),
            LastPx = Px.FromTrusted(100),
            ExecId = ExecId.FromTrusted("B1"),
            ExecRefId = ExecId.FromTrusted("E1"),
            ExecType = ExecType.TradeCancel,
            TransactTime = new UtcNanos(1_700_000_000_000_000_000),
            Account = "ACC1",
        },
    };
}
