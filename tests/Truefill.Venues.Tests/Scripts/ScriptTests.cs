using System.IO;
using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;
using Truefill.Venues.Simulated;
using Truefill.Venues.Simulated.Scripts;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Scripts;

public class ScriptTests
{
    [Fact]
    public void Orders_are_answered_line_by_line_and_then_by_the_market()
    {
        Venue venue = With(
            """
            # the first two orders
            {"new": ["accept", "partial 40 @ 181.5", "fill @ 182"]}
            {"new": ["reject no such luck"]}
            """);
        venue.Send(0, Venue.Order("first", 100));
        venue.Send(1, Venue.Order("second", 100));
        venue.Send(2, Venue.Order("third", 100));
        venue.Wait(10);

        Assert.Equal("New Trade Trade Rejected New", venue.Reports.Story);
        Assert.Equal([(40m, 181.5m), (60m, 182m)], venue.Reports.Trades.Select(t => (t.LastQty!.Value.Value, t.LastPx!.Value.Value)));
        Assert.Equal("no such luck", venue.Reports.Executions.Single(e => e.ExecType == ExecType.Rejected).Text);
        Assert.Equal(100m, venue.Market.Books.Account("A").PositionOf("IBM").Value);
    }

    [Fact]
    public void Another_book_is_for_the_orders_that_come_after_it()
    {
        Venue venue = With("""{"times": 9, "new": ["accept", "delay 20ms", "fill @ 1"]}""");
        venue.Send(0, Venue.Order("old", 100));
        venue.Wait(6);
        venue.Market.Follow(SimulatedScript.Parse(new StringReader("""{"new": ["accept", "duplicate"]}"""), "test"));
        venue.Send(10, Venue.Order("new", 100));
        venue.Wait(30);
        Assert.Equal("New New New Trade", venue.Reports.Story);

        venue.Market.Follow(null);
        venue.Send(30, Venue.Order("market", 100));
        venue.Wait(60);
        Assert.Equal("New New New Trade New", venue.Reports.Story);
    }

    [Fact]
    public void What_is_denied_and_ended_by_a_lie_is_among_the_true_orders_and_looking_changes_no_number()
    {
        Venue venue = With("""{"times": 2, "new": ["accept", "lie not_found", "lie canceled"]}""");
        venue.Send(0, Venue.Order("a", 100, 1m));
        venue.Wait(10);
        long seq = venue.Reports.Last.VenueSeq;
        Assert.Empty(venue.Ask(QueryKind.OpenOrders).Orders);
        Assert.Equal("a", venue.Market.TrueOrders().Single().ClOrdId.ToString());

        venue.Market.TrueOrders();
        venue.Send(2000, Venue.Order("b", 100, 1m));
        venue.Wait(2010);
        Assert.Equal(seq + 1, venue.Reports.Executions.Skip(2).First().VenueSeq);
    }

    [Fact]
    public void A_rule_waits_for_the_orders_that_it_is_for()
    {
        Venue venue = With("""{"when": {"symbol": "IBM", "side": "sell", "type": "limit"}, "times": 2, "new": ["reject"]}""");
        venue.Send(0, Venue.Order("buy", 100, 181m));
        venue.Send(1, Venue.Order("sell", -100, 181m));
        venue.Send(2, Venue.Order("market", -100));
        venue.Send(3, Venue.Order("other", -100, 181m, symbol: "MSFT"));
        venue.Send(4, Venue.Order("again", -100, 181m));
        venue.Send(5, Venue.Order("used up", -100, 181m));
        venue.Wait(10);

        Assert.Equal("New Rejected New New Rejected New", venue.Reports.Story);
    }

    [Fact]
    public void A_delay_is_of_the_venues_time()
    {
        Venue venue = With("""{"new": ["delay 100ms", "accept", "delay 1s", "fill @ 181"]}""");
        venue.Send(0, Venue.Order("a", 100));
        venue.Wait(104);
        Assert.Equal("", venue.Reports.Story);

        venue.Wait(105);
        Assert.Equal("New", venue.Reports.Story);
        venue.Wait(1105);
        Assert.Equal("New Trade", venue.Reports.Story);
    }

    [Fact]
    public void An_ignored_order_never_was_and_a_lost_acknowledgement_hides_one_that_is()
    {
        Venue venue = With(
            """
            {"new": ["ignore"]}
            {"new": ["lose"]}
            """);
        venue.Send(0, Venue.Order("ignored", 100));
        venue.Send(1, Venue.Order("lost", 100));
        venue.Wait(10);

        Assert.Equal("", venue.Reports.Story);
        Assert.Equal(AnswerStatus.NotFound, venue.Ask(QueryKind.Order, "ignored").Status);
        Assert.Equal(OrdStatus.New, venue.Ask(QueryKind.Order, "lost").Orders.Single().OrdStatus);
    }

    [Fact]
    public void A_lie_ends_the_order_for_those_who_believe_it_and_the_truth_comes_later()
    {
        Venue venue = With("""{"new": ["accept", "lie expired", "delay 1s", "fill @ 181"]}""");
        venue.Send(0, Venue.Order("a", 100));
        venue.Wait(1005);

        Assert.Equal("New Expired Trade", venue.Reports.Story);
        Assert.Equal(100m, venue.Market.Books.Account("A").PositionOf("IBM").Value);
    }

