using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Conformance;

internal static class QueryChecks
{
    private const int SalesMost = 10;

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("open_orders_are_those_that_rest",
            VenueCapabilities.Limit | VenueCapabilities.Cancel | VenueCapabilities.QueryOpenOrders, OpenOrders)
        {
            Orders = OrderNeeds.Resting,
        },
        new("executions_come_again_under_their_ids", VenueCapabilities.QueryExecutions, Executions)
        {
            Orders = OrderNeeds.Trading,
        },
        new("positions_change_by_what_was_traded", VenueCapabilities.QueryPositions, Positions)
        {
            Orders = OrderNeeds.Trading,
        },
        new("a_sale_lowers_the_position_and_a_short_one_is_negative", VenueCapabilities.QueryPositions, Sales)
        {
            Orders = OrderNeeds.Trading,
        },
        new("balances_are_complete", VenueCapabilities.QueryBalances, Balances),
    ];

    private static async Task OpenOrders(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueCommand order = await run.RestAsync();
        await run.AcceptedAsync(order);
        run.Check(await IsOpen(run, order), "the order that rests among the open ones");
        await run.EndAsync(order);
        run.Check(!await IsOpen(run, order), "a canceled order not to be open");
    }

    private static async Task<bool> IsOpen(ConformanceRun run, VenueCommand order)
    {
        VenueAnswer answer = await run.AskAsync(QueryKind.OpenOrders);
        run.Check(answer.Status == AnswerStatus.Complete, $"all open orders, not {answer.Status}: {answer.Detail}");
        return answer.Orders.Any(status => status.ClOrdId == order.WireId);
    }

    private static async Task Executions(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueCommand order = await run.TradeAsync(Side.Buy);
        IReadOnlyList<ExecutionReport> trades = await run.FilledAsync(order);
        int before = run.Reports.Count;
        VenueAnswer answer = await run.AskAsync(QueryKind.Executions);
        run.Check(answer.Status == AnswerStatus.Complete, $"all executions, not {answer.Status}: {answer.Detail}");
        foreach (ExecutionReport trade in trades)
        {
            run.Check(
                run.Reports.Skip(before).Any(r => r.ExecutionReport.ExecId == trade.ExecId
                    && r.ExecutionReport.LastQty == trade.LastQty && r.ExecutionReport.LastPx == trade.LastPx),
                $"ExecID(17)={trade.ExecId} again, before the answer's end");
        }
    }

    private static async Task Positions(ConformanceRun run)
    {
        await run.OpenAsync();
        Qty before = await run.PositionAsync();
        VenueCommand order = await run.TradeAsync(Side.Buy);
        await run.FilledAsync(order);
        Qty after = await run.PositionAsync();
        run.Check(after - before == run.Target.Qty, $"{run.Target.Qty} more than {before}, not {after}");
    }

    // Until the account is short, so that a position told without its sign shows; one that may not be ends it earlier.
    private static async Task Sales(ConformanceRun run)
    {
        await run.OpenAsync();
        Qty before = await run.PositionAsync();
        for (int sales = 0; sales < SalesMost; sales++)
        {
            VenueCommand order = await run.TradeAsync(Side.Sell);
            VenueReport first = await run.UntilAsync(
                $"a trade of {order.WireId}, or its rejection",
                r => ConformanceRun.IsTradeOf(order, in r) || IsRejected(order, in r));
            if (IsRejected(order, in first)) return;
            await run.FilledAsync(order);
            Qty after = await run.PositionAsync();
            run.Check(
                before - after == run.Target.Qty,
                $"a position of {run.Target.Qty} less than {before} after a sale, not {after}");
            if (after < Qty.Zero) return;
            before = after;
        }
    }

    private static bool IsRejected(VenueCommand order, in VenueReport report) =>
        report.Kind == VenueReportKind.ExecutionReport && report.ExecutionReport.ClOrdId == order.WireId
        && report.ExecutionReport.ExecType == ExecType.Rejected;

    private static async Task Balances(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueAnswer answer = await run.AskAsync(QueryKind.Balances);
        run.Check(answer.Status == AnswerStatus.Complete, $"balances, not {answer.Status}: {answer.Detail}");
        run.Check(answer.Balances.Any(b => b.Account == run.Target.Account), "the account's balance");
    }
}
