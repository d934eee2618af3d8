using System;
using Truefill.Server.Alpaca;
using Truefill.Server.Configuration.Options;

namespace Truefill.Server.Tests.Alpaca;

/// <summary>When the market is open, by a configured calendar.</summary>
public class MarketHoursTests
{
    private static readonly CalendarOptions NewYork = new()
    {
        Name = "XNYS",
        TimeZone = "America/New_York",
        Open = new TimeOnly(9, 30),
        Close = new TimeOnly(16, 0),
        DayRoll = new TimeOnly(18, 0),
        Holidays = [new DateOnly(2026, 12, 25)],
    };

    [Theory]
    [InlineData("2026-12-24T14:29:59Z", false, "2026-12-24T14:30:00Z", "2026-12-24T21:00:00Z")]
    [InlineData("2026-12-24T14:30:00Z", true, "2026-12-28T14:30:00Z", "2026-12-24T21:00:00Z")]
    [InlineData("2026-12-24T21:00:00Z", false, "2026-12-28T14:30:00Z", "2026-12-28T21:00:00Z")]
    [InlineData("2026-07-01T13:30:00Z", true, "2026-07-02T13:30:00Z", "2026-07-01T20:00:00Z")]
    public void Holidays_week_ends_and_summer_time_count(string now, bool isOpen, string nextOpen, string nextClose)
    {
        MarketHours hours = new(NewYork);
        DateTimeOffset at = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(isOpen, hours.IsOpen(at));
        Assert.Equal(DateTimeOffset.Parse(nextOpen, System.Globalization.CultureInfo.InvariantCulture), hours.NextOpen(at));
        Assert.Equal(DateTimeOffset.Parse(nextClose, System.Globalization.CultureInfo.InvariantCulture), hours.NextClose(at));
    }

    // 2026-12-25 is a Friday and a holiday.
    [Theory]
    [InlineData("2026-12-24T18:00:00-06:00", false, "2026-12-27T17:00:00-06:00", "2026-12-28T16:00:00-06:00")]
    [InlineData("2026-12-23T18:00:00-06:00", true, "2026-12-27T17:00:00-06:00", "2026-12-24T16:00:00-06:00")]
    [InlineData("2026-12-27T18:00:00-06:00", true, "2026-12-28T17:00:00-06:00", "2026-12-28T16:00:00-06:00")]
    [InlineData("2026-12-18T18:00:00-06:00", false, "2026-12-20T17:00:00-06:00", "2026-12-21T16:00:00-06:00")]
    public void A_session_over_midnight_can_be_of_the_day_on_which_it_ends(
        string now, bool isOpen, string nextOpen, string nextClose)
    {
        MarketHours hours = new(NewYork with
        {
            TimeZone = "America/Chicago",
            Open = new TimeOnly(17, 0),
            Close = new TimeOnly(16, 0),
            SessionDay = SessionDay.Close,
        });
        DateTimeOffset at = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(isOpen, hours.IsOpen(at));
        Assert.Equal(DateTimeOffset.Parse(nextOpen, System.Globalization.CultureInfo.InvariantCulture), hours.NextOpen(at));
        Assert.Equal(DateTimeOffset.Parse(nextClose, System.Globalization.CultureInfo.InvariantCulture), hours.NextClose(at));
    }

    [Fact]
    public void Without_a_calendar_it_is_always_open() => Assert.True(new MarketHours(null).IsOpen(DateTimeOffset.UnixEpoch));
}
