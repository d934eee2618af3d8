using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Venues.Simulated;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Simulated;

public class FillTests
{
    private readonly Venue venue = new();

    [Fact]
    public void A_market_order_is_acknowledged_and_trades_with_the_next_print()
    {
        venue.Send(0, Venue.Order("a", 100));
        venue.Print(10, 181.5m, 300);

        Assert.Equal("New Trade", venue.Reports.Story);
        ExecutionReport trade = venue.Reports.Last;
        Assert.Equal(OrdStatus.Filled, trade.OrdStatus);
        Assert.Equal((100m, 181.5m), (trade.LastQty!.Value.Value, trade.LastPx!.Value.Value));
        Assert.Equal((100m, 0m, 181.5m), (trade.CumQty!.Value.Value, trade.LeavesQty!.Value.Value, trade.AvgPx!.Value.Value));
        Assert.Equal("A", trade.AccountName);
        Assert.Equal(Venue.At(10), trade.TransactTime);
    }

    [Fact]
    public void What_was_printed_before_the_order_came_is_not_for_it()
    {
        venue.Send(0, Venue.Order("a", 100));
        venue.Print(4, 181.5m, 300);

        Assert.Empty(venue.Reports.Trades);
    }

    [Fact]
    public void What_was_printed_at_the_instant_at_which_it_came_is_not_for_it()
    {
        venue.Send(0, Venue.Order("a", 100));
        venue.Wait(5);
        venue.Print(5, 181.5m, 300);

        Assert.Equal("New", venue.Reports.Story);
    }

    [Fact]
    public void The_size_of_one_print_is_shared()
    {
        venue.Send(0, Venue.Order("a", 100));
        venue.Send(1, Venue.Order("b", -100));
        venue.Send(2, Venue.Order("c", 100));
        venue.Print(10, 181.5m, 150);

        Assert.Equal(["a 100", "b 50"], Filled());
    }

    [Fact]
    public void A_better_price_goes_before_an_earlier_time()
    {
        venue.Send(0, Venue.Order("low", 100, 182m));
        venue.Send(1, Venue.Order("high", 100, 183m));
        venue.Send(2, Venue.Order("also high", 100, 183m));
        venue.Print(10, 181.5m, 250);

        Assert.Equal(["high 100", "also high 100", "low 50"], Filled());
    }

    [Fact]
    public void A_limit_order_trades_at_the_printed_price_and_not_beyond_its_own()
    {
        venue.Send(0, Venue.Order("buy", 100, 181m));
        venue.Send(0, Venue.Order("sell", -100, 182m));
        venue.Print(10, 181.5m, 500);
        Assert.Empty(venue.Reports.Trades);

        venue.Print(11, 180.9m, 500);
        venue.Print(12, 182m, 500);
        Assert.Equal([180.9m, 182m], venue.Reports.Trades.Select(trade => trade.LastPx!.Value.Value));
    }

    [Fact]
    public void A_stop_order_waits_for_its_trigger_and_trades_with_the_print_after_it()
    {
        venue.Send(0, Venue.Order("stop", -100, stop: 181m));
        venue.Print(10, 181.5m, 500);
        venue.Print(11, 181m, 500);
        Assert.Empty(venue.Reports.Trades);

        venue.Print(12, 180.5m, 500);
        Assert.Equal(180.5m, venue.Reports.Trades.Single().LastPx!.Value.Value);
    }

    [Fact]
    public void A_triggered_stop_limit_order_keeps_to_its_limit()
    {
        venue.Send(0, Venue.Order("stop", 100, price: 182m, stop: 181m));
        venue.Print(10, 181m, 500);
        venue.Print(11, 182.5m, 500);
        Assert.Empty(venue.Reports.Trades);

        venue.Print(12, 182m, 500);
        Assert.Equal(182m, venue.Reports.Trades.Single().LastPx!.Value.Value);
    }

    [Fact]
    public void Immediate_or_cancel_takes_what_the_next_print_has_and_ends()
    {
        venue.Send(0, Venue.Order("ioc", 100, tif: TimeInForce.ImmediateOrCancel));
        venue.Print(10, 181.5m, 60);

        Assert.Equal("New Trade Canceled", venue.Reports.Story);
        Assert.Equal(60m, venue.Reports.Last.CumQty!.Value.Value);
        Assert.Equal(0m, venue.Reports.Last.LeavesQty!.Value.Value);
    }

    [Fact]
    public void Fill_or_kill_takes_all_or_nothing()
    {
        venue.Send(0, Venue.Order("large", 100, tif: TimeInForce.FillOrKill));
        venue.Send(0, Venue.Order("small", 60, tif: TimeInForce.FillOrKill));
        venue.Print(10, 181.5m, 60);

        Assert.Equal(["small 60"], Filled());
        Assert.Contains(venue.Reports.Executions, e => e.ClOrdId.ToString() == "large" && e.ExecType == ExecType.Canceled);
    }

    [Fact]
    public void What_cannot_trade_at_once_is_canceled_when_nothing_is_printed()
    {
        venue.Send(0, Venue.Order("ioc", 100, tif: TimeInForce.ImmediateOrCancel));
        venue.Wait(1004);
        Assert.Equal("New", venue.Reports.Story);

        venue.Wait(1005);
        Assert.Equal("New Canceled", venue.Reports.Story);
    }

    [Fact]
    public void Fees_have_a_part_per_share_per_order_and_of_the_value()
    {
        Venue dear = new(new SimulatedMarketSettings { Fees = new TradingFees(0.005m, 1m, 0.001m) });
        dear.Send(0, Venue.Order("a", 100));
        dear.Print(10, 200m, 40);
        dear.Print(11, 200m, 60);

        Assert.Equal([9.2m, 12.3m], dear.Reports.Trades.Select(trade => trade.Fee!.Value.Amount.Amount));
        Assert.Equal(1_000_000m - 20_000m - 21.5m, dear.Market.Books.Account("A").Cash[Currency.Usd]);
    }

    [Fact]
    public void Every_execution_has_an_id_of_its_own_and_the_bytes_it_came_in()
    {
        venue.Send(0, Venue.Order("a", 100));
        venue.Print(10, 181.5m, 40);
        venue.Print(11, 181.5m, 60);

        Assert.Equal(3, venue.Reports.Executions.Select(e => e.ExecId).Distinct().Count());
        Assert.All(venue.Reports.All.Where(r => r.Kind == VenueReportKind.ExecutionReport), r => Assert.Contains(
            $"\"exec_id\":\"{r.ExecutionReport.ExecId}\"", System.Text.Encoding.UTF8.GetString(r.Raw.Span)));
    }

    private string[] Filled() => [.. venue.Reports.Trades.Select(t => $"{t.ClOrdId} {t.LastQty}")];
}
