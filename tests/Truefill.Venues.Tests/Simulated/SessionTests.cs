using System;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Venues.Simulated;
using Truefill.Venues.Simulated.Sessions;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Simulated;

public class SessionTests
{
    private const long Hour = 3_600_000;

    // The tests' time begins on Tuesday 2023-11-14 at 22:13:20 UTC, 17:13:20 in New York.
    private static readonly SessionCalendar NewYork = new(
        TimeZoneInfo.FindSystemTimeZoneById("America/New_York"),
        new TimeOnly(9, 30),
        new TimeOnly(16, 0),
        [new DateOnly(2023, 11, 23)]);

    [Theory]
    [InlineData("2023-11-14T14:29:59Z", false, "2023-11-14T14:30:00Z")]
    [InlineData("2023-11-14T14:30:00Z", true, "2023-11-14T21:00:00Z")]
    [InlineData("2023-11-14T21:00:00Z", false, "2023-11-15T14:30:00Z")]
    [InlineData("2023-11-17T21:00:00Z", false, "2023-11-20T14:30:00Z")]
    [InlineData("2023-11-22T21:00:00Z", false, "2023-11-24T14:30:00Z")]
    [InlineData("2023-11-03T20:00:00Z", false, "2023-11-06T14:30:00Z")]
    public void A_market_is_open_on_weekdays_between_its_hours_in_its_own_zone(string at, bool isOpen, string until)
    {
        SessionPhase phase = NewYork.At(Instant(at));

        Assert.Equal((isOpen, Instant(until)), (phase.IsOpen, phase.Until));
        Assert.True(phase.Since <= Instant(at));
    }

    [Fact]
    public void A_session_over_midnight_belongs_to_the_day_on_which_it_began()
    {
        SessionCalendar night = new(TimeZoneInfo.Utc, new TimeOnly(18, 0), new TimeOnly(17, 0));

        Assert.Equal((true, Instant("2023-11-15T17:00:00Z")), (night.At(Instant("2023-11-15T03:00:00Z")).IsOpen, night.At(Instant("2023-11-15T03:00:00Z")).Until));
        Assert.False(night.At(Instant("2023-11-18T18:30:00Z")).IsOpen);
    }

    // 2024-01-12 is a Friday. The hours of a future in Chicago: each session is of the day on which it closes.
    [Theory]
    [InlineData("2024-01-12T15:59:59-06:00", true)]
    [InlineData("2024-01-12T16:30:00-06:00", false)]
    [InlineData("2024-01-12T18:00:00-06:00", false)]
    [InlineData("2024-01-13T11:00:00-06:00", false)]
    [InlineData("2024-01-14T16:59:59-06:00", false)]
    [InlineData("2024-01-14T17:00:00-06:00", true)]
    [InlineData("2024-01-14T18:00:00-06:00", true)]
    [InlineData("2024-01-15T09:00:00-06:00", true)]
    [InlineData("2024-01-15T16:00:00-06:00", false)]
    [InlineData("2024-01-15T17:00:00-06:00", true)]
    [InlineData("2024-01-24T18:00:00-06:00", false)]
    [InlineData("2024-01-25T09:00:00-06:00", false)]
    [InlineData("2024-01-25T18:00:00-06:00", true)]
    public void A_session_over_midnight_can_belong_to_the_day_on_which_it_ends(string at, bool isOpen)
    {
        SessionCalendar chicago = new(
            TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"),
            new TimeOnly(17, 0),
            new TimeOnly(16, 0),
            [new DateOnly(2024, 1, 25)],
            isOfCloseDay: true);

        SessionPhase phase = chicago.At(Local(at));
        Assert.Equal(isOpen, phase.IsOpen);
        Assert.True(phase.Since <= Local(at) && Local(at) < phase.Until);
    }

