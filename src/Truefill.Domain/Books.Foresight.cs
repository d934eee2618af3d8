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
    public uint ForeseeIds(OrderHandle order, in ExecKey key)
    {
        Orders.ForeseeSlot(order);
        return Executions.ForeseePlace(in key);
    }

    /// <summary>Second: the order, and where the execution's id would be.</summary>
    public void ForeseeOrder(OrderHandle order, uint idDigest)
    {
        if (order.IsNone) return;
        Orders.Foresee(order);
        Executions.Foresee(idDigest);
    }

    /// <summary>Third: what its position and its exposures read. Returns the position, none: it is not known.</summary>
    public PositionHandle ForeseePosition(OrderHandle order)
    {
        if (Orders.TryGet(order) is not { Position.IsNone: false } known) return default;
        Positions.Foresee(known.Position);
        Risk.Exposures.Foresee(known);
        return known.Position;
    }

    /// <summary>Fourth: what its position reads after that.</summary>
    public void ForeseeNextLot(OrderHandle order)
    {
        if (Orders.TryGet(order) is { Position.IsNone: false } known) Positions.ForeseeNextLot(known.Position);
    }
}
