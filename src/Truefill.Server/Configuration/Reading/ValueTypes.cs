using System;
using System.Globalization;
using System.Linq;
using Truefill.Domain.Quantities;
using Truefill.Server.Configuration.Options;

namespace Truefill.Server.Configuration.Reading;

/// <summary>Types with a grammar: durations, sizes, times, addresses.</summary>
internal static class ValueTypes
{
    private static readonly (string Unit, long Ticks)[] DurationUnits =
    [
        ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute),
        ("ms", TimeSpan.TicksPerMillisecond),
        ("us", TimeSpan.TicksPerMicrosecond), ("s", TimeSpan.TicksPerSecond),
    ];

    private static readonly string[] TimeFormats = ["HH:mm", "HH:mm:ss"];

    private static readonly (string Unit, long Bytes)[] SizeUnits =
    [
        ("TiB", 1L << 40), ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10),
        ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000), ("B", 1),
    ];

    public static ValueType<TimeOnly> TimeOfDay { get; } =
        new("time such as `09:30`", (string text, out TimeOnly value) =>
        TimeOnly.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out value)
            ? null : "is not a time of day such as 09:30",
        time => time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture));

    public static ValueType<DateOnly> Date { get; } =
        new("date such as `2026-12-25`", (string text, out DateOnly value) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value)
            ? null : "is not a date such as 2026-12-25",
        date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static ValueType<string> TimeZone { get; } =
        new("time zone such as `America/New_York`", ParseZone, zone => zone);

    /// <summary>A time of day in a zone: <c>22:00 America/New_York</c>.</summary>
    public static ValueType<ZonedTime> DailyTime { get; } =
        new("time and zone such as `22:00 America/New_York`", ParseDailyTime, time => time.ToString());

    public static ValueType<string> Host { get; } = new("host", (string text, out string value) =>
        Uri.CheckHostName(value = text) == UriHostNameType.Unknown ? "is not a host name or address" : null,
        host => host);

    public static ValueType<int> Port { get; } = PlainTypes.Integer(1, 65535) with { Name = "port" };

    /// <summary>
    /// The longest duration that is taken: a century. The engine counts in nanoseconds of 64 bits, which end after 292
    /// years and begin in 1970; a time of today and a century still fit.
    /// </summary>
    public static TimeSpan LongestDuration { get; } = TimeSpan.FromDays(36_500);

    /// <summary>The longest pause: a timer of the runtime takes no more than some weeks.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    public static ValueType<TimeSpan> Duration(TimeSpan? min = null) => Duration(min, LongestDuration);

    /// <summary>A duration that something waits for at a stretch: a day at most.</summary>
    public static ValueType<TimeSpan> Pause(TimeSpan? min = null) => Duration(min, LongestPause);

    private static ValueType<TimeSpan> Duration(TimeSpan? min, TimeSpan max) => new("duration such as `30s`",
        (string text, out TimeSpan value) =>
        {
            value = default;
            if (!Parse(text, DurationUnits, out long ticks))
                return "is not a duration such as 500ms, 30s, 5m, 1h or 30d";
            value = new TimeSpan(ticks);
            if (value < (min ?? TimeSpan.Zero)) return $"is shorter than {ShowDuration(min ?? TimeSpan.Zero)}";
            return value > max ? $"is longer than {ShowDuration(max)}" : null;
        }, ShowDuration);

    public static ValueType<long> Size { get; } = new("size such as `10GiB`", (string text, out long value) =>
        Parse(text, SizeUnits, out value) ? null : "is not a size such as 512MiB or 10GiB", ShowSize);

    /// <summary>
    /// An absolute address. Its canonical text ends with the host and the port: a password may stand in the user part,
    /// as it is or escaped, in the path and in the query.
    /// </summary>
    public static ValueType<Uri> Url(params string[] schemes) => new($"URL ({string.Join(", ", schemes)})",
        (string text, out Uri value) =>
        {
            bool good = Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && schemes.Contains(uri.Scheme)
                && uri.Host.Length > 0;
            value = good ? uri! : new Uri("about:blank");
            return good ? null : $"is not a URL that begins with {string.Join(" or ", schemes.Select(s => s + "://"))}";
        }, AddressOnly);

    /// <summary>A duration up to <see cref="LongestDuration"/>.</summary>
    public static bool TryDuration(string text, out TimeSpan value)
    {
        bool isOne = Parse(text, DurationUnits, out long ticks);
        value = new TimeSpan(ticks);
        return isOne && value <= LongestDuration;
    }

    public static string ShowDuration(TimeSpan value)
    {
        foreach ((string unit, long ticks) in DurationUnits.OrderByDescending(u => u.Ticks))
        {
            if (value.Ticks != 0 && value.Ticks % ticks == 0) return $"{value.Ticks / ticks}{unit}";
        }

        return $"{PlainTypes.Canonical(value.Ticks / (decimal)TimeSpan.TicksPerSecond)}s";
    }

    private static string AddressOnly(Uri uri)
    {
        string user = uri.UserInfo.Length == 0 ? "" : "***@";
        return $"{uri.Scheme}://{user}{uri.Authority}";
    }

    private static string ShowSize(long bytes)
    {
        foreach ((string unit, long size) in SizeUnits)
        {
            bool binary = unit is not ("KB" or "MB" or "GB" or "TB");
            if (binary && bytes != 0 && bytes % size == 0) return $"{bytes / size}{unit}";
        }

        return "0B";
    }

    /// <summary>A number and a unit; the result is a whole count of the smallest, or it is refused.</summary>
    private static bool Parse(string text, (string Unit, long Size)[] units, out long value)
    {
        value = 0;
        int end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.')) end++;
        int unit = Array.FindIndex(units, u => u.Unit == text[end..].Trim());
        if (unit < 0 || ExactDecimal.TryParse(text.AsSpan(0, end), out decimal number) != NumberError.None)
            return false;
        if (number > long.MaxValue / (decimal)units[unit].Size) return false;
        decimal total = number * units[unit].Size;
        if (total != decimal.Truncate(total)) return false;
        value = (long)total;
        return true;
    }

    private static string? ParseZone(string text, out string value)
    {
        value = text;
        return TimeZoneInfo.TryFindSystemTimeZoneById(text, out _)
            ? null
            : "is not a time zone that this machine knows";
    }

    private static string? ParseDailyTime(string text, out ZonedTime value)
    {
        value = default;
        string[] parts = text.Split(' ', 2);
        if (parts.Length != 2) return "is not a time and a zone such as 22:00 America/New_York";
        string? problem = TimeOfDay.Parse(parts[0], out TimeOnly time) ?? ParseZone(parts[1], out _);
        if (problem is null) value = new ZonedTime(time, parts[1]);
        return problem;
    }
}