    // The night session of Taipei: Friday's ends on Saturday morning, and there is none from Sunday to Monday.
    [Theory]
    [InlineData("2024-01-12T15:00:00+08:00", true)]
    [InlineData("2024-01-13T04:59:59+08:00", true)]
    [InlineData("2024-01-13T05:00:00+08:00", false)]
    [InlineData("2024-01-13T18:00:00+08:00", false)]
    [InlineData("2024-01-14T18:00:00+08:00", false)]
    [InlineData("2024-01-15T03:00:00+08:00", false)]
    [InlineData("2024-01-15T15:00:00+08:00", true)]
    public void Or_to_the_day_on_which_it_begins(string at, bool isOpen)
    {
        SessionCalendar taipei = new(
            TimeZoneInfo.FindSystemTimeZoneById("Asia/Taipei"), new TimeOnly(15, 0), new TimeOnly(5, 0));

        Assert.Equal(isOpen, taipei.At(Local(at)).IsOpen);
    }

    [Fact]
    public void A_session_within_a_day_has_only_that_one()
    {
        SessionCalendar day = new(
            TimeZoneInfo.Utc, new TimeOnly(9, 0), new TimeOnly(17, 0), [new DateOnly(2024, 1, 16)], isOfCloseDay: true);

        Assert.True(day.At(Instant("2024-01-15T10:00:00Z")).IsOpen);
        Assert.False(day.At(Instant("2024-01-16T10:00:00Z")).IsOpen);
    }

    [Fact]
    public void Round_the_clock_a_day_ends_at_midnight()
    {
        SessionPhase phase = SessionCalendar.Always.At(Venue.Start);

        Assert.Equal((true, Instant("2023-11-15T00:00:00Z")), (phase.IsOpen, phase.Until));
    }

    [Fact]
    public void A_day_order_expires_when_the_session_ends_and_a_good_till_cancel_order_does_not()
    {
        Venue venue = new();
        venue.Send(0, Venue.Order("day", 100, 181m));
        venue.Send(0, Venue.Order("gtc", 100, 181m, tif: TimeInForce.GoodTillCancel));
        venue.Wait(2 * Hour);

        Assert.Equal("New New Expired", venue.Reports.Story);
        Assert.Equal("day", venue.Reports.Last.ClOrdId.ToString());
        Assert.Equal(Instant("2023-11-15T00:00:00Z"), venue.Reports.Last.TransactTime);
    }

    [Fact]
    public void An_order_for_a_closed_market_waits_for_the_opening_and_expires_at_the_close()
    {
        Venue venue = Closed(ClosedMarketPolicy.Hold);
        venue.Send(0, Venue.Order("a", 100));
        venue.Print(Hour, 181m, 500);
        Assert.Equal("New", venue.Reports.Story);

        venue.Print(17 * Hour, 182m, 40);
        venue.Wait(23 * Hour);
        Assert.Equal("New Trade Expired", venue.Reports.Story);
        Assert.Equal(40m, venue.Reports.Last.CumQty!.Value.Value);
    }

    [Fact]
    public void What_has_to_trade_at_once_is_refused_while_the_market_is_closed()
    {
        Venue venue = Closed(ClosedMarketPolicy.Hold);
        venue.Send(0, Venue.Order("a", 100, tif: TimeInForce.ImmediateOrCancel));
        venue.Wait(5);

        Assert.Equal((OrdStatus.Rejected, 2), (venue.Reports.Last.OrdStatus, venue.Reports.Last.Reason));
    }

    [Fact]
    public void A_venue_may_refuse_everything_while_the_market_is_closed()
    {
        Venue venue = Closed(ClosedMarketPolicy.Reject);
        venue.Send(0, Venue.Order("a", 100, 181m, tif: TimeInForce.GoodTillCancel));
        venue.Wait(5);

        Assert.Equal((OrdStatus.Rejected, 2), (venue.Reports.Last.OrdStatus, venue.Reports.Last.Reason));
    }

    private static Venue Closed(ClosedMarketPolicy policy) => new(new SimulatedMarketSettings
    {
        Instruments = [new SimulatedInstrument("IBM", Sessions: NewYork)],
        WhenClosed = policy,
    });

    private static UtcNanos Local(string text) =>
        UtcNanos.Of(DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture));

    private static UtcNanos Instant(string text)
    {
        Assert.True(UtcNanos.TryParse(text, out UtcNanos time));
        return time;
    }
}
