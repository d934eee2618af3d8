using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Time;
using Truefill.Domain.Venues.Commands;

namespace Truefill.Domain.Venues;

/// <summary>
/// Decides what follows from a venue's session and from its answers: what becomes unknown, what is asked, and when
/// trading opens. Asks again, ever more slowly, until there is an answer; never concludes anything from silence.
/// </summary>
public sealed partial class VenueDesk(Deciding deciding, OrderDesk orders, Reconciler reconciler)
{
    /// <summary>
    /// Nanoseconds without an answer or a part of it, after which a question is given up and asked again; its answer
    /// changes nothing.
    /// </summary>
    public const long AnswerNanos = 10 * UtcNanos.PerSecond;

    /// <summary>
    /// Nanoseconds that the answer to one question may take in all, however often it is continued.
    /// </summary>
    public const long AnswerNanosMost = 300 * UtcNanos.PerSecond;

    private const long FirstPauseNanos = UtcNanos.PerSecond;
    private const int DoublingsMax = 6;

    private readonly OrderBreaks orderBreaks = new(deciding);
    private readonly MissingOrders missing = new(deciding);
    private readonly MissingFills fills = new(deciding);
    private readonly RequestSilences silences = new(deciding.Books);

    private Books Books => deciding.Books;

    /// <summary>The engine has started: what was on its way when the last run ended is unknown.</summary>
    /// <param name="isCold">What was held here and never sent is dropped.</param>
    public void Started(bool isCold = false)
    {
        foreach (Order order in Books.Orders.InFlight) orders.LoseTrack(order, deciding.Now);
        if (!isCold) return;
        foreach (Order order in Books.Orders.Open)
        {
            if (order.IsHeld)
                deciding.Emit.Apply(new SubmitAborted(order.Handle, AbortReason.ColdStart, deciding.Now));
        }
    }

    public void Opened(VenueId venue)
    {
        deciding.Emit.Apply(new SessionOpened(venue, deciding.Now));
        Go(venue);
    }

    /// <summary>Nothing that was on its way can be answered on this session any more.</summary>
    public void Closed(VenueId venue, string reason)
    {
        deciding.Emit.Apply(new SessionClosed(venue, reason, deciding.Now));
        foreach (Order order in Books.Orders.InFlight)
            if (order.Venue == venue) orders.LoseTrack(order, deciding.Now);
        foreach (VenueAsked asked in Books.Queries.Of(venue)) GiveUp(in asked, "the session closed");
    }

    public DenyReason Resume(ResumeTrading command)
    {
        if (command.By.Length == 0 || command.Reason.Length == 0) return DenyReason.MalformedRequest;
        VenueId venue = default;
        if (command.Venue.Length > 0)
        {
            if (!Books.Names.Venues.TryGet(command.Venue, out int handle)) return DenyReason.UnknownVenue;
            venue = new VenueId(handle);
            if (Books.Sessions.TryGet(venue) is not { } session) return DenyReason.UnknownVenue;
            if (!session.IsHeld && session.Trading != TradingState.Reconciling) return DenyReason.NotHeld;
        }
        else if (Books.Engine.Held is null)
        {
            return DenyReason.NotHeld;
        }

        // This ends a hold. Where the venue has not been compared with the books since, trading waits for that
        // comparison; resuming a second time, when there is no hold any more, opens trading without it.
        bool awaits = Books.Sessions.TryGet(venue) is { IsHeld: true, NeedsComparison: true } held
            && !IsCompared(in held);
        deciding.Emit.Apply(new TradingOpened(venue, command.By, command.Reason, deciding.Now, awaits));
        ReleaseWhatCanGo();
        return DenyReason.None;
    }

    public DenyReason Hold(HoldTrading command)
    {
        if (command.By.Length == 0 || command.Reason.Length == 0) return DenyReason.MalformedRequest;
        VenueId venue = default;
        if (command.Venue.Length > 0)
        {
            if (!Books.Names.Venues.TryGet(command.Venue, out int handle)) return DenyReason.UnknownVenue;
            venue = new VenueId(handle);
            if (!Books.Sessions.IsDefined(venue)) return DenyReason.UnknownVenue;
        }

        deciding.Emit.Apply(new TradingHeld(venue, command.Reason, deciding.Now));
        return DenyReason.None;
    }

