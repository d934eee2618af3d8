using Truefill.Domain.Names;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Orders;

/// <summary>
/// Requests that somebody else's system sent: taken as they are, because refusing them would not unsend them.
/// </summary>
public sealed partial class OrderDesk
{
    private DenyReason Observe(NewOrderSingle request, out OrderHandle order)
    {
        order = default;
        if (request.ClOrdId.IsNone || request.Symbol.Length == 0) return DenyReason.MalformedRequest;
        if (Qty.TryFrom(request.Terms.OrderQty.Value, out _) != NumberError.None || request.Terms.OrderQty.Value < 0)
            return DenyReason.QuantityNotPositive;
        AccountId account = deciding.Account(AccountName(request.Account));
        VenueId venue = request.Venue.Length > 0 ? deciding.Venue(request.Venue) : default;
        if (venue.IsNone) TryVenue("", account, out venue);

        // A resend (PossResend), or a second use that the venue is about to refuse: there is one order of that id.
        if (Orders.IsUsed(request.ClOrdId, account, deciding.Source)) return DenyReason.DuplicateClOrdId;
        order = Orders.NextHandle;
        deciding.Emit.Apply(new OrderSubmitted(
            new OrderIntent(
                order,
                request.ClOrdId,
                request.ClOrdId,
                OrderOrigin.Observed,
                deciding.Source,
                account,
                deciding.Strategy(request.Strategy.Length == 0 ? deciding.AdoptInto : request.Strategy),
                venue,
                deciding.Symbol(request.Symbol),
                request.Terms,
                request.CorrelationId),
            deciding.Now));
        return DenyReason.None;
    }

    private DenyReason Observe(OrderCancelRequest request, out OrderHandle order)
    {
        Order? found = Observed(request.OrigClOrdId, request.Account);
        order = found?.Handle ?? default;
        if (found is null) return DenyReason.UnknownOrder;
        if (request.ClOrdId.IsNone) return DenyReason.MalformedRequest;
        if (found.HasId(request.ClOrdId)) return DenyReason.DuplicateClOrdId;
        deciding.Emit.Apply(new CancelRequested(order, request.ClOrdId, OrderOrigin.Observed, deciding.Now));
        return DenyReason.None;
    }

    private DenyReason Observe(OrderCancelReplaceRequest request, out OrderHandle order)
    {
        Order? found = Observed(request.OrigClOrdId, request.Account);
        order = found?.Handle ?? default;
        if (found is null) return DenyReason.UnknownOrder;
        if (request.ClOrdId.IsNone) return DenyReason.MalformedRequest;
        if (found.HasId(request.ClOrdId)) return DenyReason.DuplicateClOrdId;

        // Chained to a replace that is not answered yet, it changes what that one asks for.
        OrderTerms chainedTo = found.Request(request.OrigClOrdId)?.Terms ?? found.Terms;
        OrderTerms terms = request.Over(in chainedTo);
        deciding.Emit.Apply(new ReplaceRequested(order, request.ClOrdId, terms, OrderOrigin.Observed, deciding.Now));
        return DenyReason.None;
    }

    // Two observed clients may use the same id; then it is the one of this source.
    private Order? Observed(in ClOrdId original, string accountName)
    {
        AccountId account = default;
        if (accountName.Length > 0)
        {
            if (!deciding.Books.Names.Accounts.TryGet(accountName, out int handle)) return null;
            account = new AccountId(handle);
        }

        OrderLookup lookup = Orders.FindObserved(in original, account, deciding.Source);
        if (!lookup.IsFound) lookup = Orders.FindObserved(in original, account, null);
        return lookup.IsFound ? Orders[lookup.Order] : null;
    }
}
