using System.Collections.Generic;
using System.Linq;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Comparison;

/// <summary>
/// What an engine showed of each order and position when it was found to agree with the model. As long as no input has
/// touched one in the model, and the engine shows the same, it agrees still: the model need not work it out again.
/// </summary>
public sealed class Agreement
{
    private readonly Dictionary<ModelOrder, ObservedOrder> orders = [];
    private readonly Dictionary<PositionName, ObservedPosition> positions = [];

    /// <summary>These have been touched since: what was found of them is worth nothing.</summary>
    public void Forget(IEnumerable<ModelOrder> touchedOrders, IEnumerable<PositionName> touchedPositions)
    {
        foreach (ModelOrder order in touchedOrders) orders.Remove(order);
        foreach (PositionName key in touchedPositions) positions.Remove(key);
    }

    /// <summary>A multiplier or a lot method may be another one: every position is.</summary>
    public void ForgetPositions() => positions.Clear();

    internal bool Holds(ModelOrder order, in ObservedOrder seen) =>
        orders.TryGetValue(order, out ObservedOrder agreed) && agreed == seen;

    internal bool Holds(PositionName key, in ObservedPosition seen) =>
        positions.TryGetValue(key, out ObservedPosition agreed)
        && agreed.Fees.SequenceEqual(seen.Fees)
        && agreed with { Fees = seen.Fees } == seen;

    internal void Note(ModelOrder order, in ObservedOrder seen) => orders[order] = seen;

    internal void Note(PositionName key, in ObservedPosition seen) => positions[key] = seen;
}
