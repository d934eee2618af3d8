using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Names;
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

    /// <summary>Whoever can still enter orders, such as a FIX client, has them canceled too.</summary>
    public static async Task CancelAsync(EngineHost engine, TextWriter output)
    {
        HashSet<(string Account, ClOrdId Id)> asked = [];
        int first = await AskAsync(engine, asked, output);
        if (first == 0) return;
        output.WriteLine($"canceling {first} open orders");
        long until = Environment.TickCount64 + (long)WaitMost.TotalMilliseconds;
        while (engine.Read(replica => Working(replica.Books)) > 0 && Environment.TickCount64 < until
            && engine.Failure is null)
        {
            await Task.Delay(Look);
            await AskAsync(engine, asked, output);
        }

        int left = engine.Read(replica => Working(replica.Books));
        output.WriteLine(left == 0 ? "all are canceled or filled" : $"{left} are not confirmed as canceled");
    }

    // Each is asked for once: the engine repeats by itself what gets no answer.
    private static async Task<int> AskAsync(
        EngineHost engine, HashSet<(string Account, ClOrdId Id)> asked, TextWriter output)
    {
        int count = 0;
        try
        {
            foreach (OrderCancelRequest request in engine.Read(replica => Requests(replica.Books)))
            {
                if (!asked.Add((request.Account, request.OrigClOrdId))) continue;
                count++;
                await engine.AskAsync(
                    new Input { Kind = InputKind.OrderCancelRequest, Body = request, Source = "engine" });
            }
        }
        catch (Exception e) when (e is EngineBusyException || engine.Failure is not null)
        {
            output.WriteLine($"not all could be asked for: {e.Message}");
        }

        return count;
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
