using System.Collections.Generic;

namespace Truefill.Venues.Simulated;

/// <summary>
/// Orders of one side that wait for the same thing, the next one to be served last, so that serving is cheap. What is
/// nearer has the greater <see cref="SimulatedOrder.SortKey"/>: a bid its price, an offer its price negated, a market
/// order more than all; a stop to buy its trigger negated, a stop to sell its trigger. Equal keys: the earlier first.
/// </summary>
internal sealed class OrderQueue
{
    private readonly List<SimulatedOrder> orders = [];

    public int Count => orders.Count;

    /// <summary>0 is the last to be served.</summary>
    public SimulatedOrder this[int index] => orders[index];

    public void Add(SimulatedOrder order)
    {
        order.Queue = this;
        orders.Insert(PlaceOf(order), order);
    }

    public void Remove(SimulatedOrder order)
    {
        orders.RemoveAt(PlaceOf(order));
        order.Queue = null;
    }

    // The first place whose order is served no earlier than this one would be before it.
    private int PlaceOf(SimulatedOrder order)
    {
        int low = 0;
        int high = orders.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (IsServedLater(orders[middle], order)) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static bool IsServedLater(SimulatedOrder a, SimulatedOrder b) =>
        a.SortKey != b.SortKey ? a.SortKey < b.SortKey : a.Priority > b.Priority;
}
