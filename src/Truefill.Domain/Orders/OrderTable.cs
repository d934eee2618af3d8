using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>Every order by handle, and the ids that lead to them.</summary>
public sealed class OrderTable
{
    private readonly List<Order?> orders = [null];

    public Order this[OrderHandle order] => orders[order.Value]!;

    public void Apply(in OrderSubmitted e) => orders.Add(new Order(e.Intent));

    public void AddExecution(OrderHandle order, Qty lastQty, Px lastPx, UtcNanos transactTime) => this[order].CumQty += lastQty;

    public void RemoveExecution(OrderHandle order, Qty lastQty, Px lastPx) => this[order].CumQty -= lastQty;
}
