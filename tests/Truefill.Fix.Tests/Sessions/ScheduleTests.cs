using System;
using System.Globalization;

namespace Truefill.Fix.Tests.Sessions;

/// <summary>When a session is up. The zone's rules are given, so no machine's own can change the outcome.</summary>
public sealed class ScheduleTests
{
    /// <summary>Five hours behind UTC, four from the second Sunday in March to the first in November, at two
    /// o'clock.</summary>
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.CreateCustomTimeZone(
        "NY", TimeSpan.FromHours(-5), "NY", "NY", "NY summer",
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1),
                TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 2, DayOfWeek.Sunday),
                TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 11, 1, DayOfWeek.Sunday)),
        ]);

    private static FixSchedule Daily(string start, string end, params DayOfWeek[] days) => new()
    {
        StartTime = TimeOnly.Parse(start, CultureInfo.InvariantCulture),
        EndTime = TimeOnly.Parse(end, CultureInfo.InvariantCulture),
        TimeZone = NewYork,
        Days = days,
    };

    private static long Utc(string text) => FixNanos.Of(DateTimeOffset.Parse(text + "Z", CultureInfo.InvariantCulture));

    private static string Text(long time) => FixNanos.ToTime(time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Window(FixSchedule schedule, string now) =>
        schedule.TryGetWindow(Utc(now), out var window) ? $"{Text(window.Start)} to {Text(window.End)}" : "closed";

    [Theory]
    [InlineData("2026-07-01 12:59:59", "closed")]
    [InlineData("2026-07-01 13:00:00", "2026-07-01 13:00:00 to 2026-07-01 20:30:00")]
    [InlineData("2026-07-01 20:29:59", "2026-07-01 13:00:00 to 2026-07-01 20:30:00")]
    [InlineData("2026-07-01 20:30:00", "closed")]
    [InlineData("2026-12-01 13:30:00", "closed")]
    [InlineData("2026-12-01 14:00:00", "2026-12-01 14:00:00 to 2026-12-01 21:30:00")]
    public void A_day_follows_the_clocks_of_its_place(string now, string window) =>
        Assert.Equal(window, Window(Daily("09:00", "16:30"), now));

    [Theory]
    [InlineData("2026-07-01 21:59:00", "2026-06-30 22:00:00 to 2026-07-01 21:59:30")]
    [InlineData("2026-07-01 21:59:45", "closed")]
    [InlineData("2026-07-02 01:00:00", "2026-07-01 22:00:00 to 2026-07-02 21:59:30")]
    public void A_day_may_begin_in_the_evening_before(string now, string window) =>
        Assert.Equal(window, Window(Daily("18:00", "17:59:30"), now));

    [Theory]
    [InlineData("2026-03-08 06:59:00", "2026-03-07 07:30:00 to 2026-03-08 07:30:00")]
    [InlineData("2026-03-08 07:31:00", "2026-03-08 07:30:00 to 2026-03-09 06:30:00")]
    [InlineData("2026-11-01 12:00:00", "2026-11-01 05:15:00 to 2026-11-02 06:15:00")]
    public void Clock_changes_leave_no_hole_and_no_overlap(string now, string window)
    {
        // Half past two does not exist on March 8; a quarter past one occurs twice on November 1.
        var schedule = now.StartsWith("2026-03", StringComparison.Ordinal) ? Daily("02:30", "02:30") : Daily("01:15", "01:15");
        Assert.Equal(window, Window(schedule, now));
    }

    [Fact]
    public void A_week_runs_from_day_to_day()
    {
        var week = Daily("17:00", "16:00") with { StartDay = DayOfWeek.Sunday, EndDay = DayOfWeek.Friday };
        Assert.Equal("2026-06-28 21:00:00 to 2026-07-03 20:00:00", Window(week, "2026-07-01 03:00:00"));
        Assert.Equal("closed", Window(week, "2026-07-04 03:00:00"));
        Assert.Equal("2026-07-05 21:00:00", Text(week.NextStart(Utc("2026-07-04 03:00:00"))));
    }

    [Fact]
    public void Days_that_are_not_listed_are_closed()
    {
        var schedule = Daily("09:00", "16:30", DayOfWeek.Monday, DayOfWeek.Tuesday);
        Assert.Equal("closed", Window(schedule, "2026-07-01 15:00:00"));
        Assert.Equal("2026-07-06 13:00:00", Text(schedule.NextStart(Utc("2026-07-01 15:00:00"))));
    }

    [Fact]
    public void The_end_of_the_time_logs_out_and_the_next_day_starts_at_one()
    {
        var options = Pair.Initiator with { Schedule = Daily("09:00", "16:30"), HeartBtInt = TimeSpan.Zero };
        var pair = new Pair(options) { Now = Utc("2026-07-01 13:00:00") };
        pair.Store.Reset(pair.Now - 1);
        pair.Session.Connect(pair.Now);
        pair.Peer("A", "98=0|108=0");
        Assert.Equal(["35=A|34=1|98=0|108=0"], pair.Sent());
        pair.Now = Utc("2026-07-01 20:30:00");
        pair.Session.Tick(pair.Now);
        Assert.Equal(["35=5|34=2|58=end of the session's time"], pair.Sent());
        pair.Peer("5");
        pair.Session.Disconnect("", pair.Now);

        pair.Session.Connect(pair.Now);
        Assert.Equal(FixSessionState.Closing, pair.Session.State);
        pair.Session.Disconnect("", pair.Now);

        pair.Now = Utc("2026-07-02 13:00:01");
        pair.Session.Connect(pair.Now);
        Assert.Equal(["35=A|34=1|98=0|108=0"], pair.Sent());
        Assert.Equal(1, pair.Session.NextInbound);
    }

    [Fact]
    public void Days_without_a_break_between_them_still_start_at_one()
    {
        var options = Pair.Initiator with { Schedule = Daily("17:00", "17:00"), HeartBtInt = TimeSpan.Zero };
        var pair = new Pair(options) { Now = Utc("2026-07-01 20:59:59") };
        pair.Store.Reset(pair.Now - 1);
        pair.Session.Connect(pair.Now);
        pair.Peer("A", "98=0|108=0");
        pair.Session.Tick(pair.Now);
        Assert.True(pair.Session.IsLoggedOn);
        pair.Sent();
        pair.Now = Utc("2026-07-01 21:00:00");
        pair.Session.Tick(pair.Now);
        Assert.Equal(["35=5|34=2|58=the session's next day begins"], pair.Sent());
        pair.Peer("5");
        pair.Session.Disconnect("", pair.Now);
        pair.Session.Connect(pair.Now);
        Assert.Equal(["35=A|34=1|98=0|108=0"], pair.Sent());
    }

    [Fact]
    public void A_reconnect_within_the_day_goes_on_counting()
    {
        var pair = new Pair(Pair.Initiator with { Schedule = Daily("09:00", "16:30") }) { Now = Utc("2026-07-01 14:00:00") };
        pair.Store.Reset(pair.Now - 1);
        pair.LoggedOn();
        pair.Session.Disconnect("cut", pair.Now);
        pair.Session.Connect(pair.Now);
        Assert.Equal(["35=A|34=2|98=0|108=30"], pair.Sent());
    }
}
