using System;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;
using Truefill.Venues.Polling;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Polling;

/// <summary>A broker that changes the average price of what is executed corrects a trade that was told.</summary>
public class CorrectedPriceTests
{
    private static readonly PollingVenueOptions Fast = new("POLL")
    {
        PollInterval = TimeSpan.FromMilliseconds(10),
        CallGap = TimeSpan.FromMilliseconds(1),
    };

    private readonly InMemoryBroker broker = new(100);

    [Fact]
    public async Task An_average_that_comes_later_than_its_quantity_corrects_the_trade_told_last()
    {
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        await Trade(venue, run, (40, 10m), (60, 10m));
        Show(60, 10.5m);
        ExecutionReport correction = await run.Until(ExecType.TradeCorrect);

        Assert.Equal(
            ("B1-60", "B1-60-1", 20m, 11.5m),
            (correction.ExecRefId.ToString(), correction.ExecId.ToString(),
                correction.LastQty!.Value.Value, correction.LastPx!.Value.Value));
        Assert.Equal((60m, 10.5m), (correction.CumQty!.Value.Value, correction.AvgPx!.Value.Value));
        Assert.Equal(("a", "A", "IBM"), (correction.ClOrdId.ToString(), correction.AccountName, correction.SymbolName));
    }

    [Fact]
    public async Task Each_change_is_a_correction_of_its_own_and_the_next_trade_starts_from_the_last()
    {
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        await Trade(venue, run, (40, 10m));
        Show(40, 11m);
        await run.Until(ExecType.TradeCorrect);
        Show(40, 10m);
        ExecutionReport back = await run.Until(ExecType.TradeCorrect, 2);
        Show(80, 11m);
        ExecutionReport next = await run.Until(ExecType.Trade, 2);

        Assert.Equal(
            ("B1-40", "B1-40-2", 10m), (back.ExecRefId.ToString(), back.ExecId.ToString(), back.LastPx!.Value.Value));
        Assert.Equal((40m, 12m), (next.LastQty!.Value.Value, next.LastPx!.Value.Value));
    }

    [Fact]
    public async Task An_average_that_the_broker_rounds_books_no_price_that_cannot_be()
    {
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        await Trade(venue, run, (50, 10.4m));
        Show(51, 10.1m);
        ExecutionReport next = await run.Until(ExecType.Trade, 2);

        Assert.Equal((1m, 10.1m), (next.LastQty!.Value.Value, next.LastPx!.Value.Value));
    }

    [Fact]
    public async Task The_same_average_again_corrects_nothing()
    {
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        await Trade(venue, run, (40, 10m));
        await Task.Delay(100);

        Assert.DoesNotContain(run.Executions, e => e.ExecType == ExecType.TradeCorrect);
        Assert.DoesNotContain(run.Reports, r => r.Kind == VenueReportKind.Malformed);
    }

    [Fact]
    public async Task A_change_of_what_was_traded_before_a_restart_is_handed_in_for_a_person()
    {
        await broker.SubmitAsync(new PollingOrder("a", "A", "IBM", Venue.Order("a", 100, 99m).Terms), default);
        Show(40, 10.5m);
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        venue.Ask(new VenueQuery(
            1, QueryKind.Order, ClOrdId.FromTrusted("a"), OrderId.FromTrusted("B1"), "A", "IBM", default, Side.Buy,
            Venue.Order("a", 100, 99m).Terms, Qty.FromTrusted(40), Px.FromTrusted(10)));
        VenueReport report = await run.Until(r => r.Kind == VenueReportKind.Malformed);

        Assert.Contains("the average price of 40 went from 10 to 10.5", report.Detail, StringComparison.Ordinal);
        Assert.Empty(run.Executions);
    }

    [Fact]
    public async Task A_change_that_would_turn_the_sign_of_the_last_price_is_handed_in_for_a_person()
    {
        await using PollingVenue venue = new(broker, Fast);
        await using RunningVenue run = await RunningVenue.Start(venue);
        await Trade(venue, run, (40, 10m), (41, 10m));
        Show(41, 5m);
        VenueReport report = await run.Until(r => r.Kind == VenueReportKind.Malformed);

        Assert.Contains("went from 10 to 5: correct its trades", report.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Executions, e => e.ExecType == ExecType.TradeCorrect);
    }

    private async Task Trade(PollingVenue venue, RunningVenue run, params (decimal Qty, decimal AvgPx)[] seen)
    {
        venue.Send(Venue.Order("a", 100, 99m));
        await run.Until(ExecType.New);
        for (int i = 0; i < seen.Length; i++)
        {
            Show(seen[i].Qty, seen[i].AvgPx);
            await run.Until(ExecType.Trade, i + 1);
        }
    }

    private void Show(decimal qty, decimal avgPx) => broker.Show(
        "B1", new PollingOrderStatus(PollingState.Working, Qty.FromTrusted(qty), Px.FromTrusted(avgPx)));
}
