using System;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

public sealed partial class Order
{
    // ExecRestatementReason(378)=0.
    private const int CorporateAction = 0;

    internal Order(in OrderIntent intent, UtcNanos at)
    {
        Handle = intent.Order;
        CreatedAt = at;
        ClOrdId = intent.ClOrdId;
        Take(in intent);
    }

    /// <param name="adopted">OrderID(37) under which the venue reported an order that was not entered here.</param>
    internal Order(in OrderIntent intent, in OrderId adopted, UtcNanos at)
        : this(in intent, at) => OrderId = adopted;

    private Order()
    {
    }

    internal void Apply(in OrderSubmitted e)
    {
        Take(e.Intent);
        flags &= ~Flags.Held;
        Detail().SubmittedAt = e.At;
    }

    internal void Apply(in RequestAborted e)
    {
        if (Request(e.Request) is { IsOutstanding: true } request) Settle(request, RequestState.NotSent);
    }

    internal void Asked(UtcNanos at)
    {
        Detail().AskedAt = at;
        Detail().TimesAsked++;
    }

    internal void Apply(in OrderHeld e)
    {
        Take(e.Intent);
        flags |= Flags.Held;
        ClOrdId id = e.Intent.ClOrdId;
        if (HasId(in id)) return;
        Settle(Add(id, RequestKind.Replace, e.Intent.Origin, e.At, null), RequestState.TookEffectHere);
    }

    internal void Apply(in SubmitAborted e) => Close(OrderClosing.Aborted);

    internal void Apply(in OrderPendingNew e)
    {
        flags |= Flags.PendingNew;
        Heard(e.TransactTime, e.OrderId);
    }

    internal void Apply(in OrderAccepted e)
    {
        // A new OrderID(37) of an accepted order is only learnt: it may have come with a trade, which resumes nothing.
        bool isLearnt = IsAccepted && !e.OrderId.IsNone && !HasOrderId(e.OrderId);
        Heard(e.TransactTime, e.OrderId);
        if (Closing != OrderClosing.None || isLearnt) return;
        flags |= Flags.Accepted;
        if (Has(Flags.Suspended) && IsCurrent(e.TransactTime, SuspendedAt))
        {
            flags &= ~Flags.Suspended;
            Detail().SuspendedAt = UtcNanos.Max(SuspendedAt, e.TransactTime);
        }

        if (LivesOvernight && Has(Flags.EndOfDay)) EndDay(e.TransactTime);
    }

    internal void Apply(in OrderRejected e)
    {
        Heard(e.TransactTime, e.OrderId);
        Close(OrderClosing.Rejected);
        if (e.Text is not null) Detail().Text = e.Text;
    }

    internal void Apply(in CancelRequested e) => Add(e.Request, RequestKind.Cancel, e.Origin, e.At, null);

    internal void Apply(in ReplaceRequested e) => Add(e.Request, RequestKind.Replace, e.Origin, e.At, e.Terms);

    internal void Apply(in CancelPending e)
    {
        Heard(e.TransactTime, default);
        Pend(e.Request, RequestKind.Cancel, e.TransactTime);
    }

    internal void Apply(in ReplacePending e)
    {
        Heard(e.TransactTime, default);
        Pend(e.Request, RequestKind.Replace, e.TransactTime);
    }

    internal void Apply(in CancelRejected e) =>
        Refuse(e.Request, RequestKind.Cancel, e.Reason, e.Text, e.TransactTime);

    internal void Apply(in ReplaceRejected e) =>
        Refuse(e.Request, RequestKind.Replace, e.Reason, e.Text, e.TransactTime);

    internal void Apply(in OrderCanceled e)
    {
        Heard(e.TransactTime, e.OrderId);
        if (Request(e.Request) is { IsOutstanding: true, Kind: RequestKind.Cancel } request)
            Settle(request, RequestState.Accepted);
        Close(OrderClosing.Canceled);
    }

