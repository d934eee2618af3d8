using Truefill.Domain.Clients.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Clients;

/// <summary>
/// Decides what clients ask for in numbered messages. Each number once; a client reaches its own orders only; and a
/// refusal is always a fact, because the client may hear of it after a restart.
/// </summary>
public sealed class ClientDesk(Deciding deciding, OrderDesk orders)
{
    public InputOutcome Decide(ClientMessage message, out DenyReason reason, out OrderHandle order)
    {
        reason = DenyReason.None;
        order = default;
        if (!deciding.Books.Clients.IsNew(deciding.Source, message.Numbering, message.MsgSeqNum))
            return InputOutcome.Duplicate;
        deciding.Emit.Apply(new ClientMessageTaken(deciding.Source, message.Numbering, message.MsgSeqNum));
        switch (message.Request)
        {
            case NewOrderSingle request:
                return New(message, request, out reason, out order);
            case OrderCancelRequest request:
                if (IsRepeat(message, request.ClOrdId, RequestKind.Cancel, out order)) return InputOutcome.Duplicate;
                reason = Cancel(message, request, out order);
                return InputOutcome.Applied;
            case OrderCancelReplaceRequest request:
                if (IsRepeat(message, request.ClOrdId, RequestKind.Replace, out order)) return InputOutcome.Duplicate;
                reason = Replace(message, request, out order);
                return InputOutcome.Applied;
            case OrderMassCancelRequest request:
                CancelAll(request);
                return InputOutcome.Applied;
            default:
                return InputOutcome.Ignored;
        }
    }

    private InputOutcome New(
        ClientMessage message, NewOrderSingle request, out DenyReason reason, out OrderHandle order)
    {
        OrderLookup known = deciding.Books.Orders.FindOf(deciding.Source, request.ClOrdId);
        order = known.Order;
        reason = DenyReason.None;

        // Said again under another number: the client asks for one order, and that one is here.
        if (message.PossResend && known.Outcome != LookupOutcome.None) return InputOutcome.Duplicate;
        deciding.Books.Names.Symbols.TryGet(request.Symbol, out int symbol);
        deciding.Books.Names.Accounts.TryGet(
            OrderDestination.AccountName(deciding.Books, request.Account), out int account);
        string? detail = message.Detail;

        // In whichever account: a client names its orders by their ids alone.
        if (known.Outcome != LookupOutcome.None) (reason, detail) = (DenyReason.DuplicateClOrdId, null);
        else if (message.Refusal != DenyReason.None) reason = message.Refusal;
        else if (IsForeign(message.Currency, new AccountId(account), new SymbolId(symbol)))
            (reason, detail) = (DenyReason.UnsupportedField, CurrencyOf(message));
        if (reason == DenyReason.None)
        {
            reason = orders.New(request, out order);
            return InputOutcome.Applied;
        }

        order = default;
        deciding.Emit.Apply(new OrderDenied(
            request.ClOrdId, deciding.Source, new AccountId(account), new SymbolId(symbol), reason, detail,
            deciding.Now, request.Terms.Side, request.Strategy));
        return InputOutcome.Applied;
    }

    private DenyReason Cancel(ClientMessage message, OrderCancelRequest request, out OrderHandle order)
    {
        DenyReason reason = Find(message, request.OrigClOrdId, request.ClOrdId, request.Account, out Order? found);
        order = found?.Handle ?? default;
        if (reason == DenyReason.None && found is not null) reason = orders.Cancel(found, request.ClOrdId);
        Tell(RequestKind.Cancel, request.OrigClOrdId, request.ClOrdId, reason, message.Detail, order);
        return reason;
    }

    private DenyReason Replace(ClientMessage message, OrderCancelReplaceRequest request, out OrderHandle order)
    {
        DenyReason reason = Find(message, request.OrigClOrdId, request.ClOrdId, request.Account, out Order? found);
        string? detail = message.Detail;
        order = found?.Handle ?? default;
        if (reason == DenyReason.None && found is not null)
        {
            reason = Keeps(message, found, ref detail);
            if (reason == DenyReason.None) reason = orders.Replace(found, request);
        }

        Tell(RequestKind.Replace, request.OrigClOrdId, request.ClOrdId, reason, detail, order);
        return reason;
    }

