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
        Digits(target[..4], date.Year);
        Digits(target[4..6], date.Month);
        Digits(target[6..8], date.Day);
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
        Digits(target[9..11], (int)(second / 3600));
        target[11] = (byte)':';
        Digits(target[12..14], (int)(second / 60 % 60));
        target[14] = (byte)':';
        Digits(target[15..17], (int)(second % 60));
        if (fractionDigits == 0) return 17;
        target[17] = (byte)'.';
        for (var i = fractionDigits; i < 9; i++) nanos /= 10;
        Digits(target.Slice(18, fractionDigits), (int)nanos);
        return 18 + fractionDigits;
    }

    private static void Digits(Span<byte> target, int number)
    {
        for (var i = target.Length - 1; i >= 0; i--, number /= 10) target[i] = (byte)('0' + (number % 10));
    }
}
