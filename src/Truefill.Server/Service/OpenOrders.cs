using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Positions;
using Truefill.Domain.Protection;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Server.Hosting;
using Truefill.Server.Views;

namespace Truefill.Server.Service;

/// <summary>
/// Cancels what works at the venues before a stop, and says what is left of it. A cancel that is refused, such as while
/// its venue is not connected or a replace of the order is on its way, is asked for again. What protects an open
/// position stays, as it does under a kill switch: without it the position would be left alone while nobody looks.
/// </summary>
internal sealed class OpenOrders(EngineHost engine, TextWriter output)
{
    private static readonly TimeSpan WaitMost = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(500);

    // When each order may be asked for again, by the clock of the machine; null: its cancel was taken, and the engine
    // repeats by itself what gets no answer.
    private readonly Dictionary<OrderHandle, long?> asked = [];
    private readonly Dictionary<OrderHandle, DenyReason> refused = [];

    /// <summary>Whoever can still enter orders, such as a FIX client, has them canceled too.</summary>
    public static Task CancelAsync(EngineHost engine, TextWriter output) => new OpenOrders(engine, output).RunAsync();

    private async Task RunAsync()
    {
        int open = Open().Count;
        if (open > 0) await CancelAsync(open);
        if (engine.Read(replica => Staying(replica.Books)) is { Length: > 0 } staying) output.WriteLine(staying);
    }

    private async Task CancelAsync(int open)
    {
        output.WriteLine($"canceling {open} open orders");
        long until = Environment.TickCount64 + (long)WaitMost.TotalMilliseconds;
        while (await AskAsync() && Open().Count > 0
            && Environment.TickCount64 < until && engine.Failure is null)
            await Task.Delay(Look);
        int left = Open().Count;
        output.WriteLine(left == 0
            ? "all are canceled or filled"
            : $"{left} are not confirmed as canceled{Why()}");
    }

    // False: the engine takes nothing more.
    private async Task<bool> AskAsync()
    {
        try
        {
            foreach ((OrderHandle order, OrderCancelRequest request) in Open())
            {
                if (asked.TryGetValue(order, out long? next) && !(next <= Environment.TickCount64)) continue;
                Answer answer = await engine.AskAsync(
                    new Input { Kind = InputKind.OrderCancelRequest, Body = request, Source = InputSource.Engine });
                bool isTaken = answer.Reason == DenyReason.None;
                asked[order] = isTaken ? null : Environment.TickCount64 + (long)AskAgain.TotalMilliseconds;
                if (isTaken) refused.Remove(order);
                else refused[order] = answer.Reason;
            }

            return true;
        }
        catch (Exception e) when (e is EngineBusyException || engine.Failure is not null)
        {
            output.WriteLine($"not all could be asked for: {e.Message}");
            return false;
        }
    }

    // Of those that are still open, why the engine refused to ask.
    private string Why()
    {
        HashSet<OrderHandle> open = [.. Open().Select(each => each.Order)];
        string reasons = string.Join(", ", refused.Where(each => open.Contains(each.Key))
            .CountBy(each => each.Value).OrderBy(each => each.Key)
            .Select(each => $"{Words.Of(each.Key)} {each.Value}"));
        return reasons.Length == 0 ? "" : $"; refused: {reasons}";
    }

    private List<(OrderHandle Order, OrderCancelRequest Request)> Open() =>
        engine.Read(replica => Requests(replica.Books));

    // By our own wire id, which no other order has: two sources may have used the same ClOrdID in one account.
    private static List<(OrderHandle Order, OrderCancelRequest Request)> Requests(Books books) =>
    [
        .. books.Orders.Open.Where(order => order.Origin == OrderOrigin.Client && Protected(books, order) is null)
            .Select(order => (
                order.Handle,
                new OrderCancelRequest { OrigClOrdId = order.WireId, Account = books.Names.Of(order.Account) })),
    ];

    private static string Staying(Books books)
    {
        int legs = 0;
        HashSet<PositionKey> positions = [];
        foreach (Order order in books.Orders.Open)
        {
            if (Protected(books, order) is not { } position) continue;
            legs++;
            positions.Add(position);
        }

        return legs == 0 ? "" : $"{legs} protective legs stay for {positions.Count} positions";
    }

    // The position that the order is a leg of, as long as something of it is open: the engine would send another one in
    // place of a leg that was taken back.
    private static PositionKey? Protected(Books books, Order order)
    {
        if (order.Leg == LegKind.None) return null;
        ProtectedOrder? entry = books.Protections.TryGet(order.IsExit ? order.Handle : order.Parent);
        return entry is not null && books.Protections.OpenQty(entry).IsPositive ? entry.Key : null;
    }
}
