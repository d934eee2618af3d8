using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Server.Http;
using Truefill.Server.Http.Routes;

namespace Truefill.Server.Alpaca;

/// <summary>Which orders a list is to show, and in which order: that of their making.</summary>
internal sealed class OrderSearch
{
    private const int LimitDefault = 50;
    private const int LimitMax = 500;

    private const string OldestFirst = "asc";

    public static readonly ApiField Direction =
        ApiField.Word("direction", OldestFirst, "desc") with { Otherwise = "desc" };

    public static readonly ApiField NestedParameter = ApiField.Bool("nested") with { Otherwise = "false" };

    private static readonly ApiField Status =
        ApiField.Word("status", "open", "closed", "all") with { Otherwise = "open" };

    private static readonly ApiField Side = ApiField.Word("side", "buy", "sell");

    public static readonly ApiField[] Parameters =
    [
        Status, Paging.LimitOf(LimitDefault, LimitMax), ApiField.Time("after"), ApiField.Time("until"), Direction,
        NestedParameter, ApiField.WordList("symbols"), Side, ApiField.Text("asset_class"),
        ApiField.Text("before_order_id"), ApiField.Text("after_order_id"),
    ];

    private readonly string status;
    private readonly HashSet<string>? symbols;
    private readonly string? side;
    private readonly string? assetClass;
    private readonly UtcNanos after;
    private readonly UtcNanos until;
    private readonly Guid? beforeId;
    private readonly Guid? afterId;
    private readonly bool oldestFirst;
    private readonly int limit;

    public OrderSearch(ApiCall call)
    {
        status = OneOf(call, Status)!;
        oldestFirst = IsOldestFirst(call);
        Nested = IsNested(call);
        side = OneOf(call, Side);
        assetClass = call.Query("asset_class");
        limit = call.QueryLimit(LimitMax);
        after = call.QueryTime("after");
        until = call.QueryTime("until");
        beforeId = IdOf(call, "before_order_id");
        afterId = IdOf(call, "after_order_id");
        if (call.Query("symbols") is { } text)
            symbols = new HashSet<string>(
                text.Split(',', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
    }

    /// <summary>Legs stand under the order that they protect, not beside it.</summary>
    public bool Nested { get; }

    public static bool IsNested(ApiCall call) => IsTrue(call, NestedParameter);

    public static bool IsOldestFirst(ApiCall call) => OneOf(call, Direction) == OldestFirst;

    internal static bool IsTrue(ApiCall call, ApiField parameter) => OneOf(call, parameter) == "true";

    /// <exception cref="ApiException">404: the account has no order of an id that bounds the list.</exception>
    public IEnumerable<OrderLink> In(Books books, AccountId account)
    {
        List<OrderLink> found = [];
        foreach (Order order in status == "open" ? books.Orders.Open : books.Orders.All)
        {
            if (order.Account != account || (Nested && !order.IsEntered) || !Takes(books, order)) continue;
            foreach (OrderLink link in OrderLink.Of(order))
                if (Takes(link)) found.Add(link);
        }

        found.Sort(static (a, b) => Compare(a, b));
        Cut(books, account, found);
        if (!oldestFirst) found.Reverse();
        return found.Count > limit ? found.GetRange(0, limit) : found;
    }

    /// <summary>One of the parameter's words, or what counts where it is left out.</summary>
    internal static string? OneOf(ApiCall call, ApiField parameter)
    {
        if ((call.Query(parameter.Name) ?? parameter.Otherwise) is not { } word) return null;
        if (parameter.Words.Contains(word, StringComparer.Ordinal)) return word;
        throw AlpacaProblem.Unprocessable(
            "invalid_parameter", $"invalid {parameter.Name} '{word}': use {string.Join(", ", parameter.Words)}");
    }

    private static Guid? IdOf(ApiCall call, string name)
    {
        if (call.Query(name) is not { } text) return null;
        return Guid.TryParse(text, out Guid id)
            ? id
            : throw AlpacaProblem.Unprocessable("invalid_parameter", $"{name} is not an order id");
    }

    private static int Compare(OrderLink a, OrderLink b)
    {
        int byTime = a.CreatedAt.CompareTo(b.CreatedAt);
        if (byTime != 0) return byTime;
        int byOrder = a.Order.Handle.Value.CompareTo(b.Order.Handle.Value);
        return byOrder != 0 ? byOrder : a.Number.CompareTo(b.Number);
    }

    // Ids are bounds of the list in the order of making, and not part of it. The order of a bound need not be in the
    // list itself: it may have ended since its page was read.
    private void Cut(Books books, AccountId account, List<OrderLink> found)
    {
        if (beforeId is { } last)
        {
            OrderLink bound = AlpacaLookup.Find(books, last, account).Link;
            found.RemoveAll(link => Compare(link, bound) >= 0);
        }

        if (afterId is { } first)
        {
            OrderLink bound = AlpacaLookup.Find(books, first, account).Link;
            found.RemoveAll(link => Compare(link, bound) <= 0);
        }
    }

    private bool Takes(Books books, Order order)
    {
        string symbol = books.Names.Of(order.Symbol);
        return (symbols is null || symbols.Contains(symbol))
            && (side is null || AlpacaWords.Side(order.Side) == side)
            && (assetClass is null || AlpacaWords.AssetClass(symbol) == assetClass);
    }

    private bool Takes(OrderLink link)
    {
        if (status != "all" && link.IsOpen != (status == "open")) return false;
        return (after.IsNone || link.CreatedAt > after) && (until.IsNone || link.CreatedAt < until);
    }
}
