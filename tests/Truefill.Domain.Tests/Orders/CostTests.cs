using System;
using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;

namespace Truefill.Domain.Tests.Orders;

[Collection(MeasuredTests.Name)]
public class CostTests
{
    [Fact]
    public void A_working_order_costs_about_256_bytes_with_its_index_entries()
    {
        const int Count = 40_000;
        OrderTable orders = new();
        Fill(orders, 1, Count / 10);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Fill(orders, (Count / 10) + 1, Count);
        long perOrder = (GC.GetTotalMemory(forceFullCollection: true) - before) / (Count * 9 / 10);
        GC.KeepAlive(orders);
        Assert.InRange(perOrder, 200, 288);
    }

    [Fact]
    public void Look_ups_and_executions_allocate_nothing()
    {
        OrderTable orders = new();
        Fill(orders, 1, 1000);
        Order order = orders[new OrderHandle(500)];
        ClOrdId wire = order.WireId;
        ClOrdId own = order.ClOrdId;
        OrderId given = order.OrderId;
        long allocated = 0;
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                _ = orders.FindWire(order.Venue, in wire);
                _ = orders.Find(in own);
                _ = orders.FindOrderId(order.Venue, in given);
                orders.AddExecution(order.Handle, OrderRig.Q(1), OrderRig.P(10), OrderRig.Start);
                orders.RemoveExecution(order.Handle, OrderRig.Q(1), OrderRig.P(10), OrderRig.Start);
                _ = order.OrdStatus;
                _ = order.LeavesQty;
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Open_orders_are_found_among_many_closed_ones()
    {
        OrderTable orders = new();
        Fill(orders, 1, 20_000);
        foreach (Order order in orders.All)
            if (order.Handle.Value is not (1 or 63 or 64 or 4095 or 4096 or 4097 or 20_000))
                orders.Apply(new OrderExpired(order.Handle, OrderRig.Start));
        List<int> open = [];
        foreach (Order order in orders.Open) open.Add(order.Handle.Value);
        Assert.Equal([1, 63, 64, 4095, 4096, 4097, 20_000], open);
    }

    private static void Fill(OrderTable orders, int from, int to)
    {
        for (int i = from; i <= to; i++)
        {
            OrderHandle handle = new(i);
            OrderIntent intent = new(
                handle, OrderRig.Id("client-" + i), WireIds.Make(1, handle), OrderOrigin.Client, new SourceId(1),
                new AccountId(1),
                new StrategyId(1), new VenueId(1), new SymbolId(1), OrderRig.Limit(100));
            orders.Apply(new OrderSubmitted(intent, OrderRig.Start));
            orders.Apply(new OrderAccepted(handle, OrderId.FromTrusted("venue-" + i), OrderRig.Start));
        }
    }
}
