using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Server.Http;
using Truefill.Server.Views;

namespace Truefill.Server.Alpaca;

/// <summary>Fills and fees as Alpaca's account activities. The books have no other kind.</summary>
internal static class AlpacaActivities
{
    private const string Fill = "FILL";
    private const string Fee = "FEE";
    private const int PageMax = 100;

    // An id is the time down to the millisecond, and what tells one activity from another.
    private const int TimeDigits = 17;
    private const string Separator = "::";

    private const string TradeCategory = "trade_activity";
    private const string OtherCategory = "non_trade_activity";

    private static readonly ApiField[] Parameters =
    [
        ApiField.WordList("activity_types"), ApiField.Word("category", TradeCategory, OtherCategory),
        .. OfOneType,
    ];

    private static ApiField[] OfOneType =>
    [
        ApiField.Time("date"), ApiField.Time("until"), ApiField.Time("after"), OrderSearch.Direction,
        ApiField.Whole("page_size", 1, PageMax) with { Otherwise = $"{PageMax}" }, ApiField.Text("page_token"),
    ];

    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/v2/account/activities", Role.Viewer, "Alpaca: fills and fees, newest first.",
            call => List(call, call.Query("activity_types")))
        {
            Query = Parameters, Accounts = AccountRule.Filtered,
        },
        new("GET", "/v2/account/activities/{id}", Role.Viewer, "Alpaca: activities of one type, newest first.",
            call => List(call, call.Route("id")))
        {
            Query = OfOneType, Accounts = AccountRule.Filtered,
        },
    ];

    // One activity, and how it is written.
    private readonly record struct Entry(string Id, string Type, UtcNanos At, Action<Utf8JsonWriter> Write);

    private static Task List(ApiCall call, string? types)
    {
        string account = AlpacaAccount.Of(call);
        HashSet<string>? wanted = types is null ? null
            : new HashSet<string>(types.Split(',', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
        if (call.Query("category") is { } category)
            wanted = OfCategory(category, wanted);
        (UtcNanos after, UtcNanos until) = (TimeOf(call, "after"), TimeOf(call, "until"));
        string? day = call.Query("date") is null ? null : Day(TimeOf(call, "date"));
        bool oldestFirst = OrderSearch.IsOldestFirst(call);
        int limit = call.QueryNumber("page_size", PageMax, PageMax);
        string? token = TokenOf(call);
        return AlpacaAnswer.Write(call, (json, replica) =>
        {
            List<Entry> entries = Of(replica.Books, account);
            entries.RemoveAll(each => wanted?.Contains(each.Type) == false || (!after.IsNone && each.At <= after)
                || (!until.IsNone && each.At >= until) || (day is not null && Day(each.At) != day));
            entries.Sort(static (a, b) => string.CompareOrdinal(a.Id, b.Id));
            if (!oldestFirst) entries.Reverse();
            json.WriteStartArray();
            foreach (Entry entry in entries.Where(each => IsBehind(each.Id, token, oldestFirst)).Take(limit))
                entry.Write(json);
            json.WriteEndArray();
        });
    }

    private static HashSet<string> OfCategory(string category, HashSet<string>? types)
    {
        if (types is not null)
            throw AlpacaProblem.Unprocessable("invalid_parameter", "send category or activity_types, not both");
        return category switch
        {
            TradeCategory => [Fill],
            OtherCategory => [Fee],
            _ => throw AlpacaProblem.Unprocessable(
                "invalid_parameter", $"invalid category '{category}': use trade_activity or non_trade_activity"),
        };
    }

    // A date alone is its beginning.
    private static UtcNanos TimeOf(ApiCall call, string name)
    {
        if (call.Query(name) is not { } text) return default;
        return UtcNanos.TryParse(text.Length == 10 ? text + "T00:00:00Z" : text, out UtcNanos time)
            ? time
            : throw AlpacaProblem.Unprocessable("invalid_parameter", $"{name} is a date or an RFC 3339 time");
    }

    // Ids are in the order of the list, so a page goes on behind a token whose own row is there no more: the fill may
    // have been busted since.
    private static bool IsBehind(string id, string? token, bool oldestFirst) =>
        token is null || (string.CompareOrdinal(id, token) is var order && (oldestFirst ? order > 0 : order < 0));

    private static string? TokenOf(ApiCall call)
    {
        if (call.Query("page_token") is not { } token) return null;
        bool isId = token.Length > TimeDigits && token.AsSpan(0, TimeDigits).IndexOfAnyExceptInRange('0', '9') < 0
            && token.AsSpan(TimeDigits).StartsWith(Separator, StringComparison.Ordinal)
            && Guid.TryParseExact(token.AsSpan(TimeDigits + Separator.Length), "D", out _);
        return isId
            ? token
            : throw AlpacaProblem.Unprocessable("invalid_parameter", "page_token is not the id of an activity");
    }

    private static List<Entry> Of(Books books, string account)
    {
        AccountId handle = AlpacaAccount.In(books, account);
        Dictionary<int, decimal> executed = [];
        List<Entry> entries = [];
        for (int i = 1; i <= books.Executions.Count; i++)
        {
            Execution fill = books.Executions[new ExecHandle(i)];
            if (fill.IsBusted || books.Positions[fill.Position].Key.Account != handle) continue;
            decimal cum = executed[fill.Order.Value] =
                executed.GetValueOrDefault(fill.Order.Value) + fill.LastQty.Value;
            string id = IdOf(books, fill, Fill);
            entries.Add(new Entry(id, Fill, fill.TransactTime, json => WriteFill(json, books, fill, id, account, cum)));
            foreach (Domain.Executions.Fee fee in books.Positions.FeesOf(fill.Handle))
            {
                string feeId = IdOf(books, fill, fee.Kind.ToString());
                entries.Add(new Entry(feeId, Fee, fill.TransactTime,
                    json => WriteFee(json, books, fill, feeId, account, fee)));
            }
        }

        return entries;
    }

    // Sorts by time; the same execution has the same id for ever.
    private static string IdOf(Books books, in Execution fill, string kind)
    {
        string time = fill.TransactTime.ToString()
            .Replace("-", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal)
            .Replace("T", "", StringComparison.Ordinal).Replace("Z", "", StringComparison.Ordinal)
            .Replace(".", "", StringComparison.Ordinal);
        string name = string.Create(CultureInfo.InvariantCulture, $"{kind}-{books.Names.Of(fill.Key.Venue)}-"
            + $"{fill.Key.ExecId}-{fill.Handle.Value}");
        return $"{time.PadRight(TimeDigits, '0')[..TimeDigits]}{Separator}{OrderUuid.OfName("activity", name)}";
    }

    private static void WriteFill(
        Utf8JsonWriter json, Books books, in Execution fill, string id, string account, decimal cum)
    {
        Order? order = books.Orders.TryGet(fill.Order);
        decimal left = order is null ? 0 : Math.Max(0, order.Terms.OrderQty.Value - cum);
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("account_id", OrderUuid.OfName("account", account));
        json.WriteString("activity_type", Fill);
        json.Time("transaction_time", fill.TransactTime);
        json.WriteString("type", left > 0 ? "partial_fill" : "fill");
        json.Number("price", fill.LastPx);
        json.Number("qty", fill.LastQty);
        json.WriteString("side", Words.Of(fill.Side));
        json.WriteString("symbol", books.Names.Of(books.Positions[fill.Position].Key.Symbol));
        json.Number("leaves_qty", left);
        json.Number("cum_qty", cum);
        json.WriteString(
            "order_id",
            order is null
                ? OrderUuid.OfName("order", fill.OrderRef.ToString())
                : AlpacaOrderView.IdOf(books, OrderLink.Current(order)));
        json.WriteString("order_status", left > 0 ? "partially_filled" : "filled");
        json.WriteEndObject();
    }

    private static void WriteFee(
        Utf8JsonWriter json, Books books, in Execution fill, string id, string account, in Domain.Executions.Fee fee)
    {
        string symbol = books.Names.Of(books.Positions[fill.Position].Key.Symbol);
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("account_id", OrderUuid.OfName("account", account));
        json.WriteString("activity_type", Fee);
        json.WriteString("date", Day(fill.TransactTime));
        json.Number("net_amount", -fee.Amount.Amount);
        json.WriteString("description",
            $"{Words.Of(fee.Kind)} in {fee.Amount.Currency} of the execution {fill.Key.ExecId}");
        json.WriteString("symbol", symbol);
        json.Number("qty", fill.LastQty);
        json.WriteNull("per_share_amount");
        json.WriteString("status", "executed");
        json.WriteEndObject();
    }

    private static string Day(UtcNanos time) => time.ToString()[..10];
}
