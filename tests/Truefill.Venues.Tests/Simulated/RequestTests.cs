using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Venues.Simulated;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Simulated;

public class RequestTests
{
    private readonly Venue venue = new();

    [Fact]
    public void A_cancel_takes_as_long_to_get_there_as_the_order_did()
    {
        VenueCommand order = venue.Send(0, Venue.Order("a", 100, 181m));
        venue.Send(10, Venue.Cancellation("c", in order));
        venue.Print(14, 180m, 40);
        venue.Wait(15);

        Assert.Equal("New Trade Canceled", venue.Reports.Story);
        ExecutionReport canceled = venue.Reports.Last;
        Assert.Equal(("c", "a"), (canceled.ClOrdId.ToString(), canceled.OrigClOrdId.ToString()));
        Assert.Equal((40m, 0m), (canceled.CumQty!.Value.Value, canceled.LeavesQty!.Value.Value));
        Assert.Equal(0, venue.Market.OpenOrderCount);
    }

    [Fact]
    public void A_cancel_of_a_filled_order_is_too_late()
    {
        VenueCommand order = venue.Send(0, Venue.Order("a", 100));
        venue.Send(6, Venue.Cancellation("c", in order));
        venue.Print(8, 180m, 100);
        venue.Wait(11);

        OrderCancelReject reject = venue.Reports.CancelRejects.Single();
        Assert.Equal((0, OrdStatus.Filled, false), (reject.Reason!.Value, reject.OrdStatus!.Value, reject.ToReplace!.Value));
        Assert.Equal(("c", "a"), (reject.ClOrdId.ToString(), reject.OrigClOrdId.ToString()));
    }

    [Fact]
    public void A_cancel_of_an_order_that_never_came_is_refused_as_unknown()
    {
        venue.Send(0, Venue.Cancellation("c", Venue.Order("never", 100)));
        venue.Wait(5);

        OrderCancelReject reject = venue.Reports.CancelRejects.Single();
        Assert.Equal((1, "NONE"), (reject.Reason!.Value, reject.OrderId.ToString()));
    }

    [Fact]
    public void The_quantity_of_a_replace_is_the_whole_with_what_is_executed()
    {
        VenueCommand order = venue.Send(0, Venue.Order("a", 100, 181m));
        venue.Print(6, 181m, 40);
        venue.Send(10, Venue.Replacement("r", in order, 70, 181m));
        venue.Wait(15);

        ExecutionReport replaced = venue.Reports.Last;
        Assert.Equal((ExecType.Replaced, "r", "a"), (replaced.ExecType, replaced.ClOrdId.ToString(), replaced.OrigClOrdId.ToString()));
        Assert.Equal((70m, 40m, 30m), (replaced.OrderQty!.Value.Value, replaced.CumQty!.Value.Value, replaced.LeavesQty!.Value.Value));
        Assert.Equal(OrdStatus.PartiallyFilled, replaced.OrdStatus);
    }

    [Fact]
    public void A_replace_below_what_is_executed_leaves_nothing_and_the_order_is_filled()
    {
        VenueCommand order = venue.Send(0, Venue.Order("a", 100, 181m));
        venue.Send(6, Venue.Replacement("r", in order, 30, 181m));
        venue.Print(8, 181m, 40);
        venue.Wait(11);

        ExecutionReport replaced = venue.Reports.Last;
        Assert.Equal((OrdStatus.Filled, 40m, 0m), (replaced.OrdStatus, replaced.OrderQty!.Value.Value, replaced.LeavesQty!.Value.Value));
    }

    [Fact]
    public void Less_quantity_keeps_the_place_in_time_and_another_price_or_more_loses_it()
    {
        VenueCommand first = venue.Send(0, Venue.Order("first", 100, 181m));
        VenueCommand second = venue.Send(1, Venue.Order("second", 100, 181m));
        venue.Send(2, Venue.Order("third", 100, 181m));
        venue.Send(10, Venue.Replacement("first less", in first, 80, 181m));
        venue.Send(10, Venue.Replacement("second more", in second, 120, 181m));
        venue.Print(20, 181m, 190);

        Assert.Equal(["first less 80", "third 100", "second more 10"], venue.Reports.Trades.Select(t => $"{t.ClOrdId} {t.LastQty}"));
    }

