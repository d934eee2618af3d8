using System;
using Truefill.Domain.Instruments;
using Truefill.Domain.Names;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Risk.Gate;

namespace Truefill.Domain.Orders;

public sealed partial class OrderDesk
{
    /// <summary>
    /// Emits <see cref="CancelRequested"/>, or <see cref="SubmitAborted"/> for an order that is still held.
    /// </summary>
    public DenyReason Cancel(OrderCancelRequest request, out OrderHandle order)
    {
        if (request.Origin != OrderOrigin.Client) return Observe(request, out order);
        DenyReason reason = Find(request.OrigClOrdId, request.ClOrdId, request.Account, out Order? found);
        order = found?.Handle ?? default;
        if (reason != DenyReason.None) return reason;
        return found is null ? DenyReason.UnknownOrder : Cancel(found, request.ClOrdId);
    }

    /// <summary>The same for an order that was found.</summary>
    /// <param name="isMass">One of all that a client has open, which stand or fall together.</param>
    internal DenyReason Cancel(Order found, in ClOrdId id, bool isMass = false)
    {
        if (!found.IsOpen) return DenyReason.OrderNotOpen;
        if (!IsReachable(found)) return DenyReason.VenueNotConnected;
        if (found.Outstanding(RequestKind.Cancel) is { UnknownSince.IsNone: true }) return DenyReason.RequestInFlight;
        // Limits of cancels are for clients' single ones; what the service cancels at its end, or a client by a mass
        // cancel, is meant as a whole.
        DenyReason reason =
            deciding.IsOwn || isMass ? DenyReason.None : gate.CheckCancel(found, deciding.Now).Reason;
        if (reason != DenyReason.None) return reason;
        OrderHandle order = found.Handle;
        if (found.IsHeld)
        {
            deciding.Emit.Apply(new SubmitAborted(order, AbortReason.CanceledWhileHeld, deciding.Now));
        }
        else
        {
            deciding.Emit.Apply(new CancelRequested(order, IdOf(in id, found), OrderOrigin.Client, deciding.Now));
        }

        return DenyReason.None;
    }

    /// <summary>
    /// Emits <see cref="ReplaceRequested"/>. A held order takes its new terms at once, as <see cref="OrderHeld"/>
    /// again: nobody else has seen the old ones.
    /// </summary>
    public DenyReason Replace(OrderCancelReplaceRequest request, out OrderHandle order)
    {
        if (request.Origin != OrderOrigin.Client) return Observe(request, out order);
        DenyReason reason = Find(request.OrigClOrdId, request.ClOrdId, request.Account, out Order? found);
        order = found?.Handle ?? default;
        if (reason != DenyReason.None) return reason;
        if (found is null)
            return request.OrderQty is { IsPositive: false } ? DenyReason.QuantityNotPositive : DenyReason.UnknownOrder;
        return Replace(found, request);
    }

    /// <summary>The same for an order that was found.</summary>
    internal DenyReason Replace(Order found, OrderCancelReplaceRequest request)
    {
        OrderHandle order = found.Handle;
        // What is executed of an advisory is what a named person approved.
        if (deciding.Books.Advisories.OfOrder(order) is not null) return DenyReason.SnapshotHashMismatch;
        OrderTerms terms = request.Over(found.Terms);
        if (IsStopped(found) && !terms.OnlyReduces(found.Terms)) return DenyReason.KillSwitchActive;
        if (!EntryRules.IsWellFormed(in terms)) return DenyReason.MalformedRequest;
        InstrumentDefined instrument = deciding.Books.Instruments[found.Symbol];
        DenyReason reason = EntryRules.Check(in terms, in instrument);
        if (reason != DenyReason.None) return reason;
        if (!found.IsHeld && !IsOffered(found.Venue, in terms)) return DenyReason.NotOfferedByVenue;
        if (!found.IsOpen) return DenyReason.OrderNotOpen;
        if (!IsReachable(found)) return DenyReason.VenueNotConnected;

        // As for a new order: nothing that could add risk leaves before the venue has been compared.
        bool isAtVenue = !found.IsHeld && deciding.Books.Sessions.IsDefined(found.Venue);
        if (isAtVenue && !CanTrade(found.Venue) && !terms.OnlyReduces(found.Terms))
            return DenyReason.TradingNotOpen;
        if (found.HasRequestInFlight && !found.IsHeld) return DenyReason.RequestInFlight;
        if (!EntryRules.HasExactNotional(in terms, in instrument)) return DenyReason.NotionalOutOfRange;
        if (!terms.OnlyReduces(found.Terms))
        {
            GateOrder asked = new(
                found.Venue,
                found.Account,
                found.Strategy,
                found.Symbol,
                terms,
                found,
                found.CorrelationId,
                found.ParentQty);
            if (gate.IsRestricted(found.Venue, found.Account, found.Strategy, found.Symbol))
                return DenyReason.SymbolRestricted;
            if (overfills.Halts(found.Account, found.CorrelationId)) return DenyReason.FamilyHalted;
            reason = Gate(in asked).Reason;
            if (reason != DenyReason.None) return reason;
        }

        if (found.IsHeld)
        {
            OrderIntent intent = IntentOf(found, in terms);
            Hold(request.ClOrdId.IsNone ? intent : intent with { ClOrdId = request.ClOrdId });
        }
        else
        {
            ClOrdId id = IdOf(request.ClOrdId, found);
            deciding.Emit.Apply(new ReplaceRequested(order, id, terms, OrderOrigin.Client, deciding.Now));
        }

        return DenyReason.None;
    }