    [Fact]
    public void A_phantom_trade_is_in_nobodys_books()
    {
        Venue venue = With("""{"new": ["accept", "lie filled"]}""");
        venue.Send(0, Venue.Order("a", 100, 181m));
        venue.Wait(10);

        Assert.Equal("New Trade", venue.Reports.Story);
        Assert.Equal(0m, venue.Market.Books.Account("A").PositionOf("IBM").Value);
        Assert.Equal(1, venue.Market.OpenOrderCount);
    }

    [Fact]
    public void Cancels_and_replaces_have_steps_of_their_own()
    {
        Venue venue = With("""{"new": ["accept"], "cancel": ["delay 10ms", "fill @ 181", "reject too late"], "replace": ["ignore"]}""");
        VenueCommand order = venue.Send(0, Venue.Order("a", 100));
        venue.Send(10, Venue.Replacement("r", in order, 50, null));
        venue.Send(20, Venue.Cancellation("c", in order));
        venue.Wait(40);

        Assert.Equal("New Trade CancelReject", venue.Reports.Story);
        Assert.Equal("too late", venue.Reports.CancelRejects.Single().Text);
    }

    [Fact]
    public void A_cancel_can_take_effect_without_an_answer()
    {
        Venue venue = With("""{"cancel": ["lose"]}""");
        VenueCommand order = venue.Send(0, Venue.Order("a", 100));
        venue.Send(10, Venue.Cancellation("c", in order));
        venue.Wait(20);

        Assert.Equal("New", venue.Reports.Story);
        Assert.Equal(OrdStatus.Canceled, venue.Ask(QueryKind.Order, "c").Orders.Single().OrdStatus);
    }

    [Fact]
    public void Busts_corrections_copies_and_outages_come_when_the_book_says()
    {
        Venue venue = With("""{"new": ["accept", "fill 60 @ 181", "duplicate", "correct 50 @ 180", "bust", "disconnect 1s"]}""");
        venue.Send(0, Venue.Order("a", 100));
        venue.Wait(5);

        Assert.Equal("New Trade Trade TradeCorrect TradeCancel", venue.Reports.Story);
        Assert.False(venue.Market.IsConnected);
        Assert.Equal(0m, venue.Market.Books.Account("A").PositionOf("IBM").Value);
        venue.Wait(1005);
        Assert.True(venue.Market.IsConnected);
    }

    [Fact]
    public void What_comes_again_is_the_last_report_on_the_order_whatever_else_was_said_meanwhile()
    {
        Venue venue = With(
            """
            {"new": ["accept", "fill 60 @ 181", "delay 5s", "duplicate"]}
            {"new": ["accept"]}
            """);
        venue.Send(0, Venue.Order("a", 100));
        venue.Wait(10);
        venue.Ask(QueryKind.Executions);
        venue.Send(2000, Venue.Order("b", 100));
        venue.Wait(2010);
        venue.Ask(QueryKind.Positions);
        venue.Reports.Clear();
        venue.Wait(5005);

        ExecutionReport again = Assert.Single(venue.Reports.Executions);
        Assert.Equal(("a", ExecType.Trade, true), (again.ClOrdId.ToString(), again.ExecType, again.PossDup));
        Assert.Equal("", string.Join(' ', venue.Reports.Answers));
    }

    [Fact]
    public void A_refused_cancel_comes_again_as_what_it_was()
    {
        Venue venue = With("""{"new": ["accept"], "cancel": ["reject too late", "duplicate"]}""");
        VenueCommand order = venue.Send(0, Venue.Order("a", 100));
        venue.Send(10, Venue.Cancellation("c", in order));
        venue.Wait(20);

        Assert.Equal("New CancelReject CancelReject", venue.Reports.Story);
    }

    [Fact]
    public void A_scripted_order_can_go_to_the_market()
    {
        Venue venue = With("""{"new": ["accept", "partial 10 @ 181", "market"]}""");
        venue.Send(0, Venue.Order("a", 100));
        venue.Print(10, 182m, 500);

        Assert.Equal([10m, 90m], venue.Reports.Trades.Select(t => t.LastQty!.Value.Value));
    }

    [Theory]
    [InlineData("""{"new": ["explode"]}""", "new: 'explode': there is no such step")]
    [InlineData("""{"new": ["partial"]}""", "new: 'partial': the quantity is missing")]
    [InlineData("""{"new": ["delay soon"]}""", "new: 'delay soon': 'soon' is not a time")]
    [InlineData("""{"new": ["accept", "ignore"]}""", "'ignore' can only be the first step")]
    [InlineData("""{"nwe": []}""", "a line has no 'nwe'")]
    [InlineData("""{"when": {"side": "up"}}""", "when.side is buy or sell, not 'up'")]
    [InlineData("""{"times": 0}""", "times is a whole number from 1")]
    [InlineData("""{"new": """, "")]
    public void What_does_not_read_names_its_line_and_why(string line, string why)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => With("\n" + line));

        Assert.StartsWith("script:2: ", error.Message, System.StringComparison.Ordinal);
        Assert.Contains(why, error.Message, System.StringComparison.Ordinal);
    }

    private static Venue With(string script) => new(new SimulatedMarketSettings
    {
        Script = SimulatedScript.Parse(new StringReader(script), "script"),
    });
}
