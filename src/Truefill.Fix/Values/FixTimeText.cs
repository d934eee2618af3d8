using System;

namespace Truefill.Fix;

/// <summary>Dates and times as FIX writes them.</summary>
internal static class FixTimeText
{
    internal const int DateMax = 8;
    internal const int TimestampMax = 27;
    private const int UnixDayNumber = 719_162;
    private const long NanosPerDay = 86_400_000_000_000;

    internal static int WriteDate(Span<byte> target, DateOnly date)
    {
        var (year, month, day) = date;
        FixNumberText.WriteDigits(target[..DateMax], (ulong)((year * 10_000) + (month * 100) + day));
        return DateMax;
    }

    internal static int WriteTimestamp(Span<byte> target, long unixNanos, int fractionDigits)
    {
        // Floor: times before 1970 count up within their day too.
        var (days, inDay) = Math.DivRem(unixNanos, NanosPerDay);
        if (inDay < 0)
        {
            days--;
            inDay += NanosPerDay;
        }

        WriteDate(target, DateOnly.FromDayNumber((int)days + UnixDayNumber));
        var (second, nanos) = Math.DivRem(inDay, 1_000_000_000L);
        target[8] = (byte)'-';
        var (minute, seconds) = Math.DivRem((int)second, 60);
        var (hours, minutes) = Math.DivRem(minute, 60);
        FixNumberText.WriteDigits(target[9..11], (ulong)hours);
        target[11] = (byte)':';
        FixNumberText.WriteDigits(target[12..14], (ulong)minutes);
        target[14] = (byte)':';
        FixNumberText.WriteDigits(target[15..17], (ulong)seconds);
        if (fractionDigits == 0) return 17;
        target[17] = (byte)'.';
        for (var i = fractionDigits; i < 9; i++) nanos /= 10;
        FixNumberText.WriteDigits(target.Slice(18, fractionDigits), (ulong)nanos);
        return 18 + fractionDigits;
    }
}
