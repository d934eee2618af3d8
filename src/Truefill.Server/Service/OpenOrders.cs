using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Engine.Inputs;
using Truefill.Server.Hosting;

namespace Truefill.Server.Service;

/// <summary>Cancels what works at the venues before a stop, and says what is left of it.</summary>
internal static class OpenOrders
{
    private static readonly TimeSpan WaitMost = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static async Task CancelAsync(EngineHost engine, TextWriter output)
    {
        List<OrderCancelRequest> requests = engine.Read(replica => Requests(replica.Books));
        if (requests.Count == 0) return;
        output.WriteLine($"canceling {requests.Count} open orders");
        try
        {
            foreach (OrderCancelRequest request in requests)
            {
                await engine.AskAsync(
                    new Input { Kind = InputKind.OrderCancelRequest, Body = request, Source = "engine" });
            }
        }
        catch (EngineBusyException e)
        {
            output.WriteLine($"not all could be asked for: {e.Message}");
        }

        long until = Environment.TickCount64 + (long)WaitMost.TotalMilliseconds;
        while (engine.Read(replica => Working(replica.Books)) > 0 && Environment.TickCount64 < until)
            await Task.Delay(Look);
        int left = engine.Read(replica => Working(replica.Books));
        output.WriteLine(left == 0 ? "all are canceled or filled" : $"{left} are not confirmed as canceled");
    }

    private static List<OrderCancelRequest> Requests(Books books) =>
    [
        .. books.Orders.Open.Where(order => order.Origin == OrderOrigin.Client).Select(order => new OrderCancelRequest
        {
            OrigClOrdId = order.ClOrdId,
            Account = books.Names.Of(order.Account),
        }),
    ];

    private static int Working(Books books) =>
        books.Orders.Open.Count(order => order.Origin == OrderOrigin.Client && !order.IsHeld);
}
