using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Generation;
using Truefill.Venues;
using Truefill.Venues.Simulated.Books;

namespace Truefill.Simulation.Ordeal;

/// <content>What is planted, and what each comparison has to come to.</content>
internal sealed partial class ComparisonRun
{
    private const string Planter = "planted";
    private readonly List<(UtcNanos From, UtcNanos To, decimal Lots)> drifts = [];
    private int compared;
    private int conclusive;
    private int planted;
    private int corrected;
    private int lastSeen;

    private decimal Drift => drifts.Count > 0 && drifts[^1].To.IsNone ? drifts[^1].Lots : 0;

    // The books are off by one lot that no venue knows of.
    private void Plant()
    {
        if (Drift != 0) return;
        drifts.Add((now, default, chance.OneIn(2) ? 1 : -1));
        planted++;
        Import(drifts[^1].Lots);
    }

    private void TakeBack()
    {
        decimal lots = Drift;
        drifts[^1] = drifts[^1] with { To = now };
        Import(-lots);
    }

    private void Import(decimal lots) => requests.Enqueue(Of(InputKind.ImportPosition, new ImportPosition(
        Account, Planter, Symbol, Quantity.Of(lots), Quantity.Price(100), ShortText.FromTrusted($"drift{++serial}"),
        "ann", "a drift", now)));

    private decimal DriftAt(UtcNanos time) => drifts
        .Where(drift => drift.From <= time && (drift.To.IsNone || time < drift.To)).Sum(drift => drift.Lots);

    private void Look()
    {
        if (Books.Reconciliation.LastOf(line.Venue) is not { } last || last.Id == lastSeen) return;
        lastSeen = last.Id;
        compared++;
        if (last.Status == ComparisonStatus.Indeterminate) return;
        conclusive++;
        if (mode == ComparisonMode.Corrects)
        {
            if (last.Status == ComparisonStatus.Break) corrected++;
            return;
        }

        decimal drift = DriftAt(last.AsOf);
        bool isBreak = last.Status == ComparisonStatus.Break;
        string right = drift == 0 ? "match" : "break";
        if (isBreak != (drift != 0))
            found.Add(new Divergence($"comparison {last.Id}", "verdict", right, $"{last.Status}"));
        if (drift == 0 || found.Count > 0) return;
        PositionBreak[] open = [.. Books.Reconciliation.Breaks.Where(b =>
            b.State != BreakState.Resolved && b.Latest.Order.IsNone)];
        if (open.Length != 1 || open[0].Latest.Expected.Value - open[0].Latest.Found.Value != drift)
            found.Add(new Divergence($"comparison {last.Id}", "breaks", $"one of {drift}", string.Join("; ", open)));
        else if (Drift != 0) TakeBack();
    }

    // Everything has come and every answer is good: what was planted is gone, and both sides agree.
    private void Settle()
    {
        if (Drift != 0) TakeBack();
        if (phase is PhantomPhase.Lied or PhantomPhase.Found) CancelPhantom();
        if (losing is LosingPhase.Forgotten or LosingPhase.Found) SettleLost();
        line.Calm();
        for (int i = 0; i < QuietRounds && found.Count == 0; i++)
        {
            Advance(UtcNanos.PerSecond / 2);
            Serve();
        }

        if (found.Count > 0) return;
        if (Books.Reconciliation.LastOf(line.Venue) is not { Status: ComparisonStatus.Match })
            found.Add(new Divergence("last comparison", "verdict", "match", "none, or another"));
        foreach (PositionBreak open in Books.Reconciliation.Breaks)
            if (open.State != BreakState.Resolved && open.Latest.Class != BreakClass.OrphanOrder)
                found.Add(new Divergence($"break {open.Latest.Id}", "state", "resolved", $"{open.Latest}"));
        JudgePositions();
        JudgeTrades();
        if (mode == ComparisonMode.LooksOn) JudgeForeign();
    }

    // Nothing of theirs is in the books but what it executed, and that waits for a person.
    private void JudgeSuspense(int adopted)
    {
        if (adopted > 0) found.Add(new Divergence("orders", "of somebody else in the books", "0", $"{adopted}"));
        foreach (Position position in Books.Positions.All)
        {
            string strategy = Books.Names.Of(position.Key.Strategy);
            if (strategy != SubLedgers.Suspense)
                found.Add(new Divergence("position", "of somebody else", SubLedgers.Suspense, strategy));
        }
    }

    private void JudgePositions()
    {
        decimal ours = 0;
        decimal provisional = 0;
        foreach (Position position in Books.Positions.All)
        {
            ours += position.Qty.Value;
            if (Books.Names.Of(position.Key.Strategy) == SubLedgers.Provisional) provisional += position.Qty.Value;
        }

        decimal theirs = 0;
        foreach (VenueAccount account in line.Market.Books.Accounts)
            foreach (Holding holding in account.Holdings) theirs += holding.Qty.Value;
        if (ours != theirs) found.Add(new Divergence("position", "quantity", $"{theirs}", $"{ours}"));
        if (provisional != 0)
            found.Add(new Divergence("position @provisional", "once every execution has come", "0", $"{provisional}"));
    }

    private void JudgeTrades()
    {
        VenueTruth truth = new();
        line.Truth = truth;
        line.Market.Ask(new VenueQuery(-1, QueryKind.Executions, default, default, "", "", default), now);
        line.Market.AdvanceTo(now.AddNanos(UtcNanos.PerSecond));
        if (Books.Executions.Count != truth.Trades.Count)
            found.Add(new Divergence("executions", "booked", $"{truth.Trades.Count}", $"{Books.Executions.Count}"));
    }

    // Orders of somebody else are shown as entered by hand, and are all there; or are breaks, and are all there.
    private void JudgeForeign()
    {
        PositionBreak[] breaks = [.. Books.Reconciliation.Breaks.Where(b => b.Latest.Class == BreakClass.OrphanOrder)];
        int open = breaks.Count(b => b.State != BreakState.Resolved);
        int openRight = orphans == OrphanPolicy.Report ? line.Market.OpenOrderCount : 0;
        if (open != openRight)
            found.Add(new Divergence("breaks of orders", "open", $"{openRight}", $"{open}"));
        int adopted = Books.Orders.All.Count();
        if (orphans == OrphanPolicy.Correct && breaks.Length != adopted)
            found.Add(new Divergence("breaks of orders", "one for each adopted", $"{adopted}", $"{breaks.Length}"));
        if (orphans == OrphanPolicy.Report)
        {
            JudgeSuspense(adopted);
            return;
        }

        foreach (Order order in Books.Orders.All)
        {
            string strategy = Books.Names.Of(order.Strategy);
            if (strategy != SubLedgers.Manual)
                found.Add(new Divergence($"order {order.ClOrdId}", "strategy", "@manual", strategy));
        }

        if (Books.Orders.OpenCount != line.Market.OpenOrderCount)
            found.Add(new Divergence(
                "open orders", "shown", $"{line.Market.OpenOrderCount}", $"{Books.Orders.OpenCount}"));
    }
}
