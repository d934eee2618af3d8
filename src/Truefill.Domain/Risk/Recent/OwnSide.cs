using System.Collections.Generic;
using Truefill.Domain.Names;

namespace Truefill.Domain.Risk.Recent;

/// <summary>
/// Our own orders on one side of one symbol. The one that an opposite order meets first is at hand: the gate asks for
/// it with each order, and walking down a tree of many orders costs a memory access per level.
/// </summary>
internal sealed class OwnSide(bool isBid)
{
    private readonly SortedSet<(decimal Px, int Order)> orders = [];
    private (decimal Px, int Order) best;

    /// <summary>The best of them if an opposite order at this price would trade with it, else none.</summary>
    public OrderHandle CrossedBy(decimal px) =>
        orders.Count > 0 && (isBid ? best.Px >= px : best.Px <= px) ? new OrderHandle(best.Order) : default;

    public void Add(decimal px, OrderHandle order)
    {
        orders.Add((px, order.Value));
        best = isBid ? orders.Max : orders.Min;
    }

    public void Remove(decimal px, OrderHandle order)
    {
        orders.Remove((px, order.Value));
        best = isBid ? orders.Max : orders.Min;
    }
}
