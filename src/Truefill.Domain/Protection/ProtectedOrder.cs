using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Time;

namespace Truefill.Domain.Protection;

/// <summary>An order with a bracket, the legs that were ever sent for it, and for how long it lacked some.</summary>
public sealed class ProtectedOrder
{
    private readonly List<OrderHandle> legs = [];

    internal ProtectedOrder(OrderHandle order, PositionKey key)
    {
        Order = order;
        Key = key;
    }

    public OrderHandle Order { get; }

    public PositionKey Key { get; }

    /// <summary>Oldest first, ended ones included.</summary>
    public IReadOnlyList<OrderHandle> Legs => legs;

    /// <summary>Since when more is open than is protected; none: now nothing is.</summary>
    public UtcNanos GapSince { get; internal set; }

    /// <summary>Nanoseconds of all gaps that are over.</summary>
    public long GapNanos { get; internal set; }

    /// <summary>Nanoseconds of all gaps, the one under way included.</summary>
    public long GapNanosAt(UtcNanos now) =>
        GapSince.IsNone || now <= GapSince ? GapNanos : GapNanos + (now.Value - GapSince.Value);

    internal void Add(OrderHandle leg)
    {
        if (legs.Count == 0 || legs[^1] != leg) legs.Add(leg);
    }
}
