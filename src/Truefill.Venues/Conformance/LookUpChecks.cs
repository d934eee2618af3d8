using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Conformance;

/// <summary>Look-ups by our id, which are what an unknown outcome is resolved by, however the order stands.</summary>
internal static class LookUpChecks
{
    private const VenueCapabilities Resting =
        VenueCapabilities.Limit | VenueCapabilities.Cancel | VenueCapabilities.QueryByWireId;

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("an_order_is_found_by_its_wire_id", Resting, LookUp) { Orders = OrderNeeds.Resting },
        new("a_filled_order_is_found_as_filled", VenueCapabilities.QueryByWireId, Filled)
        {
            Orders = OrderNeeds.Trading,
        },
        new("a_canceled_order_is_found_as_canceled", Resting, Canceled) { Orders = OrderNeeds.Resting },
        new("an_id_that_was_never_sent_finds_no_order", VenueCapabilities.QueryByWireId, NeverSent)
        {
            Orders = OrderNeeds.Trading,
        },
        new("an_order_that_never_was_is_not_found",
            VenueCapabilities.QueryByWireId | VenueCapabilities.NotFoundIsFinal, NotFound),
        new("a_look_up_never_overtakes_an_order", Resting | VenueCapabilities.NotFoundIsFinal, LookUpAtOnce)
        {
            Orders = OrderNeeds.Resting,
        },
    ];

    /// <summary>The order has to be found, and to stand like this.</summary>
    public static async Task FindsAsync(ConformanceRun run, ClOrdId id, OrdStatus expected, Qty cumQty)
    {
        VenueAnswer answer = await run.AskAsync(QueryKind.Order, id);
        run.Check(
            answer.Status == AnswerStatus.Complete && answer.Orders.Count == 1,
            $"the look-up of {id} to find the order, which is {expected}, not {answer.Status}: {answer.Detail}");
        ExecutionReport status = answer.Orders[0];
        run.Check(status.ExecType == ExecType.OrderStatus, "ExecType(150) of an order status");
        run.Check(status.OrdStatus == expected, $"OrdStatus(39) {expected} of {id}, not {status.OrdStatus}");
        run.Check(status.CumQty == cumQty, $"CumQty(14) of {cumQty} for {id}, not {status.CumQty}");
    }

    private static async Task LookUp(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueCommand order = await run.RestAsync();
        await run.AcceptedAsync(order);
        await FindsAsync(run, order.WireId, OrdStatus.New, Qty.Zero);
        await run.EndAsync(order);
    }

    private static async Task Filled(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueCommand order = await run.TradeAsync(Side.Buy);
        await run.FilledAsync(order);
        await FindsAsync(run, order.WireId, OrdStatus.Filled, order.Terms.OrderQty);
    }

    private static async Task Canceled(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueCommand order = await run.RestAsync();
        await run.EndAsync(order);
        await FindsAsync(run, order.WireId, OrdStatus.Canceled, Qty.Zero);
    }

    // With an order there that a careless search could take for it.
    private static async Task NeverSent(ConformanceRun run)
    {
        await run.OpenAsync();
        await run.FilledAsync(await run.TradeAsync(Side.Buy));
        ClOrdId never = run.NextId();
        VenueAnswer answer = await run.AskAsync(QueryKind.Order, never);
        run.Check(
            answer.Status != AnswerStatus.Complete && answer.Orders.Count == 0,
            $"no order under {never}, which was never sent, not {answer.Status} with {answer.Orders.Count}");
    }

    private static async Task NotFound(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueAnswer answer = await run.AskAsync(QueryKind.Order, run.NextId());
        run.Check(answer.Status == AnswerStatus.NotFound, $"not found, not {answer.Status}");
    }

    private static async Task LookUpAtOnce(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueCommand order = await run.RestAsync();
        VenueAnswer answer = await run.AskAsync(QueryKind.Order, order.WireId);
        run.Check(answer.Status == AnswerStatus.Complete, $"the order that was sent before, not {answer.Status}");
        await run.EndAsync(order);
    }
}
