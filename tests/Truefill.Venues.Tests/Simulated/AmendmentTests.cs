using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Simulated;

public class AmendmentTests
{
    private readonly Venue venue = new();

    [Fact]
    public void A_busted_trade_leaves_the_books_and_its_order_works_on()
    {
        venue.Send(0, Venue.Order("a", 100));
        venue.Print(10, 181m, 100);
        ExecutionReport trade = venue.Reports.Last;

        Assert.True(venue.Market.Bust(trade.ExecId));
        ExecutionReport bust = venue.Reports.Last;
        Assert.Equal((ExecType.TradeCancel, trade.ExecId), (bust.ExecType, bust.ExecRefId));
        Assert.Equal((OrdStatus.New, 0m, 100m), (bust.OrdStatus, bust.CumQty!.Value.Value, bust.LeavesQty!.Value.Value));
        Assert.Equal(0m, venue.Market.Books.Account("A").PositionOf("IBM").Value);
        Assert.Equal(1_000_000m, venue.Market.Books.Account("A").Cash[Currency.Usd]);

        venue.Print(20, 182m, 100);
        Assert.Equal(100m, venue.Market.Books.Account("A").PositionOf("IBM").Value);
    }

    [Fact]
    public void A_trade_is_busted_once()
    {
        venue.Send(0, Venue.Order("a", 100));
        venue.Print(10, 181m, 100);
        venue.Market.Bust(venue.Reports.Last.ExecId);

        Assert.False(venue.Market.Bust(venue.Reports.Last.ExecId));
    }

    [Fact]
    public void A_correction_refers_to_the_report_before_it()
    {
        venue.Send(0, Venue.Order("a", 100));
        venue.Print(10, 181m, 100);
        ExecutionReport trade = venue.Reports.Last;
        Assert.True(venue.Market.Correct(trade.ExecId, Venue.Quantity(100), Venue.Price(180m)));
        ExecutionReport first = venue.Reports.Last;
        Assert.True(venue.Market.Correct(first.ExecId, Venue.Quantity(90), Venue.Price(180m)));
        ExecutionReport second = venue.Reports.Last;

        Assert.Equal((trade.ExecId, first.ExecId), (first.ExecRefId, second.ExecRefId));
        Assert.Equal((90m, 10m, 180m), (second.CumQty!.Value.Value, second.LeavesQty!.Value.Value, second.AvgPx!.Value.Value));
        Assert.Equal(90m, venue.Market.Books.Account("A").PositionOf("IBM").Value);
        Assert.Equal(1_000_000m - 90 * 180m, venue.Market.Books.Account("A").Cash[Currency.Usd]);
    }

    [Fact]
    public void An_order_that_had_to_trade_at_once_is_not_reinstated()
    {
        venue.Send(0, Venue.Order("a", 100, tif: TimeInForce.FillOrKill));
        venue.Print(10, 181m, 100);
        venue.Market.Bust(venue.Reports.Last.ExecId);

        Assert.Equal("New Trade TradeCancel Canceled", venue.Reports.Story);
        Assert.Equal(0, venue.Market.OpenOrderCount);
    }

    [Fact]
    public void A_canceled_order_stays_canceled_when_its_trade_is_busted()
    {
        VenueCommand order = venue.Send(0, Venue.Order("a", 100));
        venue.Print(10, 181m, 40);
        venue.Send(20, Venue.Cancellation("c", in order));
        venue.Wait(30);
        venue.Market.Bust(venue.Reports.Trades.Single().ExecId);

        Assert.Equal((OrdStatus.Canceled, 0m, 0m), (venue.Reports.Last.OrdStatus, venue.Reports.Last.CumQty!.Value.Value, venue.Reports.Last.LeavesQty!.Value.Value));
    }
}
