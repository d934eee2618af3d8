using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Comparison;

/// <summary>Compares an engine's state with the model's, by the keys that a step touched or all of it.</summary>
public static class StateComparison
{
    private const int ShownDecimals = 10;

    /// <summary>Everything: each order and position on either side, and the counters.</summary>
    /// <param name="agreed">What need not be worked out again; null: all of it is.</param>
    public static List<Divergence> Compare(NaiveModel model, IObservedState observed, Agreement? agreed = null)
    {
        List<Divergence> found = [];
        foreach (ModelOrder order in model.Orders) CompareOrder(model, order, observed, found, agreed);
        foreach (PositionName key in model.Positions.Union(observed.Positions))
            ComparePosition(model, key, observed, found, agreed);
        CompareUnexpectedOrders(model, observed, found);
        CompareCounters(model.Counters, observed.Counters, found);
        return found;
    }

    /// <summary>Only what the last input was about, and the counters.</summary>
    public static List<Divergence> CompareTouched(NaiveModel model, IObservedState observed) =>
        CompareKeys(model, observed, model.TouchedOrders, model.TouchedPositions);

    /// <summary>These orders and positions, and the counters.</summary>
    /// <param name="agreed">Told what agrees; must hold nothing of these. Null: nobody is.</param>
    public static List<Divergence> CompareKeys(
        NaiveModel model,
        IObservedState observed,
        IEnumerable<ModelOrder> orders,
        IEnumerable<PositionName> positions,
        Agreement? agreed = null)
    {
        List<Divergence> found = [];
        foreach (ModelOrder order in orders)
            if (!order.IsShadow) CompareOrder(model, order, observed, found, agreed);
        foreach (PositionName key in positions) ComparePosition(model, key, observed, found, agreed);
        CompareCounters(model.Counters, observed.Counters, found);
        return found;
    }

    private static void CompareOrder(
        NaiveModel model, ModelOrder order, IObservedState observed, List<Divergence> found, Agreement? agreed)
    {
        bool isKnown = observed.TryGetOrder(order.Key, out ObservedOrder seen);
        if (isKnown && agreed is not null && agreed.Holds(order, in seen)) return;
        if (order.HasUnlinkedCorrection || order.NumbersOpenBecause is not null) return;
        if (!isKnown)
        {
            found.Add(new Divergence(order.Key.ToString(), "presence", "known", "unknown"));
            return;
        }

        List<Divergence> first = Differences(order, order.View(model.Assumptions.First), seen);
        if (first.Count == 0 || FitsAnother(model, order, seen)) agreed?.Note(order, in seen);
        else found.AddRange(first);
    }

    private static bool FitsAnother(NaiveModel model, ModelOrder order, ObservedOrder seen) =>
        model.Assumptions.OrderReadings.Skip(1)
            .Any(reading => Differences(order, order.View(reading), seen).Count == 0);

    private static bool FitsAnother(NaiveModel model, PositionName key, ObservedPosition seen) =>
        model.Assumptions.PositionReadings.Skip(1)
            .Any(reading => Differences(model, key, reading, seen).Count == 0);

    private static List<Divergence> Differences(ModelOrder order, OrderView view, ObservedOrder seen)
    {
        List<Divergence> found = [];
        Check(found, order.Key, "OrderQty", view.OrderQty, seen.OrderQty);
        Check(found, order.Key, "CumQty", view.CumQty, seen.CumQty);
        Check(found, order.Key, "AvgPx", view.AvgPx.RoundHalfEven(ShownDecimals), seen.AvgPx);
        Check(found, order.Key, "Overfill", view.Overfill, seen.Overfill);
        if (order.StatusOpenBecause is not null) return found;
        Check(found, order.Key, "LeavesQty", view.LeavesQty, seen.LeavesQty);
        if (view.OrdStatus != seen.OrdStatus)
            found.Add(new Divergence($"{order.Key}", "OrdStatus", $"{view.OrdStatus}", $"{seen.OrdStatus}"));
        return found;
    }

    private static void CompareUnexpectedOrders(NaiveModel model, IObservedState observed, List<Divergence> found)
    {
        foreach (OrderName key in observed.Orders)
        {
            if (model.FindOrder(key.Account, key.ClOrdId) is null && !model.WasDenied(key)
                && !model.HasShadowOrders(key.Account))
                found.Add(new Divergence(key.ToString(), "presence", "unknown", "known"));
        }
    }

