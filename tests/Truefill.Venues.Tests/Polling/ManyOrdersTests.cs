using System;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;
using Truefill.Venues.Polling;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Polling;

/// <summary>Positions are answered where a look at all orders takes longer than one call may.</summary>
public class ManyOrdersTests
{
    private const int Orders = 30;

    // A look at each order takes some 1.8 s, longer than a call may.
    private static readonly PollingVenueOptions Slow = new("POLL")
    {
        PollInterval = TimeSpan.FromMilliseconds(10),
        CallGap = TimeSpan.FromMilliseconds(60),
        CallTimeout = TimeSpan.FromSeconds(1),
    };

    private static readonly VenueQuery Positions = new(7, QueryKind.Positions, default, default, "", "", default);

    private readonly InMemoryBroker broker = new(100);

    [Fact]
    public async Task Dozens_of_orders_at_a_rate_limit_only_take_the_answer_longer_and_it_is_said_that_it_goes_on()
    {
        await using PollingVenue venue = new(broker, Slow);
        await using RunningVenue run = await RunningVenue.Start(venue);
        await Place(venue, run);
        broker.Fill("B3", 40, 99m);
        venue.Ask(Positions);
        VenueAnswer answer = (await run.Until(r => r.Answer?.QueryId == 7)).Answer!;

        Assert.Equal((AnswerStatus.Complete, 40m), (answer.Status, answer.Positions.Sum(p => p.Qty.Value)));
        Assert.Contains(run.Reports, r => r.Kind == VenueReportKind.AnswerContinues && r.QueryId == 7);
    }

    [Fact]
    public async Task A_trade_in_one_symbol_beside_every_list_keeps_no_other_symbol_waiting()
    {
        await using PollingVenue venue = new(broker, Slow);
        await using RunningVenue run = await RunningVenue.Start(venue);
        await Place(venue, run);
        int lists = 0;
        broker.WhenListed = () => broker.Fill("B" + ++lists, 10, 99m);
        venue.Ask(Positions);
        VenueAnswer answer = (await run.Until(r => r.Answer?.QueryId == 7)).Answer!;

        // What it holds was told before it, symbol by symbol, and what was told is in it.
        Assert.Equal((AnswerStatus.Complete, null), (answer.Status, answer.Detail));
        foreach (VenuePosition position in answer.Positions)
            Assert.Equal(ToldBefore(run, position.Symbol), position.Qty.Value);
    }

    [Fact]
    public async Task Orders_are_still_looked_at_in_turn_while_positions_are_asked_for_all_the_time()
    {
        await using PollingVenue venue = new(broker, Slow);
        await using RunningVenue run = await RunningVenue.Start(venue);
        await Place(venue, run);
        for (int asked = 0; asked < 2; asked++)
        {
            long id = 20 + asked;
            venue.Ask(Positions with { Id = id });
            await run.Until(r => r.Answer?.QueryId == id);
        }

        int[] polls = [.. Enumerable.Range(1, Orders).Select(i => broker.PollsOf("B" + i))];
        Assert.InRange(polls.Max() - polls.Min(), 0, 2);
    }

    private static decimal ToldBefore(RunningVenue run, string symbol) => run.Reports
        .TakeWhile(r => r.Answer?.QueryId != 7)
        .Where(r => r.ExecutionReport.ExecType == ExecType.Trade && r.ExecutionReport.SymbolName == symbol)
        .Sum(r => r.ExecutionReport.LastQty!.Value.Value);

    private static async Task Place(PollingVenue venue, RunningVenue run)
    {
        for (int i = 1; i <= Orders; i++)
        {
            venue.Send(Venue.Order("o" + i, 100, 99m, symbol: "S" + i));
            await run.Until(ExecType.New, i);
        }
    }
}
