using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Conformance;

/// <summary>
/// What a second venue has to know of what the first sent. The engine restarts and asks: what only the memory of the
/// first held, such as which id of the broker belongs to which of ours, is gone then.
/// </summary>
internal static class RestartChecks
{
    private const VenueCapabilities Resting = VenueCapabilities.Limit | VenueCapabilities.Cancel;

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("a_second_instance_finds_by_its_id_what_the_first_sent", VenueCapabilities.QueryByWireId, Finds)
        {
            Orders = OrderNeeds.Trading,
        },
        new("a_second_instance_cancels_what_the_first_sent", Resting, Cancels) { Orders = OrderNeeds.Resting },
    ];

    // What rests is canceled when the check is over: whether that can be done is another check.
    private static async Task Finds(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueCommand filled = await run.TradeAsync(Side.Buy);
        await run.FilledAsync(filled);
        bool canRest = run.Plan.RestingLife is not null && (run.Venue.Capabilities & Resting) == Resting;
        VenueCommand? resting = canRest ? await run.RestAsync() : null;
        if (resting is { } accepted) await run.AcceptedAsync(accepted);
        await run.RestartAsync();
        await LookUpChecks.FindsAsync(run, filled.WireId, OrdStatus.Filled, filled.Terms.OrderQty);
        if (resting is { } order) await LookUpChecks.FindsAsync(run, order.WireId, OrdStatus.New, Qty.Zero);
    }

    private static async Task Cancels(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueCommand order = await run.RestAsync();
        await run.AcceptedAsync(order);
        await run.RestartAsync();
        ClOrdId id = await run.CancelAsync(order);
        ExecutionReport canceled = await run.ReportAsync(id, ExecType.Canceled);
        run.Check(canceled.OrigClOrdId == order.WireId, "OrigClOrdID(41) of the order that the first instance sent");
    }
}
