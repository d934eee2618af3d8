using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Conformance;

internal static class OrderChecks
{
    private const VenueCapabilities Resting = VenueCapabilities.Limit | VenueCapabilities.Cancel;

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        new("an_order_that_trades_is_acknowledged_and_its_trades_add_up", VenueCapabilities.None, Purchase)
        {
            Orders = OrderNeeds.Trading,
        },
        new("a_sale_trades_like_a_purchase", VenueCapabilities.None, Sale) { Orders = OrderNeeds.Trading },
        new("a_limit_order_across_the_market_trades_at_its_limit_or_better", VenueCapabilities.Limit, Crossing)
        {
            Orders = OrderNeeds.Trading,
        },
        new("a_limit_order_away_from_the_market_rests", Resting, run => Rests(run, OrdType.Limit))
        {
            Orders = OrderNeeds.Resting,
        },
        new("a_good_till_cancel_order_is_taken",
            Resting | VenueCapabilities.GoodTillCancel, run => Rests(run, OrdType.Limit, TimeInForce.GoodTillCancel)),
        new("a_stop_order_waits_for_its_trigger",
            VenueCapabilities.Cancel | VenueCapabilities.Stop, run => Rests(run, OrdType.Stop))
        {
            Orders = OrderNeeds.Resting,
        },
        new("a_stop_limit_order_waits_for_its_trigger",
            VenueCapabilities.Cancel | VenueCapabilities.StopLimit, run => Rests(run, OrdType.StopLimit))
        {
            Orders = OrderNeeds.Resting,
        },
        new("an_immediate_or_cancel_order_that_cannot_trade_ends",
            VenueCapabilities.Limit | VenueCapabilities.ImmediateOrCancel,
            run => Ends(run, TimeInForce.ImmediateOrCancel)),
        new("a_fill_or_kill_order_that_cannot_trade_ends",
            VenueCapabilities.Limit | VenueCapabilities.FillOrKill, run => Ends(run, TimeInForce.FillOrKill)),
        new("a_second_order_under_one_id_is_refused", Resting | VenueCapabilities.RejectsDuplicateIds, DuplicateId)
        {
            Orders = OrderNeeds.Resting,
        },
        new("when_one_of_two_linked_orders_is_filled_the_other_ends",
            Resting | VenueCapabilities.OneCancelsOther, LinkedOrders)
        {
            Orders = OrderNeeds.Resting | OrderNeeds.Trading,
        },
    ];

    private static async Task Purchase(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueCommand order = await run.TradeAsync(Side.Buy);
        await run.AcceptedAsync(order);
        IReadOnlyList<ExecutionReport> trades = await run.FilledAsync(order);
        CheckTrades(run, order, trades);
    }

    private static async Task Sale(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueCommand order = await run.TradeAsync(Side.Sell);
        CheckTrades(run, order, await run.FilledAsync(order));
    }

    // That no price is worse than the limit holds for every trade, and is looked at after each check.
    private static async Task Crossing(ConformanceRun run)
    {
        await run.OpenAsync();
        foreach (Side side in new[] { Side.Buy, Side.Sell })
        {
            Px limit = run.CrossingPrice(side);
            VenueCommand order =
                await run.OrderAsync(run.TermsOf(side, OrdType.Limit, run.Plan.TradingLife, limit));
            CheckTrades(run, order, await run.FilledAsync(order));
        }
    }

    private static void CheckTrades(ConformanceRun run, VenueCommand order, IReadOnlyList<ExecutionReport> trades)
    {
        Qty cum = Qty.Zero;
        foreach (ExecutionReport trade in trades)
        {
            run.Check(trade.LastQty is { IsPositive: true }, "LastQty(32) above zero in each trade");
            run.Check(trade.LastPx is not null, "LastPx(31) in each trade");
            run.Check(!trade.ExecId.IsNone, "ExecID(17) in each trade");
            run.Check(!trade.TransactTime.IsNone, "TransactTime(60) in each trade");
            run.Check(trade.SymbolName == order.Symbol, "the order's symbol in each trade");
            run.Check(trade.AccountName == order.Account, "the order's account in each trade");
            cum += trade.LastQty!.Value;
            run.Check(trade.CumQty is null || trade.CumQty == cum, $"CumQty(14) of {cum} with this trade");
        }

        run.Check(cum == order.Terms.OrderQty, $"trades of {order.Terms.OrderQty} in all, not {cum}");
        ExecutionReport last = trades[^1];
        run.Check(last.OrdStatus is null or OrdStatus.Filled, "OrdStatus(39) Filled with the last trade");
        run.Check(last.LeavesQty is null or { IsZero: true }, "LeavesQty(151) of 0 with the last trade");
    }

    private static async Task Rests(ConformanceRun run, OrdType type, TimeInForce? life = null)
    {
        await run.OpenAsync();
        bool hasStop = type is OrdType.Stop or OrdType.StopLimit;
        bool hasPrice = type is OrdType.Limit or OrdType.StopLimit;
        Px? price = hasPrice ? hasStop ? run.Target.FarAbove : run.Target.FarBelow : null;
        Px? stopPx = hasStop ? run.Target.FarAbove : null;
        VenueCommand order =
            await run.OrderAsync(run.TermsOf(Side.Buy, type, life ?? run.Plan.RestingLife, price, stopPx));
        ExecutionReport accepted = await run.AcceptedAsync(order);
        run.Check(!accepted.OrderId.IsNone, "OrderID(37) in the acknowledgement");
        run.Check(accepted.LeavesQty is null || accepted.LeavesQty == order.Terms.OrderQty, "all of it left to trade");
        await run.EndAsync(order);
    }

    private static async Task Ends(ConformanceRun run, TimeInForce life)
    {
        await run.OpenAsync();
        VenueCommand order = await run.OrderAsync(run.RestingTerms(life));
        VenueReport end = await run.UntilAsync("the order to end", r => r.Kind == VenueReportKind.ExecutionReport
            && r.ExecutionReport.ClOrdId == order.WireId
            && r.ExecutionReport.ExecType is ExecType.Canceled or ExecType.Expired or ExecType.Rejected);
        run.Check(end.ExecutionReport.CumQty is null or { IsZero: true }, "nothing executed");
    }

    private static async Task DuplicateId(ConformanceRun run)
    {
        await run.OpenAsync();
        VenueCommand order = await run.RestAsync();
        await run.AcceptedAsync(order);
        await run.SendAsync(order);
        await run.ReportAsync(order.WireId, ExecType.Rejected);
        await run.EndAsync(order);
    }

    private static async Task LinkedOrders(ConformanceRun run)
    {
        await run.OpenAsync();
        Domain.Names.ClOrdId link = run.NextId();
        VenueCommand waits = await run.RestAsync(link);
        await run.AcceptedAsync(waits);
        VenueCommand trades = await run.TradeAsync(Side.Buy, link);
        await run.FilledAsync(trades);
        await run.ReportAsync(waits.WireId, ExecType.Canceled);
    }
}