    internal void Apply(in OrderReplaced e)
    {
        Heard(e.TransactTime, e.OrderId);
        flags |= Flags.Accepted;
        if (e.IsFix42) flags |= Flags.Replaced42;
        OrderRequest request = Request(e.Request)
            ?? Add(e.Request, RequestKind.Replace, OrderOrigin.Adopted, e.TransactTime, null);
        Settle(request, RequestState.Accepted);
        Agree(e.Terms);
        Detail().TermsAt = UtcNanos.Max(TermsAt, e.TransactTime);
    }

    internal void Apply(in OrderExpired e)
    {
        Heard(e.TransactTime, default);
#if PLANTED_BUGS
        if (Planted.Is(Bug.ExpiryIgnored)) return;
#endif
        Close(OrderClosing.Expired);
    }

    internal void Apply(in OrderDoneForDay e)
    {
        Set(Flags.DoneForDay, e.TransactTime);
        Detail().DoneAt = UtcNanos.Max(DoneAt, e.TransactTime);
    }

    internal void Apply(in OrderStopped e) => Set(Flags.Stopped, e.TransactTime);

    internal void Apply(in OrderSuspended e)
    {
        Set(Flags.Suspended, e.TransactTime);
        Detail().SuspendedAt = UtcNanos.Max(SuspendedAt, e.TransactTime);
    }

    internal void Apply(in OrderCalculated e)
    {
        Set(Flags.Calculated, e.TransactTime);
        Detail().CalculatedAt = UtcNanos.Max(CalculatedAt, e.TransactTime);
    }

    internal void Apply(in OrderRestated e)
    {
        Heard(e.TransactTime, default);
        flags |= Flags.Accepted;
        EndDay(e.TransactTime);
        TakeSplit(in e);
#if PLANTED_BUGS
        if (Planted.Is(Bug.RestatementIgnored)) return;
#endif
        if (IsElsewhere(e.Terms)) flags |= Flags.LevelRestated;
        Take(e.Terms);
        Detail().TermsAt = UtcNanos.Max(TermsAt, e.TransactTime);
    }

    internal void Apply(in RequestUnknown e)
    {
        Detail().AskedAt = default;
        Detail().TimesAsked = 0;
        if (Request(e.Request) is { } request)
        {
            if (request.IsOutstanding) request.UnknownSince = e.Since;
        }
        else if (IsNewInFlight)
        {
            Detail().NewUnknownSince = e.Since;
        }
    }

    internal void Apply(in RequestResolved e)
    {
        OrderRequest? request = Request(e.Request);
        if (request is null) Detail().NewUnknownSince = default;
        switch (e.As)
        {
            case Resolution.Canceled:
                if (request is not null) Settle(request, RequestState.Accepted);
                Conclude(OrderClosing.Canceled);
                break;
            case Resolution.Filled:
                Close(OrderClosing.FilledByResolution);
                break;
            case Resolution.Rejected when request is null:
                Conclude(OrderClosing.Rejected);
                break;
            case Resolution.Rejected:
                Settle(request, RequestState.Rejected);
                break;
            case Resolution.Accepted:
                AcceptResolved(request);
                break;
        }
    }

    internal void Apply(in ReportViolated e) => violations |= checked((byte)(1 << (int)e.Rule));

    /// <summary>A trade of the order counts from now on, in the units of its day.</summary>
    internal void AddExecution(Qty lastQty, Px lastPx, UtcNanos transactTime)
    {
#if PLANTED_BUGS
        if (Planted.Is(Bug.LateFillLost) && Closing != OrderClosing.None) return;
#endif
        Heard(transactTime, default);
        flags |= Flags.Accepted;
        if (detail is not null) detail.NewUnknownSince = default;
        executed += InTodaysUnits(lastQty.Number, transactTime);
        notional += ExactNotional(lastQty, lastPx);
#if PLANTED_BUGS
        if (Planted.Is(Bug.OverfillCapped) && orderQty.IsPositive) executed = Exact.Min(executed, orderQty);
#endif
    }

    /// <summary>A report of the order that changes nothing else of it.</summary>
    internal void CountReport() => Reports++;

