using System;
using System.Collections.Generic;
using System.Text;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;
using Truefill.Venues.Simulated;
using Truefill.Venues.Simulated.Log;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Simulated;

/// <summary>Requests that the venue thinks about, and orders that a corporate action splits.</summary>
public class PendingTests
{
    private const long HourAndMore = 4_000_000;

    private readonly Venue venue = new(new SimulatedMarketSettings { Pending = 1, PendingMax = TimeSpan.FromHours(1) });

    [Fact]
    public void A_cancel_is_pending_and_then_done()
    {
        VenueCommand order = venue.Send(0, Venue.Order("a", 100, 181m));
        venue.Send(10, Venue.Cancellation("b", order));
        venue.Wait(100);
        ExecutionReport pending = venue.Reports.Last;
        Assert.Equal(("b", "a"), (pending.ClOrdId.ToString(), pending.OrigClOrdId.ToString()));
        Assert.Equal((ExecType.PendingCancel, OrdStatus.PendingCancel), (pending.ExecType, pending.OrdStatus!.Value));
        venue.Wait(HourAndMore);

        Assert.Equal("New PendingCancel Canceled", venue.Reports.Story);
    }

    [Fact]
    public void A_replace_that_is_pending_when_its_order_fills_is_refused()
    {
        VenueCommand order = venue.Send(0, Venue.Order("a", 100, 181m));
        venue.Send(10, Venue.Replacement("b", order, 200, 181m));
        venue.Print(100, 181m, 100);
        venue.Wait(HourAndMore);

        Assert.Equal("New PendingReplace Trade CancelReject", venue.Reports.Story);
    }

    [Fact]
    public void A_look_up_shows_that_a_request_is_pending()
    {
        VenueCommand order = venue.Send(0, Venue.Order("a", 100, 181m));
        venue.Send(10, Venue.Replacement("b", order, 200, 181m));
        venue.Wait(100);

        Assert.Equal(OrdStatus.PendingReplace, venue.Ask(QueryKind.Order, "a").Orders[0].OrdStatus);
    }

    [Fact]
    public void A_split_multiplies_an_order_and_leaves_its_trades_and_the_position()
    {
        venue.Send(0, Venue.Order("a", 100, 181m));
        venue.Print(10, 181m, 40);
        ExecutionReport trade = venue.Reports.Last;
        Assert.True(venue.Market.Split(trade.ClOrdId, 2));
        ExecutionReport split = venue.Reports.Last;

        Assert.Equal((ExecType.Restated, 0), (split.ExecType, split.Reason));
        Assert.Equal((200m, 80m, 120m), Quantities(split));
        Assert.Equal(40m, venue.Market.Books.Account("A").PositionOf("IBM").Value);

        Assert.True(venue.Market.Bust(trade.ExecId));
        Assert.Equal((200m, 0m, 200m), Quantities(venue.Reports.Last));
    }

    [Fact]
    public void A_trade_from_before_a_split_is_corrected_in_the_units_of_then_after_a_restart_too()
    {
        Lines log = new();
        Venue before = new(new SimulatedMarketSettings { Log = log });
        before.Send(0, Venue.Order("a", 100, 181m));
        before.Print(10, 181m, 40);
        ExecutionReport trade = before.Reports.Last;
        before.Market.Split(trade.ClOrdId, 2);
        Venue after = new(log.All);

        Assert.True(after.Market.Correct(trade.ExecId, Venue.Quantity(30), Venue.Price(181m)));
        Assert.Equal((200m, 60m, 140m), Quantities(after.Reports.Last));
        Assert.Equal(30m, after.Market.Books.Account("A").PositionOf("IBM").Value);
    }

    private static (decimal, decimal, decimal) Quantities(ExecutionReport report) =>
        (report.OrderQty!.Value.Value, report.CumQty!.Value.Value, report.LeavesQty!.Value.Value);

    private sealed class Lines : IVenueLog
    {
        public List<string> All { get; } = [];

        public void Append(ReadOnlySpan<byte> line) => All.Add(Encoding.UTF8.GetString(line));
    }
}
