using System.Linq;
using Truefill.Domain.Venues;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Simulated;

public class LinkedOrderTests
{
    private readonly Venue venue = new();

    public LinkedOrderTests()
    {
        venue.Send(0, Venue.Order("entry", 100));
        venue.Print(10, 100m, 100);
        venue.Send(20, Venue.Order("take profit", -100, 103m, link: "L"));
        venue.Send(20, Venue.Order("stop loss", -100, stop: 98m, link: "L"));
        venue.Wait(30);
        venue.Reports.Clear();
    }

    [Fact]
    public void When_one_is_filled_the_other_is_canceled()
    {
        venue.Print(40, 103m, 500);

        Assert.Equal("Trade Canceled", venue.Reports.Story);
        Assert.Equal("stop loss", venue.Reports.Last.ClOrdId.ToString());
        Assert.Equal(0, venue.Market.OpenOrderCount);
    }

    [Fact]
    public void When_one_trades_in_part_the_other_is_shortened_by_as_much()
    {
        venue.Print(40, 103m, 30);

        Assert.Equal("Trade Restated", venue.Reports.Story);
        Assert.Equal(("stop loss", 70m), (venue.Reports.Last.ClOrdId.ToString(), venue.Reports.Last.LeavesQty!.Value.Value));

        venue.Print(50, 98m, 10);
        venue.Print(51, 97m, 500);
        Assert.Equal(0m, venue.Market.Books.Account("A").PositionOf("IBM").Value);
        Assert.Equal(0, venue.Market.OpenOrderCount);
    }

    [Fact]
    public void Positions_are_answered_with_the_protection_that_rests_with_them()
    {
        VenuePosition position = venue.Ask(QueryKind.Positions).Positions.Single();

        Assert.Equal((100m, 98m, 103m), (position.Qty.Value, position.StopLoss!.Value.Value, position.TakeProfit!.Value.Value));
    }

    [Fact]
    public void A_cancel_of_one_leaves_the_other()
    {
        venue.Send(40, Venue.Cancellation("c", Venue.Order("stop loss", -100)));
        venue.Wait(45);

        Assert.Equal("Canceled", venue.Reports.Story);
        Assert.Equal(1, venue.Market.OpenOrderCount);
    }
}
