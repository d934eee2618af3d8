using System.Collections.Generic;
using Truefill.Domain.Names;

namespace Truefill.Venues.Simulated;

/// <summary>
/// Which requests the venue knows, by the ids that they came with. Closed orders are kept for a while.
/// </summary>
internal sealed class OrderRegister(int closedKept)
{
    private readonly Dictionary<ClOrdId, SimulatedOrder> byWireId = [];
    private readonly Dictionary<OrderId, SimulatedOrder> byOrderId = [];
    private readonly Dictionary<ClOrdId, List<SimulatedOrder>> byLink = [];
    private readonly Queue<(ClOrdId WireId, SimulatedOrder Order)> ids = [];

    public int OpenCount { get; set; }

    /// <summary>Some that were known have been dropped: what is not found may have been here.</summary>
    public bool HasForgotten { get; set; }

    public bool Knows(in ClOrdId wireId) => byWireId.ContainsKey(wireId);

    public SimulatedOrder? Find(in ClOrdId wireId, in OrderId orderId)
    {
        if (!wireId.IsNone && byWireId.TryGetValue(wireId, out SimulatedOrder? order)) return order;
        return !orderId.IsNone && byOrderId.TryGetValue(orderId, out order) ? order : null;
    }

    public void Add(in ClOrdId wireId, SimulatedOrder order)
    {
        byWireId[wireId] = order;
        byOrderId.TryAdd(order.OrderId, order);
        ids.Enqueue((wireId, order));

        // Two for one, so that open orders that are met on the way and kept do not let it grow.
        for (int i = 0; i < 2 && ids.Count - OpenCount > closedKept; i++)
        {
            (ClOrdId WireId, SimulatedOrder Order) old = ids.Dequeue();
            if (old.Order.IsOpen)
            {
                ids.Enqueue(old);
                continue;
            }

            byWireId.Remove(old.WireId);
            byOrderId.Remove(old.Order.OrderId);
            HasForgotten = true;
        }
    }

    public void Link(SimulatedOrder order)
    {
        if (order.LinkId.IsNone) return;
        if (!byLink.TryGetValue(order.LinkId, out List<SimulatedOrder>? linked)) byLink.Add(order.LinkId, linked = []);
        linked.Add(order);
    }

    public void Unlink(SimulatedOrder order)
    {
        if (order.LinkId.IsNone || !byLink.TryGetValue(order.LinkId, out List<SimulatedOrder>? linked)) return;
        linked.Remove(order);
        if (linked.Count == 0) byLink.Remove(order.LinkId);
    }

    public IReadOnlyList<SimulatedOrder> LinkedTo(SimulatedOrder order) =>
        order.LinkId.IsNone || !byLink.TryGetValue(order.LinkId, out List<SimulatedOrder>? linked) ? [] : linked;

    /// <summary>As if the order had never come.</summary>
    public void Forget(SimulatedOrder order)
    {
        List<ClOrdId> known = [];
        foreach ((ClOrdId wireId, SimulatedOrder of) in ids)
            if (of == order) known.Add(wireId);
        foreach (ClOrdId wireId in known) byWireId.Remove(wireId);
        byOrderId.Remove(order.OrderId);
    }
}
