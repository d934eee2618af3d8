using Truefill.Domain;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;

namespace Truefill.Server.Http.Repeats;

/// <summary>
/// Whether a request that came again is the one that made an order. It is compared with what the order was entered
/// with, which the journal has even where the order was changed since; what the request leaves open takes whatever was
/// chosen.
/// </summary>
internal static class FirstIntent
{
    public static bool IsSame(Books books, in EnteredOrder entered, NewOrderSingle request) =>
        IsSame(books, entered.Intent, request) && entered.ParentQty == request.ParentQty;

    private static bool IsSame(Books books, in OrderIntent intent, NewOrderSingle request) =>
        intent.ClOrdId == request.ClOrdId
        && intent.Terms == request.Terms
        && books.Names.Of(intent.Symbol) == request.Symbol
        && books.Names.Of(intent.Strategy) == request.Strategy
        && IsSameOrOpen(books.Names.Of(intent.Account), request.Account)
        && IsSameOrOpen(books.Names.Of(intent.Venue), request.Venue)
        && intent.CorrelationId == request.CorrelationId
        && intent.Bracket == request.Bracket;

    private static bool IsSameOrOpen(string chosen, string stated) => stated.Length == 0 || stated == chosen;
}
