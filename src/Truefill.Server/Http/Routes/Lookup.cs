using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;

namespace Truefill.Server.Http.Routes;

/// <summary>The order that a path names.</summary>
internal static class Lookup
{
    /// <exception cref="ApiException">404, or 409 where several orders use the id.</exception>
    public static Order Order(Books books, string id, string? account)
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
        ? $"Several accounts use ClOrdID(11) '{id}'; say which with ?account=."
        : $"Several sources of account '{account}' use ClOrdID(11) '{id}'; use the order's own wire id instead.";

    private static ApiException NotFound(string id, string? account) => ApiException.NotFound(
        "unknown_order",
        account is null ? $"No order has ClOrdID(11) '{id}'."
            : $"No order of account '{account}' has ClOrdID(11) '{id}'.");
}