    [Fact]
    public void After_a_replace_the_order_goes_by_its_new_id()
    {
        VenueCommand order = venue.Send(0, Venue.Order("a", 100, 181m));
        VenueCommand replaced = venue.Send(10, Venue.Replacement("r", in order, 50, 180m));
        venue.Send(20, Venue.Cancellation("c", in replaced));
        venue.Wait(25);

        Assert.Equal("New Replaced Canceled", venue.Reports.Story);
    }

    [Fact]
    public void A_replace_of_the_side_is_refused_and_says_that_it_answers_a_replace()
    {
        VenueCommand order = venue.Send(0, Venue.Order("a", 100, 181m));
        VenueCommand turned = Venue.Replacement("r", in order, 50, 180m);
        venue.Send(10, turned with { Terms = turned.Terms with { Side = Side.Sell } });
        venue.Wait(15);

        Assert.True(venue.Reports.CancelRejects.Single().ToReplace);
        Assert.Equal(1, venue.Market.OpenOrderCount);
    }

    [Fact]
    public void A_second_order_under_one_id_is_refused_and_the_first_works_on()
    {
        venue.Send(0, Venue.Order("a", 100, 181m));
        venue.Send(1, Venue.Order("a", 100, 181m));
        venue.Print(10, 181m, 500);

        Assert.Equal("New Rejected Trade", venue.Reports.Story);
        Assert.Equal(6, venue.Reports.Executions.Single(e => e.ExecType == ExecType.Rejected).Reason);
    }

    [Fact]
    public void Unknown_symbols_and_bad_terms_are_refused_with_their_reason()
    {
        Venue strict = new(new SimulatedMarketSettings
        {
            Instruments = [new SimulatedInstrument("IBM", Tick: Venue.Price(0.01m), Lot: Venue.Quantity(10))],
        });
        strict.Send(0, Venue.Order("symbol", 100, symbol: "NOPE"));
        strict.Send(0, Venue.Order("tick", 100, 181.005m));
        strict.Send(0, Venue.Order("lot", 105));
        strict.Send(0, Venue.Order("zero", 0));
        strict.Send(0, Venue.Order("life", 100, tif: TimeInForce.AtTheOpening));
        strict.Wait(5);

        Assert.Equal(
            ["symbol 1", "tick 11", "lot 13", "zero 13", "life 11"],
            strict.Reports.Executions.Select(e => $"{e.ClOrdId} {e.Reason}"));
        Assert.All(strict.Reports.Executions, e => Assert.Equal(OrdStatus.Rejected, e.OrdStatus));
    }

    [Fact]
    public void Other_symbols_can_be_taken_beside_those_that_are_known()
    {
        Venue open = new(new SimulatedMarketSettings
        {
            Instruments = [new SimulatedInstrument("IBM", Tick: Venue.Price(0.01m))],
            TakesOtherSymbols = true,
        });
        open.Send(0, Venue.Order("known", 100, 181.005m));
        open.Send(0, Venue.Order("other", 100, 181.005m, symbol: "NOPE"));
        open.Wait(5);

        Assert.Equal("Rejected New", open.Reports.Story);
    }

    [Fact]
    public void Too_many_requests_in_a_second_are_refused_and_so_is_all_for_a_while()
    {
        Venue narrow = new(new SimulatedMarketSettings { RequestsPerSecondMax = 2 });
        for (int i = 0; i < 4; i++) narrow.Send(i, Venue.Order("o" + i, 100, 181m));
        narrow.Send(4000, Venue.Order("banned", 100, 181m));
        narrow.Send(6000, Venue.Order("free", 100, 181m));
        narrow.Wait(6005);

        Assert.Equal("New New Rejected Rejected Rejected New", narrow.Reports.Story);
    }

    [Fact]
    public void The_venue_may_cancel_what_nobody_asked_it_to_cancel()
    {
        VenueCommand order = venue.Send(0, Venue.Order("a", 100, 181m));
        venue.Wait(5);

        Assert.True(venue.Market.CancelUnasked(order.WireId));
        Assert.Equal("New Canceled", venue.Reports.Story);
        Assert.True(venue.Reports.Last.OrigClOrdId.IsNone);
    }
}
