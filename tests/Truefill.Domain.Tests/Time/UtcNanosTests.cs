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
}
