using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Protection;
using Truefill.Domain.Time;
using Truefill.Server.Http;
using Truefill.Server.Http.Lists;

namespace Truefill.Server.Alpaca;

/// <summary>Which orders a list is to show, and in which order: that of their making.</summary>
internal sealed class OrderSearch
{
    private const int LimitDefault = 50;
    private const int LimitMax = 500;

    private const string OldestFirst = "asc";
    private const string Open = "open";
    private const string All = "all";

    public static readonly ApiField Direction =
        ApiField.Word("direction", OldestFirst, "desc") with { Otherwise = "desc" };

    public static readonly ApiField NestedParameter = ApiField.Bool("nested") with { Otherwise = "false" };

    private static readonly ApiField Status =
        ApiField.Word("status", Open, "closed", All) with { Otherwise = Open };

    private static readonly ApiField Side = ApiField.Word("side", "buy", "sell");

    public static readonly ApiField[] Parameters =
    [
        Status, Paging.LimitOf(LimitDefault, LimitMax), ApiField.Time("after"), ApiField.Time("until"), Direction,
        NestedParameter, ApiField.WordList("symbols"), Side, ApiField.WordList("asset_class"),
        ApiField.Text("before_order_id"), ApiField.Text("after_order_id"),
    ];

    private readonly string status;
    private readonly HashSet<string>? symbols;
    private readonly string? side;
    private readonly HashSet<string>? assetClasses;
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
        symbols = ListOf(call, "symbols", StringComparer.Ordinal);
        assetClasses = ListOf(call, "asset_class", StringComparer.OrdinalIgnoreCase);
        limit = call.QueryLimit(LimitMax);
        after = call.QueryTime("after");
        until = call.QueryTime("until");
        beforeId = IdOf(call, "before_order_id");
        afterId = IdOf(call, "after_order_id");
    }

    /// <summary>Legs stand under the order that they protect, not beside it.</summary>
    public bool Nested { get; }

    private bool IsForOpen => status == Open;

    public static bool IsNested(ApiCall call) => IsTrue(call, NestedParameter);

    public static bool IsOldestFirst(ApiCall call) => OneOf(call, Direction) == OldestFirst;

    internal static bool IsTrue(ApiCall call, ApiField parameter) => OneOf(call, parameter) == "true";

    /// <exception cref="ApiException">404: the account has no order of an id that bounds the list.</exception>
    public IReadOnlyList<FoundOrder> In(LinkIndex links, Books books, AccountId account)
    {
        OrderPage page = new(limit, oldestFirst, BoundOf(books, afterId, account), BoundOf(books, beforeId, account));
        if (status == Open)
        {
            TakeOpen(books, account, page);
            return page.Rows;
        }

        foreach (OrderLink link in links.Walk(From(page), oldestFirst))
        {
            if (page.IsFull || page.Ends(link) || Ends(link)) break;
            if (link.Order.Account == account && (!Nested || link.Order.IsEntered)) Take(books, link, page);
        }

        return page.Rows;
    }

    /// <summary>
    /// One of the parameter's words, or what counts where it is left out. In any case: Python's clients write True.
    /// </summary>
    internal static string? OneOf(ApiCall call, ApiField parameter)
    {
        if ((call.Query(parameter.Name) ?? parameter.Otherwise) is not { } word) return null;
        string stated = parameter.Kind is ApiFieldKind.Boolean or ApiFieldKind.Constant ? BooleanOf(word) : word;
        foreach (string known in parameter.Words)
            if (string.Equals(known, stated, StringComparison.OrdinalIgnoreCase)) return known;
        throw AlpacaProblem.Unprocessable(
            "invalid_parameter", $"invalid {parameter.Name} '{word}': use {string.Join(", ", parameter.Words)}");
    }

    internal static bool IsTrue(string? text) =>
        text is not null && string.Equals(BooleanOf(text), "true", StringComparison.OrdinalIgnoreCase);

    private static string BooleanOf(string text) => text switch
    {
        "1" => "true",
        "0" => "false",
        _ => text,
    };

    private static HashSet<string>? ListOf(ApiCall call, string name, StringComparer words) =>
        call.Query(name) is { } text
            ? new HashSet<string>(text.Split(',', StringSplitOptions.RemoveEmptyEntries), words)
            : null;

    private static Guid? IdOf(ApiCall call, string name)
    {
        if (call.Query(name) is not { } text) return null;
        return Guid.TryParse(text, out Guid id)
            ? id
            : throw AlpacaProblem.Unprocessable("invalid_parameter", $"{name} is not an order id");
    }

    // The order of a bound need not be in the list itself: it may have ended since its page was read.
    private static FoundOrder? BoundOf(Books books, Guid? id, AccountId account) =>
        id is { } known ? AlpacaLookup.Find(books, known, account) : null;

    // The end of the list that a walk begins at; none: that of all there is.
    private UtcNanos From(OrderPage page)
    {
        if (oldestFirst) return UtcNanos.Max(after, page.After?.Link.CreatedAt ?? default);
        return page.Before?.Link.CreatedAt is { } last && (until.IsNone || last < until) ? last : until;
    }

    private bool Ends(OrderLink link) => oldestFirst
        ? !until.IsNone && link.CreatedAt >= until
        : !after.IsNone && link.CreatedAt <= after;

    // What is open is few beside what ever was, wherever it stands.
    private void TakeOpen(Books books, AccountId account, OrderPage page)
    {
        HashSet<int> seen = [];
        foreach (Order order in books.Orders.Open)
            if (order.Account == account) TakeOpen(books, order, seen, page);

        // Where the venue has no linked orders, nothing is sent for a leg before its price is reached.
        foreach (ProtectedOrder entry in books.Protections.Open())
            if (entry.Key.Account == account) TakeOpen(books, books.Orders[entry.Order], seen, page);
    }

    private void TakeOpen(Books books, Order order, HashSet<int> seen, OrderPage page)
    {
        if (Nested && !order.IsEntered) order = books.Orders[order.Parent];
        if (order.Bracket is not null && !seen.Add(order.Handle.Value)) return;
        for (int i = 0; i <= order.Chain.Count; i++)
            if (i == 0 || OrderLink.IsReplace(order, i)) Take(books, new OrderLink(order, i), page);
    }

    private void Take(Books books, OrderLink link, OrderPage page)
    {
        Order order = link.Order;
        if (!Takes(books, link)) return;
        bool isSell = order.Side.IsSell();
        if (TakesSide(isSell) && HasStatus(books, link)) page.Add(new FoundOrder(link, LegKind.None));
        if (Nested || link.Number != 0 || order.Bracket is null) return;
        if (!TakesSide(isSell == order.IsExit) || (status != All && AlpacaOrderView.IsOver(books, order) == IsForOpen))
            return;
        foreach (LegKind kind in AlpacaOrderView.Kinds)
            if (AlpacaOrderView.IsUnsent(books, order, kind)) page.Add(new FoundOrder(link, kind));
    }

    private bool Takes(Books books, OrderLink link)
    {
        if (!after.IsNone && link.CreatedAt <= after) return false;
        if (!until.IsNone && link.CreatedAt >= until) return false;
        string symbol = books.Names.Of(link.Order.Symbol);
        return (symbols is null || symbols.Contains(symbol))
            && (assetClasses is null || assetClasses.Contains(AlpacaWords.AssetClass(symbol)));
    }

    private bool TakesSide(bool isSell) => side is null || side == "sell" == isSell;

    private bool HasStatus(Books books, OrderLink link) => status == All || link.IsOpen == IsForOpen
        || (Nested && link.IsCurrent && HasLeg(books, link.Order));

    // Legs are shown with their order only: it is there for them.
    private bool HasLeg(Books books, Order order)
    {
        if (order.Bracket is null) return false;
        foreach (LegKind kind in AlpacaOrderView.Kinds)
        {
            if (AlpacaOrderView.IsUnsent(books, order, kind) && AlpacaOrderView.IsOver(books, order) != IsForOpen)
                return true;
        }

        if (books.Protections.TryGet(order.Handle) is not { } entry) return false;
        foreach (OrderHandle leg in entry.Legs)
            if (books.Orders[leg].IsOpen == IsForOpen) return true;
        return false;
    }
}
