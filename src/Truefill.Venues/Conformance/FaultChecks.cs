using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Conformance;

/// <summary>What only shows when something goes wrong on the way. The target makes it go wrong, where it can.</summary>
internal static class FaultChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("a_lost_answer_leaves_the_outcome_open_and_the_order_is_found",
            VenueCapabilities.QueryByWireId, LostAnswer)
        {
            Orders = OrderNeeds.Trading,
            Lacks = target => target.LoseNextAnswer is null ? nameof(target.LoseNextAnswer) : null,
        },
        new("after_the_line_dropped_no_trade_is_told_under_another_id", VenueCapabilities.None, LineDrops)
        {
            Orders = OrderNeeds.Trading,
            Lacks = target => target.DropLine is null ? nameof(target.DropLine) : null,
        },
        new("what_traded_before_a_cancel_is_reported",
            VenueCapabilities.Limit | VenueCapabilities.Cancel, PartThenCancel)
        {
            Orders = OrderNeeds.Resting,
            Lacks = target => target.TradePart is null ? nameof(target.TradePart) : null,
        },
    ];

    private static async Task LostAnswer(ConformanceRun run)
    {
        await run.OpenAsync();
        bool hasPositions = run.Venue.Capabilities.HasFlag(VenueCapabilities.QueryPositions);
        Qty before = hasPositions ? await run.PositionAsync() : Qty.Zero;
        await run.Target.LoseNextAnswer!();
        VenueCommand order = await SentAsync(run);
        ExecutionReport found = await FoundAsync(run, order);
        CheckTold(run, order, in found);
        await run.FilledAsync(order);
        CheckTold(run, order, in found);
        if (!hasPositions) return;
        Qty after = await run.PositionAsync();
        run.Check(
            after - before == run.Target.Qty,
            $"{order.WireId} to have been sent once: a position of {run.Target.Qty} more than {before}, not {after}");
    }

    private static void CheckTold(ConformanceRun run, VenueCommand order, in ExecutionReport found)
    {
        foreach (VenueReport report in run.Reports)
        {
            ExecutionReport told = report.ExecutionReport;
            if (report.Kind != VenueReportKind.ExecutionReport || !ConformanceRun.IsOf(order, in told)) continue;
            run.Check(
                told.ExecType != ExecType.Rejected,
                $"no rejection of {order.WireId}: its answer was lost and it had arrived, so nobody could know");
            run.Check(
                told.OrderId.IsNone || found.OrderId.IsNone || told.OrderId == found.OrderId,
                $"OrderID(37)={found.OrderId} in all reports on {order.WireId}, as the look-up says,"
                + $" not {told.OrderId}");
        }
    }

    private static async Task<VenueCommand> SentAsync(ConformanceRun run)
    {
        try
        {
            return await run.TradeAsync(Side.Buy);
        }
        catch (NotSentException e)
        {
            throw new ConformanceException(
                "expected no NotSentException for an order of which only the answer was lost: it left, and lives"
                + $" ('{e.Message}')", e);
        }
    }

    // As the engine does it: asked again until there is an answer that says something.
    private static async Task<ExecutionReport> FoundAsync(ConformanceRun run, VenueCommand order)
    {
        VenueAnswer answer = await run.AskAsync(QueryKind.Order, order.WireId);
        for (int tries = 0; answer.Status != AnswerStatus.Complete && tries < 10; tries++)
        {
            await Task.Delay(run.Target.Patience / 20);
            answer = await run.AskAsync(QueryKind.Order, order.WireId);
        }

        run.Check(
            answer.Status == AnswerStatus.Complete && answer.Orders.Count == 1,
            $"the look-up of {order.WireId} to find the order whose answer was lost, not {answer.Status}");
        return answer.Orders[0];
    }

    // A second order is the fence: what the venue repeats after a reconnect has come when that one has traded.
    private static async Task LineDrops(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueCommand first = await run.TradeAsync(Side.Buy);
        await run.FilledAsync(first);
        int before = run.Reports.Count;
        await run.Target.DropLine!();
        await ReopenedAsync(run, before);
        VenueCommand second = await run.TradeAsync(Side.Buy);
        await run.FilledAsync(second);
        if (run.Venue.Capabilities.HasFlag(VenueCapabilities.QueryExecutions))
            await run.AskAsync(QueryKind.Executions);
        run.CheckExecutions();
    }

    // A venue that is polled may not notice a short drop.
    private static async Task ReopenedAsync(ConformanceRun run, int before)
    {
        await Task.Delay(run.Target.Patience / 20);
        bool isClosed = run.Reports.Skip(before).Any(r => r.Kind == VenueReportKind.SessionClosed);
        if (!isClosed) return;
        await run.UntilAsync(
            "the session to open again after the line dropped",
            _ => run.Reports.Last(r => r.Kind is VenueReportKind.SessionClosed or VenueReportKind.SessionOpened).Kind
                == VenueReportKind.SessionOpened);
    }

    private static async Task PartThenCancel(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueCommand order = await run.RestAsync();
        ExecutionReport accepted = await run.AcceptedAsync(order);
        await run.Target.TradePart!(accepted.OrderId);
        VenueReport part = await run.UntilAsync(
            $"a trade of a part of {order.WireId}, which has traded",
            r => ConformanceRun.IsTradeOf(order, in r));
        Qty executed = part.ExecutionReport.LastQty ?? Qty.Zero;
        run.Check(
            executed.IsPositive && executed < order.Terms.OrderQty, $"LastQty(32) of a part of {order.Terms.OrderQty}");
        run.Check(
            part.ExecutionReport.OrdStatus is null or OrdStatus.PartiallyFilled,
            $"OrdStatus(39) PartiallyFilled, not {part.ExecutionReport.OrdStatus}");
        ClOrdId id = await run.CancelAsync(order);
        ExecutionReport canceled = await run.ReportAsync(id, ExecType.Canceled);
        run.CheckExecutions();
        Qty told = run.TradesOf(order).Aggregate(Qty.Zero, (sum, trade) => sum + (trade.LastQty ?? Qty.Zero));
        run.Check(
            canceled.CumQty is null || canceled.CumQty == told,
            $"CumQty(14) of {told} in the cancel's report, which is what its trades add up to, not {canceled.CumQty}");
    }
}
