using System;
using Truefill.Domain.Time;

namespace Truefill.Domain.Tests.Time;

public sealed class UtcNanosTests
{
    [Theory]
    [InlineData("2026-11-20T18:48:19Z", "2026-11-20T18:48:19Z")]
    [InlineData("2026-11-20T18:48:19.5Z", "2026-11-20T18:48:19.5Z")]
    [InlineData("2026-11-20T18:48:19.1234567Z", "2026-11-20T18:48:19.1234567Z")]
    [InlineData("2026-11-20T18:48:19.12345678Z", "2026-11-20T18:48:19.12345678Z")]
    [InlineData("2026-11-20T18:48:19.123456789Z", "2026-11-20T18:48:19.123456789Z")]
    [InlineData("2026-11-20T18:48:19.999999999Z", "2026-11-20T18:48:19.999999999Z")]
    [InlineData("2026-11-20T19:48:19.000000001+01:00", "2026-11-20T18:48:19.000000001Z")]
    [InlineData("2026-11-20", "2026-11-20T00:00:00Z")]
    [InlineData("2026-11-20 18:48:19.25", "2026-11-20T18:48:19.25Z")]
    public void Text_is_read_to_the_nanosecond(string text, string expected)
    {
        Assert.True(UtcNanos.TryParse(text, out UtcNanos time));
        Assert.Equal(expected, time.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-11-20T18:48:19.1234567891Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("1.5")]
    [InlineData("10:30")]
    [InlineData("20 Nov 2026")]
    [InlineData("11/20/2026 18:48:19")]
    [InlineData("2026-11-2")]
    [InlineData("2026-11-20x")]
    public void What_is_no_instant_of_ours_is_refused(string text) => Assert.False(UtcNanos.TryParse(text, out _));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 100)]
    [InlineData(-1, -100)]
    [InlineData(long.MaxValue / 100, long.MaxValue / 100 * 100)]
    [InlineData(long.MinValue / 100, long.MinValue / 100 * 100)]
    [InlineData(long.MaxValue / 100 + 1, long.MaxValue)]
    [InlineData(long.MinValue / 100 - 1, long.MinValue)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(long.MinValue, long.MinValue)]
    public void A_span_that_is_too_long_for_nanoseconds_is_the_longest_that_fits(long ticks, long nanos) =>
        Assert.Equal(nanos, UtcNanos.NanosOf(TimeSpan.FromTicks(ticks)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(99, 0)]
    [InlineData(-99, 0)]
    [InlineData(100, 1)]
    [InlineData(-199, -1)]
    [InlineData(long.MaxValue, long.MaxValue / 100)]
    [InlineData(long.MinValue, long.MinValue / 100)]
    public void Nanoseconds_below_a_tick_are_cut_off(long nanos, long ticks)
    {
        Assert.Equal(TimeSpan.FromTicks(ticks), UtcNanos.SpanOf(nanos));
        DateTime time = new UtcNanos(nanos).ToDateTime();
        Assert.Equal((DateTime.UnixEpoch.AddTicks(ticks), DateTimeKind.Utc), (time, time.Kind));
    }

    [Fact]
    public void An_instant_of_the_framework_comes_back()
    {
        DateTimeOffset time = new(2026, 11, 20, 18, 48, 19, TimeSpan.FromHours(1));
        Assert.Equal(time.UtcDateTime, UtcNanos.Of(time).ToDateTime());
        Assert.Equal(UtcNanos.Of(time.AddMinutes(1)), UtcNanos.Of(time).Add(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void An_instant_behind_the_last_one_is_an_overflow() =>
        Assert.Throws<OverflowException>(() => new UtcNanos(1).Add(TimeSpan.MaxValue));
}
