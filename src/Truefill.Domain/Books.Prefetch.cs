using Truefill.Domain.Executions;
using Truefill.Domain.Names;

namespace Truefill.Domain;

/// <content>
/// Hints for what is decided or applied soon. Each step fetches what the next one has to read, so they are given for
/// reports at falling distances. They change nothing and may be left out.
/// </content>
public sealed partial class Books
{
    /// <summary>
    /// First: where the order is listed, and where it stands where the execution's id would be. Returns the digest of
    /// the id.
    /// </summary>
    public uint PrefetchIds(OrderHandle order, in ExecKey key)
    {
        Orders.PrefetchSlot(order);
        return Executions.PrefetchPlace(in key);
    }

    /// <summary>Second: the order, and where the execution's id would be.</summary>
    public void PrefetchOrder(OrderHandle order, uint idDigest)
    {
        if (order.IsNone) return;
        Orders.Prefetch(order);
        Executions.Prefetch(idDigest);
    }

    /// <summary>Third: what its position and its exposures read. Returns the position, none: it is not known.</summary>
    public PositionHandle PrefetchPosition(OrderHandle order)
    {
        if (Orders.TryGet(order) is not { Position.IsNone: false } known) return default;
        Positions.Prefetch(known.Position);
        Risk.Exposures.Prefetch(known);
        return known.Position;
    }

    /// <summary>Fourth: what its position reads after that.</summary>
    public void PrefetchNextLot(OrderHandle order)
    {
        if (Orders.TryGet(order) is { Position.IsNone: false } known) Positions.PrefetchNextLot(known.Position);
    }
}