    // What a replace states and cannot change has to be as it is.
    private DenyReason Keeps(ClientMessage message, Order order, ref string? detail)
    {
        if (!message.ExpireTime.IsNone && message.ExpireTime != order.Terms.ExpireTime)
        {
            detail = "ExpireTime(126)";
            return DenyReason.UnsupportedField;
        }

        if (IsForeign(message.Currency, order.Account, order.Symbol))
        {
            detail = CurrencyOf(message);
            return DenyReason.UnsupportedField;
        }

        if (message.Venue.Length > 0 && message.Venue != deciding.Books.Names.Of(order.Venue))
            detail = $"ExDestination(100) '{message.Venue}'";
        else if (message.ReduceOnly && !order.Terms.ReduceOnly)
            detail = "ExecInst(18) 'E'";
        else
            return DenyReason.None;
        return DenyReason.ContradictsOrder;
    }

    // A price in another currency is another price.
    private bool IsForeign(Currency stated, AccountId account, SymbolId symbol) =>
        !stated.IsNone && stated != deciding.Books.Positions.CurrencyOf(new PositionKey(account, default, symbol));

    private static string CurrencyOf(ClientMessage message) => $"Currency(15) '{message.Currency}'";

    // Said again under another number, and taken then.
    private bool IsRepeat(ClientMessage message, in ClOrdId id, RequestKind kind, out OrderHandle order)
    {
        order = default;
        if (!message.PossResend) return false;
        OrderTable table = deciding.Books.Orders;
        OrderLookup known = table.FindOf(deciding.Source, id);
        if (!known.IsFound || table[known.Order].Request(in id) is not { } request) return false;
        order = known.Order;
        return request.Kind == kind;
    }

    // What cannot be cancelled is said order by order: the client must not take it for gone. One whose cancel is on its
    // way already is left to that.
    private void CancelAll(OrderMassCancelRequest request)
    {
        foreach (Order order in deciding.Books.Orders.Open)
        {
            if (order.Source != deciding.Source) continue;
            if (request.Account.Length > 0 && deciding.Books.Names.Of(order.Account) != request.Account) continue;
            if (request.Symbol.Length > 0 && deciding.Books.Names.Of(order.Symbol) != request.Symbol) continue;
            if (request.Side != default && order.Side != request.Side) continue;
            DenyReason reason = orders.Cancel(order, id: default, isMass: true);
            if (reason == DenyReason.RequestInFlight) continue;
            Tell(RequestKind.Cancel, original: default, request.ClOrdId, reason, detail: null, order.Handle);
        }
    }

    private DenyReason Find(
        ClientMessage message, in ClOrdId original, in ClOrdId own, string account, out Order? found)
    {
        found = null;
        if (message.Refusal != DenyReason.None) return message.Refusal;
        OrderTable table = deciding.Books.Orders;
        OrderLookup lookup = original.IsNone
            ? table.FindWireOf(deciding.Source, message.OrderId)
            : table.FindOf(deciding.Source, original, account, deciding.Books.Names);
        if (own.IsNone) return DenyReason.MalformedRequest;
        if (table.FindOf(deciding.Source, own).Outcome != LookupOutcome.None) return DenyReason.DuplicateClOrdId;
        if (!lookup.IsFound) return DenyReason.UnknownOrder;
        Order order = table[lookup.Order];
        found = order;
        bool agrees = (message.Symbol.Length == 0 || message.Symbol == deciding.Books.Names.Of(order.Symbol))
            && (message.Side == default || message.Side == order.Side);
        return agrees ? DenyReason.None : DenyReason.ContradictsOrder;
    }

    private void Tell(
        RequestKind kind, in ClOrdId original, in ClOrdId own, DenyReason reason,
        string? detail, OrderHandle order)
    {
        if (reason == DenyReason.None) return;
        deciding.Emit.Apply(new RequestDenied(
            deciding.Source, order, kind, original, own, reason, detail, deciding.Now));
    }
}
