using System;
using System.Linq;
using Truefill.Domain.Venues;
using Truefill.Venues.Simulated;
using Truefill.Venues.Simulated.Faults;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Simulated;

/// <summary>Each fault alone, always on: what it does, and that nothing else happens.</summary>
public class FaultTests
{
    [Fact]
    public void Dropped_reports_never_come_and_what_they_reported_is_so()
    {
        Venue venue = Order(new FaultSettings { Drop = 1 });

        Assert.Equal("", venue.Reports.Story);
        Assert.Equal(100m, venue.Market.Books.Account("A").PositionOf("IBM").Value);
    }

    [Fact]
    public void Faults_that_are_set_while_it_runs_hold_from_then_on()
    {
        Venue venue = new();
        venue.Market.Faults = new FaultSettings { Drop = 1, Reject = 1 };
        venue.Send(0, Venue.Order("a", 100));
        venue.Wait(10);
        Assert.Equal("", venue.Reports.Story);

        venue.Market.Faults = new FaultSettings();
        venue.Send(11, Venue.Order("b", 100));
        venue.Wait(20);
        Assert.Equal("New", venue.Reports.Story);
    }

    [Fact]
    public void Delayed_reports_come_later_with_the_time_at_which_it_happened()
    {
        Venue venue = Order(new FaultSettings { Delay = 1 });
        Assert.Equal("", venue.Reports.Story);

        venue.Wait(10_020);
        Assert.Equal(2, venue.Reports.Executions.Count());
        Assert.Equal(Venue.At(10), venue.Reports.Trades.Single().TransactTime);
        Assert.All(venue.Reports.All.Where(r => r.Kind == VenueReportKind.ExecutionReport), r => Assert.True(r.ReceivedAt > Venue.At(10)));
    }

    [Fact]
    public void Duplicated_reports_come_again_with_the_same_execution_id()
    {
        Venue venue = Order(new FaultSettings { Duplicate = 1 });
        venue.Wait(10_020);

        Assert.Equal(4, venue.Reports.Executions.Count());
        Assert.Equal(2, venue.Reports.Executions.Select(e => e.ExecId).Distinct().Count());
    }

    [Fact]
    public void A_reordered_report_comes_right_after_the_next_one()
    {
        Venue venue = Order(new FaultSettings { Reorder = 1 });

        Assert.Equal("Trade New", venue.Reports.Story);
    }

    [Fact]
    public void A_reordered_report_comes_by_itself_when_there_is_no_next_one()
    {
        Venue venue = new(new SimulatedMarketSettings { Faults = new FaultSettings { Reorder = 1 } });
        venue.Send(0, Venue.Order("a", 100));
        venue.Wait(54);
        Assert.Equal("", venue.Reports.Story);

        venue.Wait(55);
        Assert.Equal("New", venue.Reports.Story);
    }

    [Fact]
    public void A_lost_acknowledgement_hides_the_answer_and_not_the_trade()
    {
        Venue venue = Order(new FaultSettings { LoseAck = 1 });

        Assert.Equal("Trade", venue.Reports.Story);
    }

    [Fact]
    public void Refused_requests_are_refused_and_change_nothing()
    {
        Venue venue = Order(new FaultSettings { Reject = 1 });

        Assert.Equal("Rejected", venue.Reports.Story);
        Assert.Equal(0m, venue.Market.Books.Account("A").PositionOf("IBM").Value);
    }

    [Fact]
    public void Busts_and_corrections_come_within_their_time()
    {
        Venue busted = Order(new FaultSettings { Bust = 1 });
        Venue corrected = Order(new FaultSettings { Correct = 1 });
        busted.Wait(20_010);
        corrected.Wait(20_010);

        Assert.Equal("New Trade TradeCancel", busted.Reports.Story);
        Assert.Equal("New Trade TradeCorrect", corrected.Reports.Story);
    }

    [Fact]
    public void When_the_line_drops_nothing_leaves_until_it_is_back()
    {
        Venue venue = new(new SimulatedMarketSettings { Faults = new FaultSettings { Disconnect = 1 } });
        venue.Send(0, Venue.Order("a", 100));
        venue.Wait(5);

        Assert.Equal(VenueReportKind.SessionClosed, venue.Reports.All.Single().Kind);
        Assert.Throws<NotSentException>(() => venue.Send(6, Venue.Order("b", 100)));
        Assert.Equal(AnswerStatus.Failed, venue.Ask(QueryKind.OpenOrders).Status);

        venue.Wait(5_010);
        Assert.Contains(venue.Reports.All, r => r.Kind == VenueReportKind.SessionOpened);
    }

