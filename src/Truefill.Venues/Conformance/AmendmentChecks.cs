using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Conformance;

internal static class AmendmentChecks
{
    private const VenueCapabilities Resting = VenueCapabilities.Limit | VenueCapabilities.Cancel;

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("a_cancel_ends_a_resting_order_under_both_ids", Resting, Cancel) { Orders = OrderNeeds.Resting },
        new("a_cancel_of_a_filled_order_is_refused", VenueCapabilities.Cancel, CancelTooLate)
        {
            Orders = OrderNeeds.Trading,
        },
        new("a_cancel_of_an_order_that_never_was_is_refused_or_not_sent", VenueCapabilities.Cancel, CancelUnknown),
        new("a_replace_that_is_not_claimed_is_refused_or_not_sent", Resting, ReplaceUnclaimed)
        {
            Orders = OrderNeeds.Resting,
        },
    ];

    private static async Task Cancel(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueCommand order = await run.RestAsync();
        ClOrdId id = await run.CancelAsync(order);
        ExecutionReport canceled = await run.ReportAsync(id, ExecType.Canceled);
        run.Check(canceled.OrigClOrdId == order.WireId, "OrigClOrdID(41) of the order");
        run.Check(canceled.LeavesQty is null or { IsZero: true }, "LeavesQty(151) of 0");
    }

    private static async Task CancelTooLate(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueCommand order = await run.TradeAsync(Side.Buy);
        await run.FilledAsync(order);
        await RefusedOrNotSent(run, run.NextId(), VenueCommandKind.Cancel, order);
    }

    private static async Task CancelUnknown(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueCommand never = run.Unsent(run.RestingTerms());
        await RefusedOrNotSent(run, run.NextId(), VenueCommandKind.Cancel, never);
    }

    private static async Task ReplaceUnclaimed(ConformanceRun run)
    {
        if (run.Venue.Capabilities.HasFlag(VenueCapabilities.Replace)) return;
        await run.OpenAsync();
        VenueCommand order = await run.RestAsync();
        await run.AcceptedAsync(order);
        await RefusedOrNotSent(run, run.NextId(), VenueCommandKind.Replace, order);
        await run.EndAsync(order);
    }

    private static async Task RefusedOrNotSent(
        ConformanceRun run, ClOrdId id, VenueCommandKind kind, VenueCommand order)
    {
        try
        {
            await run.SendAsync(order with { Kind = kind, WireId = id, OrigWireId = order.WireId });
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
