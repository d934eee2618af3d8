using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Truefill.Domain.Intake;
using Truefill.Domain.Quantities;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Tests;

/// <summary>An observed state made by hand.</summary>
internal sealed class FakeState : IObservedState
{
    public Dictionary<OrderName, ObservedOrder> OrdersByKey { get; } = [];

    public Dictionary<PositionName, ObservedPosition> PositionsByKey { get; } = [];

    public ObservedCounters Counters { get; set; }

    public IEnumerable<OrderName> Orders => OrdersByKey.Keys;

    public IEnumerable<PositionName> Positions => PositionsByKey.Keys;

    public bool TryGetOrder(OrderName key, out ObservedOrder order) => OrdersByKey.TryGetValue(key, out order);

    public bool TryGetPosition(PositionName key, out ObservedPosition position) =>
        PositionsByKey.TryGetValue(key, out position);

    /// <summary>What an engine would show that reads everything as the model does first.</summary>
    public static FakeState Of(NaiveModel model)
    {
        FakeState state = new();
        foreach (ModelOrder order in model.Orders)
        {
            OrderView view = order.View(model.Assumptions.First);
            state.OrdersByKey[order.Key] = new ObservedOrder(
                view.OrdStatus, Number(view.OrderQty), Number(view.CumQty), Number(view.LeavesQty),
                Number(view.AvgPx.RoundHalfEven(10)), Number(view.Overfill));
        }

        foreach (PositionName key in model.Positions)
        {
            PositionView view = model.Position(key);
            Money[] fees = [.. model.Fees(key, model.Assumptions.First)
                .Select(f => new Money(Number(f.Value), Currency.FromTrusted(f.Key)))];
            state.PositionsByKey[key] = new ObservedPosition(
                Number(view.Quantity), Number(view.Realised), Number(view.NetCash), fees, Number(view.Cost));
        }

        return state;
    }

    /// <summary>Counters in which nothing is missing: every certain outcome, the rest applied.</summary>
    public void CountAll(NaiveModel model)
    {
        CounterBounds bounds = model.Counters;
        long duplicate = bounds.Least(InputOutcome.Duplicate);
        long ignored = bounds.Least(InputOutcome.Ignored);
        long dead = bounds.Least(InputOutcome.DeadLettered);
        Counters = new ObservedCounters(bounds.Received, bounds.Received - duplicate - ignored - dead, duplicate, ignored, dead);
    }

    private static decimal Number(Rational value) =>
        decimal.Parse(value.ToString().TrimStart('~'), CultureInfo.InvariantCulture);
}
