using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Engine.State;
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

    [Fact]
    public void Charges_on_a_correction_that_waits_are_replayed_and_decided_again_like_anything_else()
    {
        EngineRig rig = new();
        Fee[] stated =
        [
            new(new Money(2, default), FeeKind.Tax), new(new Money(1, Currency.Usd), FeeKind.Tax),
        ];
        rig.Step(Input(Report("C1", ExecType.TradeCorrect, 90) with { FurtherFees = stated }));
        Assert.Equal(rig.LiveHash(), StateHash.Text(StateHash.Of(rig.Replay().Books)));
        rig.Step(Input(Report("E1", ExecType.Trade, 100)));
        rig.Step(Input(Report("C2", ExecType.TradeCorrect, 80) with { FurtherFees = stated[..1] }));

        Assert.Equal(
            [new Money(1.5m, Currency.Usd), new Money(2, Currency.Usd)],
            rig.Books.Positions.All.Single().Fees.OrderBy(fee => fee.Kind).Select(fee => fee.Amount));
        Assert.Equal(rig.LiveHash(), StateHash.Text(StateHash.Of(rig.Replay().Books)));
        Assert.Null(rig.Redecide(out Books again));
        Assert.Equal(rig.LiveHash(), StateHash.Text(StateHash.Of(again)));
    }

    private static Input Input(ExecutionReport report) =>
        new() { Kind = InputKind.ExecutionReport, Source = "venue:SIM", Report = report };

    private static ExecutionReport Report(string id, ExecType type, int quantity) => new()
    {
        Venue = new VenueId(1),
        ExecType = type,
        ExecId = ExecId.FromTrusted(id),
        ExecRefId = type == ExecType.TradeCorrect ? ExecId.FromTrusted("E1") : default,
        AccountName = "ACC1",
        SymbolName = "IBM",
        Side = Side.Buy,
        LastQty = Qty.FromTrusted(quantity),
        LastPx = Px.FromTrusted(100),
        Fee = new Fee(new Money(1.5m, Currency.Usd), FeeKind.Commission),
        TransactTime = new UtcNanos(1_700_000_000_000_000_000 - quantity),
    };

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