    /// <summary>A trade that had counted no longer does.</summary>
    internal void RemoveExecution(Qty lastQty, Px lastPx, UtcNanos transactTime)
    {
        executed -= InTodaysUnits(lastQty.Number, transactTime);
        notional -= ExactNotional(lastQty, lastPx);
        if (detail is { Splits.Count: > 0 }) executed = Exact.Max(Exact.Zero, executed);
        Invariant.Holds(!executed.IsNegative, "only what was added is removed");
    }

    private static Exact ExactNotional(Qty quantity, Px px)
    {
        Invariant.Holds(
            ExactDecimal.TryMultiply(quantity.Number, px.Number, 1, out Exact product),
            "the notional of a booked trade is exact");
        return product;
    }

    private Exact InTodaysUnits(Exact quantity, UtcNanos executedAt)
    {
        if (detail is null || executedAt.IsNone) return quantity;
        foreach (QuantitySplit split in detail.Splits)
        {
            if (executedAt < split.At)
                quantity = ExactDecimal.RoundToMaxDecimals((decimal)quantity / split.From * split.To);
        }

        return quantity;
    }

    private void AcceptResolved(OrderRequest? request)
    {
        if (request is null)
        {
            if (IsEndConcluded) Close(OrderClosing.None);
            flags |= Flags.Accepted;
            return;
        }

        OrderTerms? terms = request.Terms;
        Settle(request, RequestState.Accepted);
        if (request.Kind == RequestKind.Cancel)
            Conclude(OrderClosing.Canceled);
        else if (terms is { } agreed)
            Agree(agreed with { OrderQty = Qty.FromTrusted(Math.Max(agreed.OrderQty.Value, executed)) });
    }

    private void Pend(in ClOrdId id, RequestKind kind, UtcNanos at)
    {
        OrderRequest request = Request(in id) ?? Add(id, kind, OrderOrigin.Adopted, at, null);
        if (!request.IsOutstanding) return;
        request.State = RequestState.Pending;
        request.UnknownSince = default;
    }

    private void Refuse(in ClOrdId id, RequestKind kind, int? reason, string? text, UtcNanos at)
    {
        if (reason == CxlRejReason.UnknownOrder) Reports++;
        else Heard(at, default);
#if PLANTED_BUGS
        if (Planted.Is(Bug.RefusalKeepsRequest) && Request(in id) is not null) return;
#endif
        Settle(Request(in id) ?? Add(id, kind, OrderOrigin.Adopted, at, null), RequestState.Rejected);
        if (text is not null) Detail().Text = text;
    }

    private void Settle(OrderRequest request, RequestState state)
    {
        request.Settle(state);
        detail?.SkipAnswered();
    }

    private void Set(Flags flag, UtcNanos at)
    {
        Heard(at, default);
        flags |= flag | Flags.Accepted;
        if (detail is not null) detail.NewUnknownSince = default;
    }

    // Terms that were asked for. A replace of the quantity alone leaves the price where the venue had put it.
    private void Agree(in OrderTerms terms)
    {
        if (IsElsewhere(in terms)) flags &= ~Flags.LevelRestated;
        Take(in terms);
    }

    private bool IsElsewhere(in OrderTerms terms) => terms.Price != Price || terms.StopPx != StopPx;

    // Trades from before a split may come after it, so the ratio is kept even when nothing was executed yet: that of
    // the quantities where they changed, because what was executed may not all have arrived.
    private void TakeSplit(in OrderRestated e)
    {
#if PLANTED_BUGS
        if (Planted.Is(Bug.SplitIgnored)) return;
#endif
        decimal quantity = e.Terms.OrderQty.Value;
        bool changesQuantity = orderQty > 0 && quantity > 0 && quantity != orderQty;
        bool changesExecuted = executed > 0 && e.CumQty.Value != executed;
        if (!changesExecuted && !(executed == 0 && e.Reason == CorporateAction && changesQuantity)) return;
        Detail().Splits.Add(changesQuantity
            ? new QuantitySplit(e.TransactTime, orderQty, quantity)
            : new QuantitySplit(e.TransactTime, executed, e.CumQty.Value));
        if (changesExecuted) executed = e.CumQty.Value;
    }

