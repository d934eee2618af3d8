using System.Collections.Generic;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Time;

namespace Truefill.Domain.Venues;

/// <content>What venues answer, and the comparison before trading opens.</content>
public sealed partial class VenueDesk
{
    /// <summary>
    /// An answer to a question that is no longer waited for changes nothing: it was or will be asked again.
    /// </summary>
    public InputOutcome Answer(VenueAnswer answer)
    {
        if (Books.Queries.TryGet(answer.QueryId) is not { } asked) return InputOutcome.Ignored;
        if (asked.Kind != answer.Kind || Books.Names.Of(asked.Venue) != answer.Venue)
        {
            return deciding.DeadLetter(
                DeadLetterReason.InvalidValue,
                $"the answer to question {answer.QueryId} is of another kind or venue");
        }

#if PLANTED_BUGS
        if (Planted.Is(Bug.PartialListTrusted) && answer.Status == AnswerStatus.Partial)
            answer = answer with { Status = AnswerStatus.Complete };
#endif
        deciding.Emit.Apply(new VenueAnswered(
            asked.QueryId, asked.Venue, asked.Kind, answer.Status, answer.AsOf, answer.Detail, deciding.Now));
        foreach (ExecutionReport report in answer.Orders)
            TakeStatus(report with { Venue = asked.Venue }, in asked, answer.AsOf);
        foreach (VenueBalance balance in answer.Balances) TakeBalance(asked.Venue, in balance, answer);
        if (asked.Kind == QueryKind.Positions && answer.Status == AnswerStatus.Complete)
            foreach (VenuePosition position in answer.Positions) List(asked.Venue, in position);
        reconciler.Answered(asked.Venue, asked.Kind, answer.Status, answer.Detail);
        if (asked.Kind == QueryKind.Order) Conclude(in asked, answer);
        if (asked.Kind == QueryKind.OpenOrders && answer.Status == AnswerStatus.Complete)
        {
            AskForMissing(in asked, answer);
            orderBreaks.Judge(orders, in asked, answer);
        }

        if (Books.Sessions.TryGet(asked.Venue) is { Trading: TradingState.Reconciling } session
            && IsCompared(in session))
            OpenTrading(asked.Venue);
        return InputOutcome.Applied;
    }

    /// <summary>Of an answer that takes several calls one more has been made.</summary>
    public InputOutcome Continue(AnswerProgress progress)
    {
        if (Books.Queries.TryGet(progress.QueryId) is not { } asked) return InputOutcome.Ignored;
        if (Books.Names.Of(asked.Venue) != progress.Venue) return InputOutcome.Ignored;
        deciding.Emit.Apply(new AnswerContinued(asked.QueryId, asked.Venue, deciding.Now));
        return InputOutcome.Applied;
    }

    private void TakeStatus(in ExecutionReport report, in VenueAsked asked, UtcNanos asOf)
    {
        if (orders.TakeStatus(in report, in asked, asOf) is not { } order)
            orders.AdoptListed(in report);
        else if (!OrderDesk.IsDenial(in report, order))
            fills.Told(order, in report, in asked, asOf);
    }

    private void List(VenueId venue, in VenuePosition position) =>
        deciding.Emit.Apply(new PositionListed(
            venue,
            deciding.Account(position.Account.Length > 0 ? position.Account : deciding.DefaultAccount),
            deciding.Symbol(position.Symbol),
            position.Qty,
            position.StopLoss,
            position.TakeProfit,
            position.AvgPx));

    private void TakeBalance(VenueId venue, in VenueBalance balance, VenueAnswer answer) =>
        deciding.Emit.Apply(new BalanceReported(
            venue,
            deciding.Account(balance.Account.Length > 0 ? balance.Account : deciding.DefaultAccount),
            balance.Cash,
            balance.BuyingPower,
            answer.AsOf.IsNone ? deciding.Now : answer.AsOf));

