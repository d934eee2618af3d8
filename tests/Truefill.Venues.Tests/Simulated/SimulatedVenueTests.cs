using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Venues.Simulated;
using Truefill.Venues.Simulated.Prices;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Simulated;

public class SimulatedVenueTests
{
    [Fact]
    public async Task On_a_running_clock_an_order_fills_by_itself()
    {
        UtcNanos start = Venue.Start;
        await using SimulatedVenue venue = new(
            new SimulatedMarketSettings(),
            new RandomWalkPrices(1, BuiltinMarket.Symbols, start),
            SimulatedClock.Running(TimeProvider.System, start, 10),
            TimeProvider.System);
        await using RunningVenue run = await RunningVenue.Start(venue);

        venue.Send(Venue.Order("a", 100, symbol: "MSFT"));

        await run.Until(r => r.Kind == VenueReportKind.ExecutionReport && r.ExecutionReport.ExecType == ExecType.Trade);
        Assert.Contains(run.Reports, r => r.Kind == VenueReportKind.Mark);
    }

    [Fact]
    public async Task On_a_stepped_clock_nothing_happens_until_it_is_advanced()
    {
        await using SimulatedVenue venue = Stepped();
        await using RunningVenue run = await RunningVenue.Start(venue);

        venue.Send(Venue.Order("a", 1, symbol: "MSFT"));
        await venue.AdvanceAsync(TimeSpan.FromMilliseconds(4));
        Assert.DoesNotContain(run.Reports, r => r.Kind == VenueReportKind.ExecutionReport);

        await venue.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        Assert.Contains(run.Reports, r => r.ExecutionReport.ExecType == ExecType.New);

        await venue.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.Contains(run.Reports, r => r.ExecutionReport.ExecType == ExecType.Trade);
    }

    [Fact]
    public async Task On_a_stepped_clock_a_question_is_answered_at_once_but_not_before_what_was_sent_earlier()
    {
        await using SimulatedVenue venue = Stepped();
        await using RunningVenue run = await RunningVenue.Start(venue);

        venue.Ask(new VenueQuery(1, QueryKind.OpenOrders, default, default, "", "", default));
        venue.Ask(new VenueQuery(2, QueryKind.Positions, default, default, "", "", default));
        await venue.AdvanceAsync(TimeSpan.Zero);
        Assert.Equal([1, 2], Answers().Select(answer => answer.QueryId));

        venue.Send(Venue.Order("a", 1, price: 1, symbol: "MSFT"));
        venue.Ask(new VenueQuery(3, QueryKind.OpenOrders, default, default, "", "", default));
        await venue.AdvanceAsync(TimeSpan.FromMilliseconds(4));
        Assert.Equal(2, Answers().Count());
        await venue.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        Assert.Equal("a", Answers().Last().Orders.Single().ClOrdId.ToString());

        IEnumerable<VenueAnswer> Answers() => run.Reports
            .Where(r => r.Kind == VenueReportKind.Answer).Select(r => r.Answer!);
    }

    [Fact]
    public async Task What_is_sent_before_it_is_connected_provably_did_not_leave()
    {
        await using SimulatedVenue venue = Stepped();

        Assert.Throws<NotSentException>(() => venue.Send(Venue.Order("a", 1)));
    }

    [Fact]
    public async Task A_failure_on_the_market_is_the_callers()
    {
        await using SimulatedVenue venue = Stepped();
        await using RunningVenue run = await RunningVenue.Start(venue);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => venue.OnMarketAsync<int>(_ => throw new InvalidOperationException("mine")));
        Assert.Equal(0, await venue.OnMarketAsync(market => market.OpenOrderCount));
    }

    [Fact]
    public async Task Prices_that_break_off_are_told_to_who_moves_time_and_all_else_goes_on()
    {
        await using SimulatedVenue venue = new(
            new SimulatedMarketSettings(), Broken(), SimulatedClock.Stepped(Venue.Start), TimeProvider.System);
        await using RunningVenue run = await RunningVenue.Start(venue);
        venue.Send(Venue.Order("a", 100));
        await venue.AdvanceAsync(TimeSpan.FromMilliseconds(500));

        InvalidDataException told = await Assert.ThrowsAsync<InvalidDataException>(
            () => venue.AdvanceAsync(TimeSpan.FromSeconds(10)));
        Assert.Contains("t.csv:4: price is no price: 2024-03-04T14:30:02Z,IBM,?,1", told.Message, StringComparison.Ordinal);
        Assert.Equal(Venue.At(10_500), venue.Clock.Now);
        Assert.Equal([182m], run.Executions.Where(e => e.ExecType == ExecType.Trade).Select(e => e.LastPx!.Value.Value));

        await venue.AdvanceAsync(TimeSpan.FromSeconds(10));
        Assert.Single(run.Executions, e => e.ExecType == ExecType.Trade);
        Assert.DoesNotContain(run.Reports, report => report.Kind == VenueReportKind.SessionClosed);
    }

    [Fact]
    public async Task On_a_running_clock_prices_that_break_off_end_the_session_once_and_no_line_is_left_out()
    {
        await using SimulatedVenue venue = new(
            new SimulatedMarketSettings(),
            Broken(),
            SimulatedClock.Running(TimeProvider.System, Venue.Start, 100),
            TimeProvider.System);
        await using RunningVenue run = new();

        InvalidDataException told = await Assert.ThrowsAsync<InvalidDataException>(
            () => venue.RunAsync(run, CancellationToken.None).WaitAsync(Eventually.Patience));
        Assert.Contains("t.csv:4: price is no price", told.Message, StringComparison.Ordinal);
        Assert.Equal(VenueReportKind.SessionClosed, run.Reports[^1].Kind);

        await using RunningVenue again = await RunningVenue.Start(venue);
        venue.Send(Venue.Order("a", 100));
        await again.Until(ExecType.New);
        await Task.Delay(100);
        Assert.DoesNotContain(again.Executions, e => e.ExecType == ExecType.Trade);
    }

    private static CsvPrices Broken() => new(
        new StringReader(
            """
            time_utc,symbol,price,size
            2024-03-04T14:30:00Z,IBM,181,1
            2024-03-04T14:30:01Z,IBM,182,1
            2024-03-04T14:30:02Z,IBM,?,1
            2024-03-04T14:30:03Z,IBM,183,1
            """),
        "t.csv",
        Venue.Start);

    private static SimulatedVenue Stepped() => new(
        new SimulatedMarketSettings(),
        new RandomWalkPrices(1, BuiltinMarket.Symbols, Venue.Start),
        SimulatedClock.Stepped(Venue.Start),
        TimeProvider.System);
}
