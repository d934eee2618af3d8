using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Reconciliation;

/// <summary>
/// Compares positions with what a venue lists, at the list's own moment. First comes the list, then all executions up
/// to later than it, then the comparison: so nothing is on its way any more that could explain a difference, and none
/// is found that is not there. A venue that only pushes its executions cannot be asked for what is on its way: what
/// differs there has to differ in a second list too. What fails or is cut short is indeterminate, never flat. Corrects
/// only where the configuration or a person says so.
/// </summary>
public sealed class Reconciler(Deciding deciding)
{
    /// <summary>Nanoseconds between a list that differs and the one that has to confirm it.</summary>
    public const long SecondLookNanos = UtcNanos.PerSecond;

    private readonly Corrections corrections = new(deciding);

    private Books Books => deciding.Books;

    private ReconciliationBook Book => deciding.Books.Reconciliation;

    /// <summary>Starts a comparison where a venue can be asked for positions and executions.</summary>
    public DenyReason Ask(Reconcile command)
    {
        bool any = false;
        foreach (Session session in Books.Sessions.All)
        {
            if (command.Venue.Length > 0 && Books.Names.Of(session.Venue) != command.Venue) continue;
            any = true;
            if (session.IsOpen && session.Can(VenueCapabilities.QueryOpenOrders))
                Ask(session.Venue, QueryKind.OpenOrders);
            if (session.IsOpen && CanCompare(in session)) Ask(in session);
            else Conclude(session.Venue, ComparisonStatus.Indeterminate, "the venue cannot be asked now");
        }

        return any || command.Venue.Length == 0 ? DenyReason.None : DenyReason.UnknownVenue;
    }

    public DenyReason Change(ChangeBreak command)
    {
        if (command.By.Length == 0 || command.Reason.Length == 0) return DenyReason.MalformedRequest;
        if (Book.TryGet(command.Id) is not { } found) return DenyReason.UnknownBreak;
        if (found.State == BreakState.Resolved) return DenyReason.UnknownBreak;
        deciding.Emit.Apply(new BreakChanged(
            command.Id,
            command.State ?? found.State,
            command.Owner ?? found.Owner,
            command.By,
            command.Reason,
            deciding.Now));
        return DenyReason.None;
    }

    public DenyReason Correct(CorrectBreak command)
    {
        if (command.By.Length == 0 || command.Reason.Length == 0) return DenyReason.MalformedRequest;
        if (Book.TryGet(command.Id) is not { State: not BreakState.Resolved } found) return DenyReason.UnknownBreak;

        // A correction is of a position. What an order still does is for the venue to end.
        if (!found.Latest.Order.IsNone) return DenyReason.MalformedRequest;
        return corrections.Book(in found, command.Price, command.By, command.Reason);
    }

    /// <summary>A question was answered or given up; the list of a complete one is in the books.</summary>
    internal void Answered(VenueId venue, QueryKind kind, AnswerStatus status, string? detail)
    {
        if (kind is not (QueryKind.Positions or QueryKind.Executions)) return;
        if (Books.Sessions.TryGet(venue) is not { } session || !CanCompare(in session)) return;
        bool isAwaited = kind == QueryKind.Positions || Book.ListOf(venue) is { IsConcluded: false };
        if (!isAwaited) return;
        if (status != AnswerStatus.Complete)
            Conclude(venue, ComparisonStatus.Indeterminate, detail ?? $"the answer about {kind} was {status}");
        else if (kind == QueryKind.Positions && session.Can(VenueCapabilities.QueryExecutions))
            Ask(venue, QueryKind.Executions);
        else if (Book.ListOf(venue) is { } list)
            Compare(in session, list);
    }

    /// <summary>A comparison is due by time.</summary>
    internal bool IsDue(in Session session, UtcNanos now)
    {
        // While a person holds trading the books are compared all the same: it is what the person decides by.
        if (session.Trading is not (TradingState.Open or TradingState.Held)) return false;
        if (!CanCompare(in session) || IsUnderWay(session.Venue)) return false;
        if (FirstLookOf(in session) is { } first) return now >= first.At.AddNanos(SecondLookNanos);
        UtcNanos since = Book.LastOf(session.Venue)?.At ?? session.Since;
        return session.CompareEvery > 0 && now >= since.AddNanos(session.CompareEvery);
    }

