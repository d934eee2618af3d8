using Truefill.Domain.Names;
using Truefill.Domain.State;

namespace Truefill.Domain.Orders;

public sealed partial class OrderTable
{
    /// <summary>
    /// The complete state; equal state gives equal bytes. Indexes are not written, they are made again.
    /// </summary>
    public void Save(IStateWriter writer)
    {
        writer.Signed(DeniedCount);
        writer.Signed(ViolationCount);
        writer.Unsigned((ulong)Count);
        for (int i = 1; i < orders.Count; i++) orders[i]!.Save(writer);
    }

    public void Load(IStateReader reader)
    {
        orders.Clear();
        orders.Add(null);
        open.Clear();
        openOf.Clear();
        inFlight.Clear();
        unknown.Clear();
        overfilled.Clear();
        byClOrdId.Clear();
        byOrderId.Clear();
        DeniedCount = reader.Signed();
        ViolationCount = reader.Signed();
        for (int count = reader.ReadInt(); count > 0; count--)
        {
            Order order = Order.Load(reader, NextHandle);
            Add(order);
            Index(order, order.WireId);
            Index(order, order.OrderId);
            foreach (OrderRequest request in order.Chain) Index(order, request.Id);
            foreach (OrderId earlier in order.EarlierOrderIds) Index(order, earlier);
        }
    }
}