    private static void ComparePosition(
        NaiveModel model, PositionName key, IObservedState observed, List<Divergence> found, Agreement? agreed)
    {
        ObservedPosition seen = Seen(observed, key);
        if (agreed is not null && agreed.Holds(key, in seen)) return;
        if (model.IsOpen(key)) return;
        if (model.IsShadowed(key))
        {
            CompareShadowed(model, key, observed, found);
            return;
        }

        List<Divergence> first = Differences(model, key, model.Assumptions.First, seen);
        if (first.Count == 0 || FitsAnother(model, key, seen)) agreed?.Note(key, in seen);
        else found.AddRange(first);
    }

    private static List<Divergence> Differences(
        NaiveModel model, PositionName key, Reading reading, ObservedPosition seen)
    {
        List<Divergence> found = [];
        PositionView view = model.Position(key, model.MethodOf(key.Account), reading);
        Check(found, key, "Quantity", view.Quantity, seen.Quantity);
        CheckFees(found, key, model.Fees(key, reading), seen.Fees);
        if (model.WasTransferred(key)) return found;
        Check(found, key, "Realised", view.Realised, seen.Realised);
        Check(found, key, "NetCash", view.NetCash, seen.NetCash);
        Check(found, key, "Cost", view.Cost, seen.Cost);
        return found;
    }

    private static void CompareShadowed(
        NaiveModel model, PositionName key, IObservedState observed, List<Divergence> found)
    {
        PositionName manual = key with { Strategy = SubLedgers.Manual };
        PositionName suspense = key with { Strategy = SubLedgers.Suspense };
        if (model.IsOpen(manual) || model.IsOpen(suspense)) return;
        PositionView a = model.Position(manual);
        PositionView b = model.Position(suspense);
        ObservedPosition seenA = Seen(observed, manual);
        ObservedPosition seenB = Seen(observed, suspense);
        string name = $"position {key.Account}/@manual+@suspense/{key.Symbol}";
        Check(found, name, "Quantity", a.Quantity + b.Quantity, seenA.Quantity + seenB.Quantity);
        Check(found, name, "NetCash", a.NetCash + b.NetCash, seenA.NetCash + seenB.NetCash);
    }

    private static void CompareCounters(CounterBounds bounds, ObservedCounters seen, List<Divergence> found)
    {
        if (seen.Received != bounds.Received)
            found.Add(new Divergence("counters", "received", $"{bounds.Received}", $"{seen.Received}"));
        long sum = seen.Applied + seen.Duplicate + seen.Ignored + seen.DeadLettered;
        if (sum != seen.Received)
            found.Add(new Divergence("counters", "sum of outcomes", $"{seen.Received}", $"{sum}"));
        CheckBounds(bounds, InputOutcome.Applied, seen.Applied, found);
        CheckBounds(bounds, InputOutcome.Duplicate, seen.Duplicate, found);
        CheckBounds(bounds, InputOutcome.Ignored, seen.Ignored, found);
        CheckBounds(bounds, InputOutcome.DeadLettered, seen.DeadLettered, found);
    }

    private static void CheckBounds(CounterBounds bounds, InputOutcome outcome, long seen, List<Divergence> found)
    {
        long least = bounds.Least(outcome);
        long most = bounds.Most(outcome);
        if (seen >= least && seen <= most) return;
        found.Add(new Divergence("counters", outcome.ToString(), $"{least} to {most}", $"{seen}"));
    }

    // A name is put into words only where something differs.
    private static void Check<TName>(
        List<Divergence> found, TName key, string field, Rational expected, decimal seen)
        where TName : notnull
    {
        if (expected == Rational.From(seen)) return;
        found.Add(new Divergence($"{key}", field, expected.ToString(), $"{seen}"));
    }

    private static void CheckFees(
        List<Divergence> found, PositionName key, Dictionary<string, Rational> expected, IReadOnlyList<Money> seen)
    {
        if (expected.Count == 0 && seen.Count == 0) return;
        Dictionary<string, Rational> sums = [];
        foreach (Money fee in seen)
            sums[fee.Currency.ToString()] = sums.GetValueOrDefault(fee.Currency.ToString()) + fee.Amount;
        foreach (string currency in expected.Keys.Union(sums.Keys))
        {
            Rational want = expected.GetValueOrDefault(currency);
            Rational have = sums.GetValueOrDefault(currency);
            if (want != have) found.Add(new Divergence($"{key}", "Fees " + currency, $"{want}", $"{have}"));
        }
    }

    private static ObservedPosition Seen(IObservedState observed, PositionName key) =>
        observed.TryGetPosition(key, out ObservedPosition seen) ? seen : default(ObservedPosition) with { Fees = [] };
}