    private void EndDay(UtcNanos at)
    {
#if PLANTED_BUGS
        if (Planted.Is(Bug.DayNeverEnds)) return;
#endif
        if (IsCurrent(at, DoneAt)) flags &= ~Flags.DoneForDay;
        if (IsCurrent(at, CalculatedAt)) flags &= ~Flags.Calculated;
        Detail().DoneAt = UtcNanos.Max(DoneAt, at);
        Detail().CalculatedAt = UtcNanos.Max(CalculatedAt, at);
    }

    // A report without a time is taken as it comes.
    private static bool IsCurrent(UtcNanos reported, UtcNanos since) => reported.IsNone || reported >= since;

    // Whatever the venue said about working, waiting or the day is over with the order; so is what it was asked.
    private void Close(OrderClosing closing)
    {
        Closing = closing;
        flags &= ~(Flags.Held | Flags.EndOfDay | Flags.Stopped | Flags.Suspended | Flags.EndConcluded);
        if (detail is null) return;
        detail.NewUnknownSince = default;
        foreach (OrderRequest request in detail.Requests)
            if (request.IsOutstanding) request.Settle(RequestState.Overtaken);
        detail.SkipAnswered();
    }

    private void Conclude(OrderClosing closing)
    {
        Close(closing);
        flags |= Flags.EndConcluded;
    }

    // Any report shows that the venue has the order, whatever it was thought of before, but one that says it has not.
    private void Heard(UtcNanos transactTime, in OrderId id)
    {
        Reports++;
        LastReportAt = UtcNanos.Max(LastReportAt, transactTime);
        if (detail is not null) detail.NewUnknownSince = default;
        if (id.IsNone || HasOrderId(in id)) return;
        if (!OrderId.IsNone) Detail().EarlierOrderIds.Add(OrderId);
        OrderId = id;
    }

    private OrderRequest Add(in ClOrdId id, RequestKind kind, OrderOrigin origin, UtcNanos at, OrderTerms? terms)
    {
        OrderDetail own = Detail();
        OrderRequest request = new()
        {
            Id = id,
            Number = own.Requests.Count + 1,
            Kind = kind,
            Origin = origin,
            At = at,
            State = RequestState.Requested,
            Terms = terms,
        };
        own.Requests.Add(request);
        return request;
    }

    private void Take(in OrderIntent intent)
    {
        Position = default;
        Account = intent.Account;
        Strategy = intent.Strategy;
        Venue = intent.Venue;
        Symbol = intent.Symbol;
        Source = intent.Source;
        Origin = intent.Origin;
        if (intent.CorrelationId is not null) Detail().CorrelationId = intent.CorrelationId;
        if (intent.ParentQty is not null) Detail().ParentQty = intent.ParentQty;
        if (intent.Bracket is not null) Detail().Bracket = intent.Bracket;
        if (!intent.Parent.IsNone) Detail().Parent = intent.Parent;
        flags &= ~(Flags.StopLossLeg | Flags.TakeProfitLeg | Flags.OnlyReduces);
        if (intent.Leg == LegKind.StopLoss) flags |= Flags.StopLossLeg;
        if (intent.Leg == LegKind.TakeProfit) flags |= Flags.TakeProfitLeg;
        if (!intent.AddsRisk) flags |= Flags.OnlyReduces;
        TakeWireId(intent.WireId);
        Take(intent.Terms);
    }

    private void Take(in OrderTerms terms)
    {
        Side = terms.Side;
        OrdType = terms.OrdType;
        TimeInForce = terms.TimeInForce;
        orderQty = terms.OrderQty.Number;
        price = terms.Price?.Number ?? Exact.Zero;
        flags = terms.Price is null ? flags & ~Flags.HasPrice : flags | Flags.HasPrice;
        flags = terms.ReduceOnly ? flags | Flags.ReduceOnly : flags & ~Flags.ReduceOnly;
        if (terms.StopPx is null && terms.ExpireTime.IsNone && detail is null) return;
        Detail().StopPx = terms.StopPx;
        Detail().ExpireTime = terms.ExpireTime;
    }

    private OrderDetail Detail() => detail ??= new OrderDetail();
}