    /// <summary>
    /// Something of the venue's is overdue: positions are compared too, but no more often than things can be overdue.
    /// </summary>
    internal void OnGap(VenueId venue)
    {
        if (Books.Sessions.TryGet(venue) is not { IsOpen: true } session || !CanCompare(in session)) return;
        UtcNanos since = Book.LastOf(venue)?.At ?? default;
        if (deciding.Now >= since.AddNanos(session.RequestTimeout) && !IsUnderWay(venue))
            Ask(venue, QueryKind.Positions);
    }

    /// <summary>
    /// For its positions, and for what there is to spend: what is counted against that would grow for ever, an account
    /// of which the venue said nothing at first would stay refused in live, and cash comes and goes without orders.
    /// </summary>
    internal void Ask(in Session session)
    {
        Ask(session.Venue, QueryKind.Positions);
        if (session.Can(VenueCapabilities.QueryBalances)) Ask(session.Venue, QueryKind.Balances);
    }

    internal void Ask(VenueId venue, QueryKind kind)
    {
        if (Books.Queries.IsPending(venue, kind)) return;
        UtcNanos since = Books.Sessions.TryGet(venue)?.ExecutionsUntil ?? default;
        deciding.Emit.Apply(new VenueAsked(
            Books.Queries.LastId + 1, venue, kind, default, default, since, deciding.Now));
    }

    internal static bool CanCompare(in Session session) =>
        session.Can(VenueCapabilities.QueryPositions)
        && (session.Can(VenueCapabilities.QueryExecutions) || session.Can(VenueCapabilities.PushesReports)
            || session.Can(VenueCapabilities.TellsBeforeListing));

    /// <summary>A list came since the session opened, and has been compared.</summary>
    internal bool IsCompared(in Session session) =>
        !CanCompare(in session)
        || (Book.ListOf(session.Venue) is { IsCompared: true } list && list.AnsweredAt >= session.Since);

    private bool IsUnderWay(VenueId venue) =>
        Books.Queries.IsPending(venue, QueryKind.Positions) || Books.Queries.IsPending(venue, QueryKind.Executions);

    private void Compare(in Session session, PositionList list)
    {
        // Executions up to later than the list, or the list is compared with less than it knows.
        bool asks = session.Can(VenueCapabilities.QueryExecutions);
        if (asks && !list.AsOf.IsNone && session.ExecutionsUntil < list.AsOf)
        {
            Conclude(
                session.Venue, ComparisonStatus.Indeterminate, "executions are told only up to before the list");
            return;
        }

        BooksAtList ours = ComparedPositions.Ours(Books, session.Venue, list);
        List<ComparedPosition> differing = [];
        int rows = ours.Unplaced.Count + ours.Amended.Count;
        bool isNew = false;
        foreach (((int Account, int Symbol) key, decimal expected) in ours.Qty)
        {
            decimal found = list.Rows.TryGetValue(key, out PositionListed row) ? row.Qty.Value : 0;
            if (expected == 0 && found == 0) continue;
            rows++;
            if (System.Math.Abs(expected - found) <= session.QtyTolerance.Value) continue;
            ComparedPosition each = new(new AccountId(key.Account), new SymbolId(key.Symbol), expected, found);
            differing.Add(each);
            isNew |= !IsKnown(session.Venue, in each);
        }

        if (isNew && !asks && FirstLookOf(in session) is null)
        {
            Conclude(
                session.Venue, ComparisonStatus.Indeterminate,
                "a difference is looked at once more: what explains it may be on its way", rows, differing.Count,
                list.AsOf);
            return;
        }

        foreach (ComparedPosition each in differing) Judge(in session, in each);
        ResolveWhatAgrees(session.Venue, ours, list, session.QtyTolerance.Value);
        Conclude(
            session.Venue,
            differing.Count > 0 ? ComparisonStatus.Break
                : ours.IsUndecided ? ComparisonStatus.Indeterminate
                : ComparisonStatus.Match,
            Undecided(ours),
            rows,
            differing.Count,
            list.AsOf);
    }