    /// <summary>What has come due by time.</summary>
    public void Tick()
    {
        foreach (VenueAsked asked in Books.Queries.Overdue(deciding.Now, AnswerNanos, AnswerNanosMost))
            GiveUp(in asked, "no answer came");
        foreach (Order order in Books.Orders.InFlight)
        {
            if (silences.EndOf(order) is { IsNone: false } end && deciding.Now >= end)
            {
                orders.LoseTrack(order, deciding.Now);
                reconciler.OnGap(order.Venue);
            }

            if (CanAsk(order, deciding.Now)) Ask(order);
        }

        if (missing.IsAny || Books.Reconciliation.HasMissingFills) LookForMissing();
        foreach (Session session in Books.Sessions.All)
        {
            if (IsComparisonDue(in session, deciding.Now)) Compare(in session);

            // Orders first: one that was entered elsewhere is in the books before its trades are told.
            if (orderBreaks.IsDue(in session, deciding.Now))
            {
                AskForExecutions(in session);
                reconciler.Ask(session.Venue, QueryKind.OpenOrders);
            }

            if (reconciler.IsDue(in session, deciding.Now)) reconciler.Ask(in session);
        }
    }

    /// <summary>Would <see cref="Tick"/> do anything at this time?</summary>
    public bool IsDue(UtcNanos now)
    {
        if (Books.Queries.HasOverdue(now, AnswerNanos, AnswerNanosMost)) return true;
        foreach (Order order in Books.Orders.Unknown)
            if (CanAsk(order, now)) return true;
        if (silences.IsAnyOver(now) || missing.IsDue(now) || fills.IsDue(now)) return true;
        foreach (Session session in Books.Sessions.All)
        {
            if (IsComparisonDue(in session, now) || reconciler.IsDue(in session, now)) return true;
            if (orderBreaks.IsDue(in session, now)) return true;
        }

        return false;
    }

    private static long Pause(int times) => FirstPauseNanos << (times < DoublingsMax ? times : DoublingsMax);

    private void Go(VenueId venue)
    {
        if (Books.Sessions.TryGet(venue) is not { } session) return;
        foreach (Order order in Books.Orders.InFlight)
            if (order.Venue == venue && CanAsk(order, deciding.Now)) Ask(order);
        AskForUntold(in session);
        if (session.Trading == TradingState.Reconciling) Compare(in session);
        ReleaseWhatCanGo();
    }

    private void ReleaseWhatCanGo()
    {
        if (Books.Engine.Held is not null) return;
        foreach (Session session in Books.Sessions.All) orders.Release(session.Venue);
    }

    private bool CanAsk(Order order, UtcNanos now)
    {
        if (!order.IsUnknown || Books.Sessions.TryGet(order.Venue) is not { IsOpen: true } session) return false;
        if (!session.Can(VenueCapabilities.QueryByWireId) || Books.Queries.IsPending(order.Handle)) return false;
        return order.TimesAsked == 0 || now >= order.AskedAt.AddNanos(Pause(order.TimesAsked - 1));
    }

    private void Ask(Order order) =>
        Emit(order.Venue, QueryKind.Order, order.Handle, order.WireIdInForce, order.SubmittedAt);

    private void Emit(VenueId venue, QueryKind kind, OrderHandle order, in ClOrdId request, UtcNanos since) =>
        deciding.Emit.Apply(new VenueAsked(
            Books.Queries.LastId + 1, venue, kind, order, request, since, deciding.Now));

    private void GiveUp(in VenueAsked asked, string why)
    {
        deciding.Emit.Apply(new VenueAnswered(
            asked.QueryId, asked.Venue, asked.Kind, AnswerStatus.Failed, default, why, deciding.Now));
        reconciler.Answered(asked.Venue, asked.Kind, AnswerStatus.Failed, why);
    }
}
