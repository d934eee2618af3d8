using System;
using System.Collections.Generic;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Tests.Driving;

/// <summary>Books that show something else than they hold: the comparison has to notice.</summary>
internal sealed class Lying(IObservedState books) : IObservedState
{
    public Func<ObservedOrder, ObservedOrder> Order { get; init; } = static o => o;

    public Func<ObservedPosition, ObservedPosition> Position { get; init; } = static p => p;

    public Func<ObservedCounters, ObservedCounters> Counted { get; init; } = static c => c;

    public ObservedCounters Counters => Counted(books.Counters);

    public IEnumerable<OrderName> Orders => books.Orders;

    public IEnumerable<PositionName> Positions => books.Positions;

    public bool TryGetOrder(OrderName key, out ObservedOrder order)
    {
        bool found = books.TryGetOrder(key, out order);
        if (found) order = Order(order);
        return found;
    }

    public bool TryGetPosition(PositionName key, out ObservedPosition position)
    {
        bool found = books.TryGetPosition(key, out position);
        if (found) position = Position(position);
        return found;
    }
}
