using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;

namespace Truefill.Server.Http.Lookups;

/// <summary>The order that a path names.</summary>
internal static class Lookup
{
    /// <exception cref="ApiException">404, or 409 where several orders use the id.</exception>
    public static Order Order(ApiCall call, Books books, string id, string? account)
    {
        if (call.Caller.Accounts is not { } scope) return Order(books, id, account);
        if (account is not null) return scope.Has(account) ? Order(books, id, account) : throw NotFound(id, account);
        List<Order> found = [];
        foreach (string name in scope.Names)
            if (TryOrder(books, id, name) is { } order) found.Add(order);
        return found.Count switch
        {
            0 => throw NotFound(id, account),
            1 => found[0],
            _ => throw ApiException.Conflict("ambiguous", Ambiguous(id, account)),
        };
    }

    private static Order? TryOrder(Books books, string id, string account)
    {
        if (id.Length == 0 || !ShortText.TryFrom(id, out ShortText text)) return null;
        OrderLookup found = books.Orders.Find(new ClOrdId(text), ApiCall.AccountOf(books, account));
        if (found.Outcome == LookupOutcome.Ambiguous)
            throw ApiException.Conflict("ambiguous", Ambiguous(id, account));
        return found.IsFound ? books.Orders[found.Order] : null;
    }

    private static Order Order(Books books, string id, string? account)
    {
        if (id.Length == 0 || !ShortText.TryFrom(id, out ShortText text)) throw NotFound(id, account);
        OrderLookup found = books.Orders.Find(new ClOrdId(text), ApiCall.AccountOf(books, account));
        return found.Outcome switch
        {
            LookupOutcome.Found => books.Orders[found.Order],
            LookupOutcome.None => throw NotFound(id, account),
            LookupOutcome.Ambiguous => throw ApiException.Conflict("ambiguous", Ambiguous(id, account)),
        };
    }

    private static string Ambiguous(string id, string? account) => account is null
        ? $"Several accounts use ClOrdID(11) '{id}'; state the account of the one meant."
        : $"Several sources of account '{account}' use ClOrdID(11) '{id}'; use the order's own wire id instead.";

    private static ApiException NotFound(string id, string? account) => ApiException.NotFound(
        "unknown_order",
        account is null ? $"No order has ClOrdID(11) '{id}'."
            : $"No order of account '{account}' has ClOrdID(11) '{id}'.");
}