    [Fact]
    public void What_was_missed_comes_again_marked_or_is_lost_as_the_outage_has_it()
    {
        Venue resends = new();
        resends.Send(0, Venue.Order("a", 100));
        resends.Wait(5);
        resends.Market.Disconnect(TimeSpan.FromSeconds(1), resend: true);
        resends.Print(10, 181m, 100);
        resends.Wait(2000);
        Assert.True(resends.Reports.Trades.Single().PossDup);

        Venue loses = new();
        loses.Send(0, Venue.Order("a", 100));
        loses.Wait(5);
        loses.Market.Disconnect(TimeSpan.FromSeconds(1), resend: false);
        loses.Print(10, 181m, 100);
        loses.Wait(2000);
        Assert.Empty(loses.Reports.Trades);
    }

    [Fact]
    public void A_request_under_way_when_the_line_drops_may_get_there_or_not()
    {
        int arrived = Enumerable.Range(0, 40).Count(seed =>
        {
            Venue venue = new(new SimulatedMarketSettings { Seed = (ulong)seed });
            venue.Send(0, Venue.Order("a", 100));
            venue.Market.Disconnect(TimeSpan.FromSeconds(1));
            venue.Wait(2000);
            return venue.Market.OpenOrderCount == 1;
        });

        Assert.InRange(arrived, 5, 35);
    }

    [Fact]
    public void A_forgotten_order_never_trades_and_is_not_found()
    {
        Venue venue = new(new SimulatedMarketSettings { Faults = new FaultSettings { Forget = 1 } });
        venue.Send(0, Venue.Order("a", 100, 181m));
        venue.Send(10, Venue.Order("b", 100, 181m));
        venue.Print(20, 181m, 500);

        Assert.Equal("New New Trade", venue.Reports.Story);
        Assert.Equal(AnswerStatus.NotFound, venue.Ask(QueryKind.Order, "a").Status);
    }

    [Fact]
    public void An_amnesiac_venue_has_no_order_after_a_reconnect()
    {
        Venue venue = new(new SimulatedMarketSettings { Faults = new FaultSettings { Amnesia = 1 } });
        venue.Send(0, Venue.Order("a", 100, 181m));
        venue.Wait(10);
        venue.Market.Disconnect(TimeSpan.FromSeconds(1));
        venue.Wait(2000);

        Assert.Equal(0, venue.Market.OpenOrderCount);
        Assert.Empty(venue.Ask(QueryKind.OpenOrders).Orders);
        Assert.Equal("New", venue.Reports.Story);
    }

    [Fact]
    public void A_ban_refuses_everything_for_its_time()
    {
        Venue venue = Order(new FaultSettings { Ban = 1 });

        Assert.Equal("Rejected", venue.Reports.Story);
        Assert.StartsWith("429", venue.Reports.Last.Text, StringComparison.Ordinal);
        Assert.Equal(AnswerStatus.Failed, venue.Ask(QueryKind.OpenOrders).Status);
    }

    [Fact]
    public void A_lying_snapshot_fails_is_cut_is_old_or_lacks_something()
    {
        string[] seen = [.. Enumerable.Range(0, 60).Select(seed =>
        {
            Venue venue = new(new SimulatedMarketSettings
            {
                Seed = (ulong)seed,
                Faults = new FaultSettings { LieInSnapshot = 1 },
            });
            for (int i = 0; i < 4; i++) venue.Send(i, Venue.Order("o" + i, 100, 181m));
            venue.Wait(10);
            VenueAnswer answer = venue.Ask(QueryKind.OpenOrders);
            return $"{answer.Status} {answer.Orders.Count} {(answer.AsOf < Venue.At(0) ? "old" : "new")}";
        }).Distinct().Order(StringComparer.Ordinal)];

        Assert.Equal(["Complete 3 new", "Complete 4 old", "Failed 0 new", "Partial 2 new"], seen);
    }

    private static Venue Order(FaultSettings faults)
    {
        Venue venue = new(new SimulatedMarketSettings { Faults = faults });
        venue.Send(0, Venue.Order("a", 100));
        venue.Print(10, 181m, 100);
        return venue;
    }
}
