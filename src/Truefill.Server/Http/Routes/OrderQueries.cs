using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Server.Http.Lists;
using Truefill.Server.Http.Lookups;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>Reading orders.</summary>
internal static class OrderQueries
{
    private static readonly string[] Statuses =
        ["all", "open", "closed", "held", "unknown", .. Words.All<OrdStatus>()];

    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/api/v1/orders", Role.Viewer,
            "Orders, oldest first; ?status= takes open, closed or a status.", List)
        {
            Query =
            [
                .. Paging.Parameters, .. NameFilter.Parameters, QueryFields.Since, ApiField.Word("status", Statuses),
            ],
            Accounts = AccountRule.Filtered,
        },
        new("GET", "/api/v1/orders/{id}", Role.Viewer,
            "One order by any ClOrdID(11) of its chain, with its history.", Show)
        {
            Query = [QueryFields.Account], Accounts = AccountRule.Filtered,
        },
        new("GET", "/api/v1/orders/{id}/events", Role.Viewer, "Every fact about an order, oldest first.", Events)
        {
            Query =
            [
                QueryFields.Account, QueryFields.AfterSeq, JournalRoutes.Cursor, Paging.LimitOf(Paging.LimitMax),
            ], Accounts = AccountRule.Filtered,
        },
    ];

    private static Task List(ApiCall call)
    {
        Paging paging = Paging.Of(call);
        Func<Order, bool> hasStatus = StatusOf(call);
        UtcNanos since = call.QueryTime("since");
        NameFilter names = NameFilter.Of(call);
        return call.Read((json, replica) =>
        {
            Books books = replica.Books;
            NameFilter.Handles wanted = names.In(books);
            paging.Write(json, books.Orders.Count, handle =>
            {
                Order order = books.Orders[new OrderHandle(handle)];
                if (!wanted.Takes(order.Account, order.Strategy, order.Symbol, order.Venue)) return false;
                if (order.CreatedAt < since || !hasStatus(order)) return false;
                OrderView.Write(json, books, order);
                return true;
            });
        });
    }

    private static Func<Order, bool> StatusOf(ApiCall call) => call.Query("status") switch
    {
        null or "all" => static _ => true,
        "open" => static order => order.IsOpen,
        "closed" => static order => !order.IsOpen,
        "held" => static order => order.IsHeld && order.IsOpen,
        "unknown" => static order => order.IsUnknown,
        { } word when Words.TryParse(word, out OrdStatus status) => order => order.OrdStatus == status,
        { } word => throw ApiException.BadRequest(
            "invalid_parameter",
            $"?status={word}: use one of {string.Join(", ", Statuses)}."),
    };

    private static Task Show(ApiCall call)
    {
        string id = call.Route("id");
        string? account = call.Query("account");
        JournalWindow journal = call.Services.Journal;
        (OrderHandle handle, IReadOnlyList<ulong> seqs, ulong durable) = call.Services.Read(replica =>
        {
            OrderHandle order = Lookup.Order(call, replica.Books, id, account).Handle;
            return (order, replica.Index.Of(order), replica.Seq);
        });
        IReadOnlyList<CopiedBlock> blocks = journal.Holding(seqs, durable);
        List<ulong> all = call.Services.Read(replica => OrderHistory.SequencesOf(replica, handle, blocks));
        if (all.Count > seqs.Count) blocks = journal.Holding(all, durable);
        return call.Read((json, replica) =>
        {
            // What came meanwhile belongs to the order that is shown; it is little, so the replica waits for it.
            if (replica.Index.Last(handle) > durable)
                blocks = journal.Holding(OrderHistory.SequencesOf(replica, handle, blocks), replica.Seq);
            OrderView.Write(json, replica, replica.Books.Orders[handle], blocks);
        });
    }

    private static Task Events(ApiCall call)
    {
        string id = call.Route("id");
        string? account = call.Query("account");
        int limit = call.QueryLimit(Paging.LimitMax);
        ulong after = JournalRoutes.AfterSeqOrCursor(call);
        (List<ulong> seqs, ulong durable) = call.Services.Read(replica =>
        {
            Order order = Lookup.Order(call, replica.Books, id, account);
            return (replica.Index.Of(order.Handle).Where(seq => seq > after).Take(limit + 1).ToList(), replica.Seq);
        });
        bool more = seqs.Count > limit;
        if (more) seqs.RemoveAt(limit);
        IReadOnlyList<CopiedBlock> blocks = call.Services.Journal.Holding(seqs, durable);
        HashSet<ulong> wanted = [.. seqs];
        return call.Read((json, replica) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            using JournalRows rows = new(json, replica, call.Caller.Accounts);
            foreach (CopiedBlock block in blocks)
                rows.Write(block.Records, block.FirstSeq, block.Count, 0, int.MaxValue, wanted.Contains);
            json.WriteEndArray();
            WriteNext(json, more, seqs);
            json.WriteEndObject();
        });
    }

    private static void WriteNext(Utf8JsonWriter json, bool more, List<ulong> seqs)
    {
        if (more) json.WriteString("next", seqs[^1].ToString());
        else json.WriteNull("next");
    }
}
