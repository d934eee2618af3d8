using Truefill.Domain.Advisories;
using Truefill.Domain.Advisories.Commands;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Generation;

namespace Truefill.Simulation.Whole;

/// <content>What a model proposes, a person decides on and the engine executes.</content>
internal sealed partial class WholeRun
{
    private void Advise()
    {
        int account = chance.Below(AccountNames.Length);
        int symbol = chance.Below(SymbolNames.Length);
        FrozenSnapshot snapshot = new(
            $"A{++serial}",
            SymbolNames[symbol],
            Quantity.Price(prices[symbol]),
            SlOffsetPct: -0.0001m * chance.Between(2, 20),
            TpOffsetPct: 0.0001m * chance.Between(2, 20),
            Quantity.Of(chance.Between(1, 100)),
            now.AddNanos(UtcNanos.PerSecond * chance.Between(1, 60)),
            AccountNames[account],
            StrategyNames[chance.Below(StrategyNames.Length)],
            LinkOfAccount(account).VenueName);
        Ask(InputKind.ProposeAdvisory, new ProposeAdvisory(snapshot, "model"), "http");
        Ask(
            InputKind.DecideAdvisory,
            new DecideAdvisory(snapshot.AdvisoryId, !chance.OneIn(8), snapshot.SnapshotHash(), "ops", "simulated"),
            "http");
    }

    // Now and then twice: only the first may do anything.
    private void ExecuteSomeAdvisory()
    {
        if (Books.Advisories.All.Count == 0) return;
        AdvisoryExecution advisory = Books.Advisories.All[chance.Below(Books.Advisories.All.Count)];
        Ask(
            InputKind.ExecuteAdvisory,
            new ExecuteAdvisory(advisory.Snapshot.AdvisoryId, RequiresBuyingPower: false, "ops"),
            "http");
    }

    // One that was started has a result, with no more filled than was approved.
    private void CompareAdvisories()
    {
        foreach (AdvisoryExecution advisory in Books.Advisories.All)
        {
            AdvisoryStage stage = advisory.StageOf(Books.Orders);
            if (advisory.Order.IsNone) continue;
            Order order = Books.Orders[advisory.Order];
            string key = $"advisory {advisory.Snapshot.AdvisoryId}";
            if (advisory.Result is null && !IsMissing(order))
                found.Add(new Divergence(key, "result", "one", $"none: {stage}"));
            if (order.CumQty > advisory.Snapshot.PositionSize)
                found.Add(
                    new Divergence(key, "filled", $"at most {advisory.Snapshot.PositionSize}", $"{order.CumQty}"));
        }
    }
}
