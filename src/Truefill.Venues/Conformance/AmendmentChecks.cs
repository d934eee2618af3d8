using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Conformance;

internal static class AmendmentChecks
{
    private const VenueCapabilities Resting =
        VenueCapabilities.Limit | VenueCapabilities.Day | VenueCapabilities.Cancel;

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("a_cancel_ends_a_resting_order_under_both_ids", Resting, Cancel),
        new("a_cancel_of_a_filled_order_is_refused", Resting | VenueCapabilities.Market, CancelTooLate),
        new("a_cancel_of_an_order_that_never_was_is_refused_or_not_sent", VenueCapabilities.Cancel, CancelUnknown),
        new("a_replace_gives_the_order_its_new_terms_and_id", Resting | VenueCapabilities.Replace, Replace),
        new("a_replace_that_is_not_claimed_is_refused_or_not_sent", Resting, ReplaceUnclaimed),
    ];

    private static async Task Cancel(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueCommand order = run.RestingOrder();
        ClOrdId id = await run.CancelAsync(order);
        ExecutionReport canceled = await run.ReportAsync(id, ExecType.Canceled);
        run.Check(canceled.OrigClOrdId == order.WireId, "OrigClOrdID(41) of the order");
        run.Check(canceled.LeavesQty is null or { IsZero: true }, "LeavesQty(151) of 0");
    }

    private static async Task CancelTooLate(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueCommand order = run.Order(Side.Buy);
        await run.FilledAsync(order);
        await RefusedOrNotSent(run, run.NextId(), VenueCommandKind.Cancel, order);
    }

    private static async Task CancelUnknown(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueCommand never = new(
            VenueCommandKind.New, default, run.NextId(), default, default, run.Target.Account, run.Target.Symbol,
            new OrderTerms(Side.Buy, OrdType.Limit, TimeInForce.Day, run.Target.Qty, run.Target.FarBelow), Qty.Zero);
        await RefusedOrNotSent(run, run.NextId(), VenueCommandKind.Cancel, never);
    }

    private static async Task Replace(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueCommand order = run.RestingOrder();
        OrderId orderId = (await run.AcceptedAsync(order)).OrderId;
        Qty more = order.Terms.OrderQty + order.Terms.OrderQty;
        VenueCommand replaced = order with
        {
            Kind = VenueCommandKind.Replace,
            WireId = run.NextId(),
            OrigWireId = order.WireId,
            OrderId = orderId,
            Terms = order.Terms with { OrderQty = more },
        };
        run.Venue.Send(in replaced);
        ExecutionReport report = await run.ReportAsync(replaced.WireId, ExecType.Replaced);
        run.Check(report.OrigClOrdId == order.WireId, "OrigClOrdID(41) of the order");
        run.Check(report.LeavesQty is null || report.LeavesQty == more, $"LeavesQty(151) of {more}");

        ClOrdId cancel = run.NextId();
        run.Venue.Send(replaced with
        {
            Kind = VenueCommandKind.Cancel,
            WireId = cancel,
            OrigWireId = replaced.WireId,
        });
        await run.ReportAsync(cancel, ExecType.Canceled);
    }

    private static async Task ReplaceUnclaimed(ConformanceRun run)
    {
        if (run.Venue.Capabilities.HasFlag(VenueCapabilities.Replace)) return;
        await run.OpenAsync();
        VenueCommand order = run.RestingOrder();
        await run.AcceptedAsync(order);
        await RefusedOrNotSent(run, run.NextId(), VenueCommandKind.Replace, order);
        await run.EndAsync(order);
    }

    private static async Task RefusedOrNotSent(
        ConformanceRun run, ClOrdId id, VenueCommandKind kind, VenueCommand order)
    {
        try
        {
            run.Venue.Send(order with { Kind = kind, WireId = id, OrigWireId = order.WireId });
        }
        catch (NotSentException)
        {
            return;
        }

        await run.UntilAsync(
            $"OrderCancelReject for {id}",
            r => r.Kind == VenueReportKind.OrderCancelReject && r.CancelReject.ClOrdId == id);
    }
}