    private string? Undecided(BooksAtList ours)
    {
        foreach (((int account, int symbol), decimal qty) in ours.Unplaced)
        {
            return $"{ExactDecimal.Normalize(qty)} {NameOf(account, symbol)} came from no venue and may be at several: "
                + "name the account's venue in `accounts`";
        }

        foreach ((int account, int symbol) in ours.Amended)
        {
            return $"a trade of {NameOf(account, symbol)} was cancelled or corrected after the list was made: the next "
                + "list decides";
        }

        return null;
    }

    private string NameOf(int account, int symbol) =>
        $"{Books.Names.Of(new SymbolId(symbol))} of account {Books.Names.Of(new AccountId(account))}";

    // The last comparison of this session found a difference for the first time.
    private PositionsCompared? FirstLookOf(in Session session) =>
        Book.LastOf(session.Venue) is { IsFirstLook: true } first && first.At >= session.Since ? first : null;

    private bool IsKnown(VenueId venue, in ComparedPosition each) =>
        Book.Unresolved(venue, each.Account, each.Symbol) is { } known
        && known.Latest.Expected.Value == each.Expected && known.Latest.Found.Value == each.Found;

    // The break of it is opened, or brought up to date.
    private void Judge(in Session session, in ComparedPosition of)
    {
        if (IsKnown(session.Venue, in of)) return;
        (AccountId account, SymbolId symbol, decimal expected, decimal found) = of;
        PositionBreak? known = Book.Unresolved(session.Venue, account, symbol);
        BreakClass kind = expected == 0 ? BreakClass.PhantomPosition
            : found == 0 ? BreakClass.MissingPosition
            : BreakClass.Mismatch;
        deciding.Emit.Apply(new BreakOpened(
            known?.Latest.Id ?? Book.LastBreakId + 1,
            kind,
            session.Venue,
            account,
            symbol,
            Qty.FromTrusted(ExactDecimal.Normalize(expected)),
            Qty.FromTrusted(ExactDecimal.Normalize(found)),
            deciding.Now));
        if (known is { } before) ExplainedBreak.Reopen(deciding, in before);

        // Without a price nothing can be booked: it stays a break for a person.
        if (session.CorrectsPositions && Book.Unresolved(session.Venue, account, symbol) is { } opened)
        {
            corrections.Book(
                in opened, null, Deciding.OwnSource, "policy of reconciliation.policy.position: correct",
                Book.ListOf(session.Venue) is { AsOf.IsNone: false } ? expected : null);
        }
    }

    private void ResolveWhatAgrees(VenueId venue, BooksAtList ours, PositionList list, decimal tolerance)
    {
        List<PositionBreak> agreeing = [];
        foreach (PositionBreak open in Book.AllUnresolved)
        {
            if (open.Latest.Venue != venue || !open.Latest.Order.IsNone) continue;
            (int, int) key = (open.Latest.Account.Value, open.Latest.Symbol.Value);
            if (!ours.Qty.TryGetValue(key, out decimal expected) && ours.LeavesOpen(key)) continue;
            decimal found = list.Rows.TryGetValue(key, out PositionListed row) ? row.Qty.Value : 0;
            if (System.Math.Abs(expected - found) <= tolerance) agreeing.Add(open);
        }

        foreach (PositionBreak open in agreeing)
        {
            deciding.Emit.Apply(new BreakChanged(
                open.Latest.Id, BreakState.Resolved, open.Owner, Deciding.OwnSource,
                "both sides agree again", deciding.Now));
        }
    }

    private void Conclude(
        VenueId venue, ComparisonStatus status, string? detail, int rows = 0, int differences = 0,
        UtcNanos asOf = default) =>
        deciding.Emit.Apply(new PositionsCompared(
            Book.LastId + 1, venue, status, rows, differences, asOf, detail, deciding.Now));
}
