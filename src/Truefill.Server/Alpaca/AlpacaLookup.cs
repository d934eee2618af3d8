using System;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Server.Http;

namespace Truefill.Server.Alpaca;

/// <summary>The order that a path or an id names, within one account.</summary>
/// <param name="Held">Not none: a leg of the order that is not sent yet.</param>
internal readonly record struct FoundOrder(OrderLink Link, LegKind Held);

/// <summary>Finds orders by their ids.</summary>
internal static class AlpacaLookup
{
    public static Guid Id(ApiCall call) => Guid.TryParse(call.Route("id"), out Guid id)
        ? id
        : throw AlpacaProblem.Unprocessable("invalid_parameter", "order_id is missing");

    /// <exception cref="ApiException">404: the account has no such order.</exception>
    public static FoundOrder Find(Books books, Guid id, string account) =>
        Find(books, id, AlpacaAccount.In(books, account));

    /// <exception cref="ApiException">404: the account has no such order.</exception>
    public static FoundOrder Find(Books books, Guid id, AccountId account)
    {
        if (!OrderUuid.TryFind(books, id, out Order order, out int request, out LegKind leg)
            || order.Account != account)
            throw AlpacaProblem.OrderNotFound();
        if (leg != LegKind.None)
        {
            if (!AlpacaOrderView.Has(order, leg)) throw AlpacaProblem.OrderNotFound();
            return AlpacaOrderView.FirstLeg(books, order, leg) is { } sent
                ? new FoundOrder(OrderLink.Current(sent), LegKind.None)
                : new FoundOrder(new OrderLink(order, 0), leg);
        }

        if (request != 0 && !OrderLink.IsReplace(order, request)) throw AlpacaProblem.OrderNotFound();
        return new FoundOrder(new OrderLink(order, request), LegKind.None);
    }

    /// <exception cref="ApiException">404: the account has no such order.</exception>
    public static FoundOrder FindByClientId(Books books, string id, string account)
    {
        AccountId handle = AlpacaAccount.In(books, account);
        if (id.Length > 0 && ShortText.TryFrom(id, out ShortText text)
            && books.Orders.Find(new ClOrdId(text), handle) is { IsFound: true } found)
        {
            Order order = books.Orders[found.Order];
            foreach (OrderLink link in OrderLink.Of(order))
                if ((link.Request?.Id ?? order.ClOrdId).Text == text) return new FoundOrder(link, LegKind.None);
            return new FoundOrder(OrderLink.Current(order), LegKind.None);
        }

        // A leg goes by its id, before it is sent and after.
        return Guid.TryParse(id, out Guid own) ? Find(books, own, account) : throw AlpacaProblem.OrderNotFound();
    }
}
