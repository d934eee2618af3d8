using System.Collections.Generic;
using System.Globalization;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Protection;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Advisories;

/// <content>
/// After an execution: the venue is asked once about the order and once about positions, and both sides are set beside
/// each other. Nothing is corrected; what cannot be said is not said.
/// </content>
public sealed partial class AdvisoryDesk
{
    // Legs that the venue has not confirmed by then are missing.
    private const long SettleNanos = 2 * UtcNanos.PerSecond;

    /// <summary>A venue's answer was taken into the books: is it one that a reconciliation waits for?</summary>
    public void Answered(VenueAnswer answer)
    {
        if (Table.LiveCount == 0 || Books.Queries.TryGet(answer.QueryId) is not null) return;
        foreach (AdvisoryExecution advisory in Table.Live())
        {
            if (advisory.QueryId != answer.QueryId || advisory.Report is not null) continue;
            Order order = Books.Orders[advisory.Order];
            if (advisory.QueryKind == QueryKind.Order) TakeOrder(advisory, order, answer);
            else TakePositions(advisory, order, answer);
            return;
        }
    }

    // Fresh figures for the execution that an approval announces; without them the last ones are looked at.
    private void AskForBalances(AdvisoryExecution advisory)
    {
        if (!Books.Names.Venues.TryGet(advisory.Snapshot.Venue, out int handle)) return;
        VenueId venue = new(handle);
        if (Books.Sessions.TryGet(venue) is not { } session || !session.Can(VenueCapabilities.QueryBalances)) return;
        if (Books.Sessions.IsOpen(venue) && !Books.Queries.IsPending(venue, QueryKind.Balances))
            Ask(venue, QueryKind.Balances, default, default);
    }

    // What never reached a venue, or was refused there, left nothing to compare.
    private static bool IsCompared(in AdvisoryEnded result, Order order) =>
        result.Stage is not (AdvisoryStage.Rejected or AdvisoryStage.Failed) || order.CumQty.IsPositive;

    private bool IsReconciliationDue(AdvisoryExecution advisory, Order order, UtcNanos now)
    {
        if (advisory.Report is not null || !IsCompared(advisory.Result!.Value, order)) return false;
        if (advisory.QueryId != 0) return Books.Queries.TryGet(advisory.QueryId) is null;
        return now >= advisory.Results[0].At.AddNanos(SettleNanos) || AreLegsSettled(order);
    }

    private void Reconcile(AdvisoryExecution advisory, Order order)
    {
        if (!IsReconciliationDue(advisory, order, deciding.Now)) return;
        if (advisory.QueryId != 0)
            Conclude(advisory, order, "the venue gave no answer");
        else if (Books.Sessions.TryGet(order.Venue) is not { } session || !Books.Sessions.IsOpen(order.Venue))
            Conclude(advisory, order, "the venue cannot be reached");
        else if (!session.Can(VenueCapabilities.QueryPositions) || !CanAskFor(order, in session))
            Conclude(advisory, order, "the venue cannot be asked about an order and positions");
        else
            AskForOrder(advisory, order);
    }

    // A venue that is polled knows an order by the id that it gave.
    private static bool CanAskFor(Order order, in Session session) => session.Can(VenueCapabilities.QueryByWireId)
        || (!session.Can(VenueCapabilities.PushesReports) && !order.OrderId.IsNone);

    private void AskForOrder(AdvisoryExecution advisory, Order order)
    {
        long id = Ask(order.Venue, QueryKind.Order, order.Handle, order.WireIdInForce);
        Asked(advisory, QueryKind.Order, id, finding: null);
    }

    private bool AreLegsSettled(Order order)
    {
        if (Books.Protections.TryGet(order.Handle) is not { } entry) return true;
        if (!Books.Protections.IsConfirmed(entry)) return false;
        foreach (OrderHandle leg in entry.Legs)
            if (Books.Orders[leg].HasRequestInFlight) return false;
        return true;
    }