    /// <summary>
    /// A named person ends the unknown request that the id names, or the order's oldest one; or says how an order ended
    /// that the venue does not know any more, or executed more of than was ever told.
    /// </summary>
    public DenyReason Resolve(ResolveOrder request, out OrderHandle order)
    {
        order = default;
        bool isSigned = request.By.Length > 0 && request.Reason.Length > 0;
        if (request.ClOrdId.IsNone || !isSigned || !Enum.IsDefined(request.As)) return DenyReason.MalformedRequest;
        DenyReason reason = Find(request.ClOrdId, default, request.Account, out Order? found);
        if (reason != DenyReason.None) return reason;
        if (found is null) return DenyReason.UnknownOrder;
        order = found.Handle;
        if ((Unknown(found, request.ClOrdId) ?? Missing(found, request.As)) is not { } id)
            return DenyReason.NotUnknown;
        Asked before = Asked.Of(found);
        deciding.Emit.Apply(new RequestResolved(order, id, request.As, request.By, request.Reason, deciding.Now));
        LookForOverfill(found, in before);
        return DenyReason.None;
    }

    private static ClOrdId? Unknown(Order order, in ClOrdId named)
    {
        if (order.Request(in named) is { UnknownSince.IsNone: false } request) return request.Id;
        if (order.IsNewUnknown) return order.ClOrdId;
        foreach (OrderRequest other in order.Chain)
            if (!other.UnknownSince.IsNone) return other.Id;
        return null;
    }

    private ClOrdId? Missing(Order order, Resolution how) =>
        order.IsOpen && how != Resolution.Accepted
        && (MissingOrders.IsMissing(deciding.Books, order) || fills.HasMissed(order))
            ? order.ClOrdId
            : null;

    private static ClOrdId IdOf(in ClOrdId stated, Order order) =>
        stated.IsNone ? order.NextRequestWireId : stated;

    private void Hold(in OrderIntent intent)
    {
        HoldReason reason = intent.Venue.IsNone ? HoldReason.NoVenue
            : deciding.Books.Sessions.IsOpen(intent.Venue) ? HoldReason.TradingNotOpen
            : HoldReason.SessionDown;
        deciding.Emit.Apply(new OrderHeld(intent, reason, deciding.Now));
    }

    // What is held here can always be changed; a venue that is not configured is only observed.
    private bool IsReachable(Order order) =>
        order.IsHeld || !deciding.Books.Sessions.IsDefined(order.Venue) || deciding.Books.Sessions.IsOpen(order.Venue);

    // The order that a client's request is about; no reason and no order: there is none, or more than one.
    private DenyReason Find(in ClOrdId original, in ClOrdId own, string accountName, out Order? found)
    {
        found = null;
        if (original.IsNone) return DenyReason.MalformedRequest;
        AccountId account = default;
        if (accountName.Length > 0)
        {
            if (!deciding.Books.Names.Accounts.TryGet(accountName, out int handle)) return DenyReason.UnknownAccount;
            account = new AccountId(handle);
        }

        if (!own.IsNone && Orders.IsUsed(in own, account, deciding.Source)) return DenyReason.DuplicateClOrdId;
        OrderLookup lookup = Orders.Find(in original, account);
        if (lookup.IsFound) found = Orders[lookup.Order];
        return DenyReason.None;
    }
}
