using System;
using System.Globalization;
using System.Text;

namespace Truefill.Domain.Time;

/// <summary>An instant: nanoseconds since 1970-01-01T00:00:00Z, from 1677 to 2262. Zero is "not stated".</summary>
public readonly record struct UtcNanos(long Value) : IComparable<UtcNanos>
{
    public const long PerSecond = 1_000_000_000;
    public const long PerMillisecond = 1_000_000;

    /// <summary>In a tick of the framework, which is the least that its types tell apart.</summary>
    public const int PerTick = 100;

    public bool IsNone => Value == 0;

    public static UtcNanos FromMilliseconds(long milliseconds) => new(milliseconds * PerMillisecond);

    /// <summary>Later of the two: engine time never decreases.</summary>
    public static UtcNanos Max(UtcNanos a, UtcNanos b) => a.Value >= b.Value ? a : b;

    /// <summary>What a clock of the framework shows, which is exact to 100 ns.</summary>
    public static UtcNanos Of(DateTimeOffset time) => new((time.UtcTicks - DateTime.UnixEpoch.Ticks) * PerTick);

    /// <summary>A span in nanoseconds; where it is longer than 292 years, the longest that fits.</summary>
    public static long NanosOf(TimeSpan span) => span.Ticks switch
    {
        > long.MaxValue / PerTick => long.MaxValue,
        < long.MinValue / PerTick => long.MinValue,
        long ticks => ticks * PerTick,
    };

    /// <summary>A span of the framework, which is exact to 100 ns: the rest is cut off.</summary>
    public static TimeSpan SpanOf(long nanos) => TimeSpan.FromTicks(nanos / PerTick);

    /// <summary>
    /// Exact to the nanosecond for RFC 3339 text in UTC or with an offset; a day alone is its start, and without an
    /// offset it is UTC. False for anything else.
    /// </summary>
    public static bool TryParse(string text, out UtcNanos time)
    {
        time = default;
        if (!HasDate(text)) return false;
        int point = text.IndexOf('.', StringComparison.Ordinal);
        int digits = 0;
        while (point >= 0 && point + 1 + digits < text.Length && char.IsAsciiDigit(text[point + 1 + digits])) digits++;
        if (digits > 9) return false;

        // The framework keeps seven fractional digits and would round; the eighth and ninth are read apart.
        string ticksOnly = digits > 7 ? text.Remove(point + 8, digits - 7) : text;
        if (!DateTimeOffset.TryParse(
            ticksOnly, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out DateTimeOffset parsed))
            return false;
        long ticks = parsed.UtcTicks - DateTime.UnixEpoch.Ticks;
        if (Math.Abs(ticks) > long.MaxValue / (PerTick + 1)) return false;
        int below = digits > 7 ? int.Parse(text.AsSpan(point + 8, digits - 7), CultureInfo.InvariantCulture) : 0;
        time = new UtcNanos(ticks * PerTick + (digits == 8 ? below * 10 : below));
        return true;
    }

    private const string DateShape = "0000-00-00";

    // The framework takes a time of day or "1.5" as well, and adds what is missing from its clock.
    private static bool HasDate(string text)
    {
        for (int i = 0; i < DateShape.Length; i++)
            if (i >= text.Length || !(DateShape[i] == '-' ? text[i] == '-' : char.IsAsciiDigit(text[i]))) return false;
        return text.Length == DateShape.Length || text[DateShape.Length] is 'T' or 't' or ' ';
    }

    public static bool operator <(UtcNanos a, UtcNanos b) => a.Value < b.Value;

    public static bool operator >(UtcNanos a, UtcNanos b) => a.Value > b.Value;

    public static bool operator <=(UtcNanos a, UtcNanos b) => a.Value <= b.Value;

    public static bool operator >=(UtcNanos a, UtcNanos b) => a.Value >= b.Value;

    public int CompareTo(UtcNanos other) => Value.CompareTo(other.Value);

    public UtcNanos AddNanos(long nanos) => new(Value + nanos);

    public UtcNanos Add(TimeSpan span) => AddNanos(NanosOf(span));

    /// <summary>UTC, as the framework has it: exact to 100 ns, the rest is cut off.</summary>
    public DateTime ToDateTime() => DateTime.UnixEpoch.AddTicks(Value / PerTick);

    /// <summary>No text of <see cref="Format"/> is longer.</summary>
    public const int TextBytesMax = 30;

    /// <summary>RFC 3339 UTC with up to nine fractional digits, as few as needed.</summary>
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[TextBytesMax];
        return Encoding.ASCII.GetString(text[..Format(text)]);
    }

    /// <summary>Writes what <see cref="ToString"/> says.</summary>
    /// <param name="utf8">At least <see cref="TextBytesMax"/> long.</param>
    /// <returns>How many bytes.</returns>
    public int Format(Span<byte> utf8)
    {
        long seconds = Math.DivRem(Value, PerSecond, out long nanos);
        if (nanos < 0)
        {
            seconds--;
            nanos += PerSecond;
        }

        DateTime.UnixEpoch.AddSeconds(seconds).TryFormat(utf8, out int length, "s", CultureInfo.InvariantCulture);
        if (nanos > 0)
        {
            utf8[length++] = (byte)'.';
            for (long unit = PerSecond / 10; nanos > 0; nanos %= unit, unit /= 10)
                utf8[length++] = (byte)('0' + nanos / unit);
        }

        utf8[length++] = (byte)'Z';
        return length;
    }
}