    private long Ask(VenueId venue, QueryKind kind, OrderHandle order, in ClOrdId request)
    {
        long id = Books.Queries.LastId + 1;
        deciding.Emit.Apply(new VenueAsked(id, venue, kind, order, request, default, deciding.Now));
        return id;
    }

    private void Asked(AdvisoryExecution advisory, QueryKind kind, long id, string? finding) =>
        deciding.Emit.Apply(new AdvisoryAsked(advisory.Number, kind, id, finding, deciding.Now));

    private void TakeOrder(AdvisoryExecution advisory, Order order, VenueAnswer answer)
    {
        string? finding = null;
        if (answer.Status == AnswerStatus.Complete && answer.Orders.Count > 0)
            finding = FindingOf(answer.Orders[0], order, !advisory.TimedOutAt.IsNone);
        else if (answer.Status == AnswerStatus.NotFound)
            finding = $"Expected order {order.WireId}, found none in broker";
        else
            Conclude(advisory, order, $"the question about the order failed: {answer.Detail ?? "no reason given"}");
        if (advisory.Report is not null) return;
        if (!Books.Sessions.IsOpen(order.Venue))
            Conclude(advisory, order, "the venue cannot be reached");
        else
            Asked(advisory, QueryKind.Positions, Ask(order.Venue, QueryKind.Positions, default, default), finding);
    }

    // After the timeout nothing of the order may stay at work: there, that it is open is a difference by itself.
    private static string? FindingOf(in ExecutionReport report, Order order, bool isTimedOut)
    {
        if (report.CumQty is { } filled && filled != order.CumQty)
            return $"Expected filled {Text(order.CumQty)}, found {Text(filled)} in broker";
        if (!report.OrdStatus.IsOpen()) return null;
        if (!order.IsOpen) return $"Expected order {order.OrdStatus}, found {report.OrdStatus} in broker";
        return isTimedOut ? $"Expected order to have ended, found {report.OrdStatus} in broker" : null;
    }

    private void TakePositions(AdvisoryExecution advisory, Order order, VenueAnswer answer)
    {
        if (answer.Status != AnswerStatus.Complete)
            Conclude(advisory, order, $"the question about positions failed: {answer.Detail ?? "no reason given"}");
        else if (!answer.AsOf.IsNone && order.CumQty.IsPositive && answer.AsOf < order.LastReportAt)
            Conclude(advisory, order, $"the broker's positions are as of {answer.AsOf}, before the fill");
        else if (PositionAt(order, answer.AsOf, out bool isPlaced) is var expected && !isPlaced)
            Conclude(advisory, order, "part of the position came from no venue and may be at several");
        else
            deciding.Emit.Apply(new AdvisoryReconciled(
                advisory.Number, Compare(advisory, order, answer, expected), deciding.Now));
    }

    private void Conclude(AdvisoryExecution advisory, Order order, string why)
    {
        (Px? sl, Px? tp) = Expected(order);
        deciding.Emit.Apply(new AdvisoryReconciled(
            advisory.Number,
            new ReconciliationReport(
                ReconciliationStatus.Indeterminate, [why], PositionAt(order, default, out _), sl, tp, null, null, null),
            deciding.Now));
    }

    private ReconciliationReport Compare(AdvisoryExecution advisory, Order order, VenueAnswer answer, Qty expected)
    {
        (Px? sl, Px? tp) = Expected(order);
        Qty found = Qty.Zero;
        Px? reportedSl = null;
        Px? reportedTp = null;
        foreach (VenuePosition row in answer.Positions)
        {
            if (!IsOf(in row, order)) continue;
            found += row.Qty;
            reportedSl ??= row.StopLoss;
            reportedTp ??= row.TakeProfit;
        }

        Px? brokerSl = AtBroker(order, LegKind.StopLoss, reportedSl);
        Px? brokerTp = AtBroker(order, LegKind.TakeProfit, reportedTp);
        List<string> mismatches = [];
        if (advisory.OrderFinding is { } finding) mismatches.Add(finding);
        ReconciliationStatus status = mismatches.Count > 0
            ? ReconciliationStatus.Mismatch
            : ReconciliationStatus.Matched;
        status = Worse(status, CompareLeg(order, LegKind.StopLoss, sl, brokerSl, mismatches));
        status = Worse(status, CompareLeg(order, LegKind.TakeProfit, tp, brokerTp, mismatches));
        if (found != expected)
        {
            mismatches.Insert(0, $"Expected position {Text(expected)}, found {Text(found)} in broker");
            status = expected.IsZero ? ReconciliationStatus.PhantomPosition
                : found.IsZero ? ReconciliationStatus.MissingPosition
                : ReconciliationStatus.Mismatch;
        }

        return new ReconciliationReport(status, mismatches, expected, sl, tp, found, brokerSl, brokerTp);
    }