    // Not known: the venue may vouch that the request never will be, unless the answer shows a moment before it could
    // have arrived; else what it had accepted is missing.
    private void Conclude(in VenueAsked asked, VenueAnswer answer)
    {
        Order order = Books.Orders[asked.Order];
        bool isDenied = answer.Status == AnswerStatus.NotFound || orders.Denies(answer, order);
        if (answer.Status == AnswerStatus.Complete && !isDenied) missing.Known(order, in asked, answer.AsOf);
        if (!isDenied) return;
        bool isFinal = Books.Sessions.TryGet(asked.Venue) is { } session
            && session.Can(VenueCapabilities.NotFoundIsFinal)
            && SecondLook.MomentOf(in asked, answer.AsOf) >= order.UnknownSince;
        if (isFinal) orders.NeverArrived(order);
        Forget(order, in asked, answer.AsOf);
    }

    // What it last said of its executions first: there is one look at an order at a time.
    private void Forget(Order order, in VenueAsked asked, UtcNanos asOf)
    {
        fills.Forgotten(order, in asked, asOf);
        missing.NotKnown(order, in asked, asOf);
    }

    // An order that the venue does not list as open has ended, or never arrived: that is for it to say. Where it cannot
    // be asked, the list is all there is.
    private void AskForMissing(in VenueAsked asked, VenueAnswer answer)
    {
        if (Books.Sessions.TryGet(asked.Venue) is not { } session) return;
        bool canAsk = session.Can(VenueCapabilities.QueryByWireId);
        UtcNanos moment = SecondLook.MomentOf(in asked, answer.AsOf);
        HashSet<OrderId> ids = [];
        HashSet<ClOrdId> wireIds = [];
        foreach (ExecutionReport report in answer.Orders)
        {
            if (!report.OrderId.IsNone) ids.Add(report.OrderId);
            if (!report.ClOrdId.IsNone) wireIds.Add(report.ClOrdId);
        }

        foreach (Order order in Books.Orders.Open)
        {
            bool isThere = order.Venue == asked.Venue && order.Origin != OrderOrigin.Observed && !order.IsHeld;
            if (!isThere || order.IsNewInFlight || order.CreatedAt >= moment) continue;
            bool isListed = (!order.OrderId.IsNone && ids.Contains(order.OrderId))
                || wireIds.Contains(order.WireId) || wireIds.Contains(order.WireIdInForce);
            if (isListed) missing.Known(order, in asked, answer.AsOf);
            else if (!canAsk) Forget(order, in asked, answer.AsOf);
            else if (!Books.Queries.IsPending(order.Handle)) Ask(order);
        }
    }

    // The executions first: what the order did has to be told before it is missed.
    private void LookForMissing()
    {
        foreach (Order order in (List<Order>)[.. missing.Sweep(), .. fills.Sweep()])
        {
            if (Books.Sessions.TryGet(order.Venue) is { } session) AskForExecutions(in session);
            Ask(order);
        }
    }

    private void AskForExecutions(in Session session)
    {
        if (missing.NeedsExecutions(in session)) reconciler.Ask(session.Venue, QueryKind.Executions);
    }

    private bool IsComparisonDue(in Session session, UtcNanos now)
    {
        if (!session.NeedsComparison || (session.IsHeld && IsCompared(in session))) return false;
        if (now < session.ComparedAt.AddNanos(Pause(session.Rounds))) return false;
        foreach (QueryKind kind in session.AwaitedKinds)
            if (!Books.Queries.IsPending(session.Venue, kind)) return true;
        return session.Awaited == 0 && !Books.Queries.IsPending(session.Venue, QueryKind.Positions)
            && !Books.Queries.IsPending(session.Venue, QueryKind.Executions);
    }

    // Asks for all that is still missing before trading can open.
    private void Compare(in Session session)
    {
        foreach (QueryKind kind in session.AwaitedKinds)
        {
            if (!Books.Queries.IsPending(session.Venue, kind))
                Emit(session.Venue, kind, default, default, session.ExecutionsUntil);
        }

        if (session.Awaited > 0) return;
        if (!reconciler.IsCompared(in session)) reconciler.Ask(session.Venue, QueryKind.Positions);
        else if (session.Trading == TradingState.Reconciling) OpenTrading(session.Venue);
    }

    private bool IsCompared(in Session session) => session.Awaited == 0 && reconciler.IsCompared(in session);

    private void OpenTrading(VenueId venue)
    {
        deciding.Emit.Apply(new TradingOpened(venue, Deciding.OwnSource, "compared with the venue", deciding.Now));
        ReleaseWhatCanGo();
    }
}