    // A difference outweighs a leg that is missing, and that a match.
    private static ReconciliationStatus Worse(ReconciliationStatus a, ReconciliationStatus b) =>
        a == ReconciliationStatus.Matched || b == ReconciliationStatus.Mismatch ? b : a;

    private ReconciliationStatus CompareLeg(
        Order order, LegKind kind, Px? expected, Px? found, List<string> mismatches)
    {
        if (expected is not { } level || found == level) return ReconciliationStatus.Matched;
        bool isHeldHere = Books.Protections.TryGet(order.Handle) is { } entry
            && Books.Protections.IsHeldHere(entry, kind);
        if (isHeldHere) return ReconciliationStatus.Matched;
        string name = kind == LegKind.StopLoss ? "SL" : "TP";
        string shown = found is { } px ? Text(px) : "none";
        mismatches.Add($"Expected {name} {Text(level)}, found {shown} in broker");
        return found is null ? ReconciliationStatus.MissingSlTp : ReconciliationStatus.Mismatch;
    }

    // Where the venue does not say what rests with a position, the leg that it confirmed to us is what rests there.
    private Px? AtBroker(Order order, LegKind kind, Px? reported)
    {
        if (Books.Sessions.TryGet(order.Venue) is { } session && session.Can(VenueCapabilities.ReportsProtection))
            return reported;
        if (Books.Protections.TryGet(order.Handle) is not { } entry) return null;
        if (Books.Protections.RestingLeg(entry, kind) is not { IsAccepted: true, IsNewUnknown: false } leg) return null;
        return kind == LegKind.StopLoss ? leg.StopPx : leg.Price;
    }

    private (Px? Sl, Px? Tp) Expected(Order order)
    {
        ProtectionTable table = Books.Protections;
        if (table.TryGet(order.Handle) is not { } entry || table.OpenQty(entry).IsZero) return (null, null);
        return (table.LevelOf(entry, LegKind.StopLoss), table.LevelOf(entry, LegKind.TakeProfit));
    }

    // The account's, whatever strategies hold it: the broker knows no strategies. Of one that trades at several venues,
    // what is at this one; and as it was when the list was made, because what has come since is not in it.
    private Qty PositionAt(Order order, UtcNanos time, out bool isPlaced)
    {
        VenueShare share = new(Books, order.Venue);
        decimal sum = 0;
        decimal unplaced = 0;
        foreach (Position position in Books.Positions.All)
        {
            PositionKey key = position.Key;
            if (key.Account != order.Account || key.Symbol != order.Symbol) continue;
            sum += share.QtyAt(in position, time, out decimal open);
            unplaced += open;
        }

        isPlaced = unplaced == 0;
        return Qty.FromTrusted(ExactDecimal.Normalize(sum));
    }

    private bool IsOf(in VenuePosition row, Order order) =>
        row.Symbol == Books.Names.Of(order.Symbol)
        && (row.Account.Length == 0 || row.Account == Books.Names.Of(order.Account));

    // As the source document writes them: a whole number with one decimal.
    private static string Text(Qty quantity) => Text(quantity.Value);

    private static string Text(Px price) => Text(price.Value);

    private static string Text(decimal value)
    {
        decimal plain = ExactDecimal.RoundToMaxDecimals(value);
        return plain.ToString(plain == decimal.Truncate(plain) ? "0.0" : "0.##########", CultureInfo.InvariantCulture);
    }
}
