using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Truefill.Fix;

/// <summary>
/// FIX values from their bytes. All total: false for what is malformed or does not fit, never an exception, never a
/// rounded number.
/// </summary>
public static class FixValue
{
    /// <summary>An optional minus and digits. Leading zeros are allowed, a plus is not (FIX data type int).</summary>
    public static bool TryParseLong(ReadOnlySpan<byte> value, out long number)
    {
        number = 0;
        var negative = value.Length > 0 && value[0] == '-';
        if (negative) value = value[1..];
        if (value.IsEmpty) return false;
        ulong magnitude = 0;
        foreach (var c in value)
        {
            var digit = unchecked((uint)c - '0');
            if (digit > 9 || magnitude > long.MaxValue / 10) return false;
            magnitude = (magnitude * 10) + digit;
        }

        if (negative)
        {
            if (magnitude > 1UL << 63) return false;
            // Two's complement: also right for long.MinValue.
            number = unchecked(-(long)magnitude);
            return true;
        }

        if (magnitude > long.MaxValue) return false;
        number = (long)magnitude;
        return true;
    }

    public static bool TryParseInt(ReadOnlySpan<byte> value, out int number)
    {
        number = 0;
        if (!TryParseLong(value, out var wide) || wide is < int.MinValue or > int.MaxValue) return false;
        number = (int)wide;
        return true;
    }

    /// <summary>FIX Boolean: Y or N.</summary>
    public static bool TryParseBoolean(ReadOnlySpan<byte> value, out bool flag)
    {
        flag = value.Length == 1 && value[0] == 'Y';
        return flag || (value.Length == 1 && value[0] == 'N');
    }

    /// <summary>
    /// FIX float (Price, Qty, Amt and so on): an optional minus, digits, at most one point, no exponent. Exact, with
    /// the scale as written; a number that a decimal cannot hold exactly is refused.
    /// </summary>
    public static bool TryParseDecimal(ReadOnlySpan<byte> value, out decimal number)
    {
        number = 0;
        var negative = value.Length > 0 && value[0] == '-';
        var digits = negative ? value[1..] : value;
        if (digits.Length > 19) return FixLongDecimal.TryParse(digits, negative, out number);
        if (!TryParseDigits(digits, out var mantissa, out var scale)) return false;
        number = Make(mantissa, negative, scale);
        return true;
    }

    /// <summary>
    /// The same for a value that ends at <paramref name="end"/> of a message and has one to sixteen bytes, read as one
    /// or two words: most prices and quantities are so short. Up to eight digits, hardly a branch depends on the value,
    /// since a predictor cannot learn prices. Benchmark: FixBenchmark.
    /// </summary>
    /// <param name="coefficient">All digits as a whole number, with the sign.</param>
    /// <param name="scale">How many of them stand behind the point.</param>
    internal static bool TryParseShortDecimal(
        ReadOnlySpan<byte> message, int end, int length, out long coefficient, out int scale)
    {
        var negative = message[end - length] == '-';
        var digits = length - (negative ? 1 : 0);
        if (digits is 0 or > 8)
        {
            // Into variables of their own: those of the usual number stay in registers.
            var isNumber = TryParseTwoWords(message, end, digits, negative, out var wide, out var wideScale);
            coefficient = wide;
            scale = wideScale;
            return isNumber;
        }

        unchecked
        {
            // What stands before the digits is blanked to zeros in front of them.
            var word = (BinaryPrimitives.ReadUInt64LittleEndian(message.Slice(end - 8, 8)) ^ FixDigits.Zeros)
                & (ulong.MaxValue << (64 - (digits << 3)));
            var found = FixDigits.FirstEqual(word, '.' ^ '0');
            // All bytes up to the point; all there are when there is none.
            var upTo = found ^ (found - 1);
            var has = (int)((found | (0 - found)) >> 63);
            // The digits before the point move up into its place.
            var values = ((word & (upTo >> (has << 3))) << (has << 3)) | (word & ~upTo);
            coefficient = Signed(FixDigits.ToNumber(values), negative);
            // 64 zeros when there is no point: 7 - 8 + 1.
            scale = 8 - has - (BitOperations.TrailingZeroCount(found) >> 3);
            // A lone point is no number.
            return FixDigits.AreDigits(values) && digits > has;
        }
    }

    /// <summary>At most 18 digits, as .NET's decimal.</summary>
    internal static decimal ToDecimal(long coefficient, int scale) =>
        Make((ulong)Math.Abs(coefficient), coefficient < 0, scale);

    private static bool TryParseTwoWords(
        ReadOnlySpan<byte> message, int end, int digits, bool negative, out long coefficient, out int scale)
    {
        coefficient = 0;
        scale = 0;
        if (digits == 0) return false;
        var high = BinaryPrimitives.ReadUInt64LittleEndian(message.Slice(end - 8, 8)) ^ FixDigits.Zeros;
        var low = (BinaryPrimitives.ReadUInt64LittleEndian(message.Slice(end - 16, 8)) ^ FixDigits.Zeros)
            & (ulong.MaxValue << (128 - (digits << 3)));
        var found = FixDigits.FirstEqual(high, '.' ^ '0');
        // More than seven digits after the point, or none at all: rare.
        if (found == 0)
        {
            var isNumber = TryParseDigits(message.Slice(end - digits, digits), out var mantissa, out scale);
            coefficient = Signed(mantissa, negative);
            return isNumber;
        }

        var bit = BitOperations.TrailingZeroCount(found) & 56;
        var before = ~(ulong.MaxValue << bit);
        var after = ulong.MaxValue << bit << 8;
        high = ((high & before) << 8) | (low >> 56) | (high & after);
        low <<= 8;
        if (!FixDigits.AreDigits(high) || !FixDigits.AreDigits(low)) return false;
        coefficient = Signed((FixDigits.ToNumber(low) * 100_000_000UL) + FixDigits.ToNumber(high), negative);
        scale = 7 - (bit >> 3);
        return true;
    }

    // Digits with at most one point, at most nineteen bytes: below 2^64.
    private static bool TryParseDigits(ReadOnlySpan<byte> digits, out ulong mantissa, out int scale)
    {
        mantissa = 0;
        scale = 0;
        var point = -1;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = unchecked((uint)digits[i] - '0');
            if (digit <= 9)
            {
                mantissa = unchecked((mantissa * 10) + digit);
            }
            else
            {
                if (digits[i] != '.' || point >= 0) return false;
                point = i;
            }
        }

        if (point >= 0) scale = digits.Length - 1 - point;
        return digits.Length > (point < 0 ? 0 : 1);
    }

    private static long Signed(ulong mantissa, bool negative)
    {
        var number = unchecked((long)mantissa);
        return negative ? -number : number;
    }

    // In two words, as decimal's memory has it: sign and scale, then the coefficient. Its constructor writes three
    // fields, which whoever reads the number as two words then waits for.
    private static decimal Make(ulong mantissa, bool negative, int scale)
    {
        var sign = negative && mantissa != 0 ? 0x8000_0000UL : 0UL;
        return Unsafe.BitCast<DecimalWords, decimal>(new DecimalWords(sign | ((ulong)(uint)scale << 16), mantissa));
    }

    private readonly record struct DecimalWords(ulong SignAndScale, ulong Coefficient);

    /// <summary>UTCDateOnly and LocalMktDate: YYYYMMDD, year 1 to 9999.</summary>
    public static bool TryParseDate(ReadOnlySpan<byte> value, out DateOnly date)
    {
        date = default;
        if (value.Length != 8 || !TryReadDate(
            BinaryPrimitives.ReadUInt64LittleEndian(value), out var year, out var month, out var day))
            return false;
        date = new DateOnly(year, month, day);
        return true;
    }

    private static bool TryReadDate(ulong word, out int year, out int month, out int day)
    {
        year = month = day = 0;
        var digits = word ^ FixDigits.Zeros;
        if (!FixDigits.AreDigits(digits)) return false;
        var number = FixDigits.ToNumber(digits);
        year = (int)(number / 10_000);
        month = (int)(number / 100 % 100);
        day = (int)(number % 100);
        return year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1
            && (day <= 28 || day <= DateTime.DaysInMonth(year, month));
    }

    /// <summary>
    /// UTCTimestamp, YYYYMMDD-HH:MM:SS with nothing or a point and one to twelve digits, as nanoseconds since
    /// 1970-01-01 UTC. Digits after the
    /// ninth are checked and dropped. The leap second 23:59:60 is read as 23:59:59.999999999: it stays on its day, and
    /// no later second sorts before it. Years 1678 to 2261, which is what 64 bits hold.
    /// </summary>
    public static bool TryParseUtcTimestamp(ReadOnlySpan<byte> value, out long unixNanos)
    {
        ulong word = 0;
        long midnight = 0;
        return TryParseUtcTimestamp(value, out unixNanos, ref word, ref midnight);
    }

    internal static bool TryParseUtcTimestamp(
        ReadOnlySpan<byte> value, out long unixNanos, ref ulong dateWord, ref long midnight)
    {
        unixNanos = 0;
        if (value.Length < 17 || value[8] != '-') return false;
        var word = BinaryPrimitives.ReadUInt64LittleEndian(value);
        if (word != dateWord)
        {
            if (!TryReadDate(word, out var year, out var month, out var day) || year is < 1678 or > 2261) return false;
            midnight = (new DateOnly(year, month, day).DayNumber - UnixDayNumber) * 86_400_000_000_000L;
            dateWord = word;
        }

        // 12:34:56 as digit values, colons as zero: hours in byte 0 and 1, minutes in 3 and 4, seconds in 6 and 7.
        var time = BinaryPrimitives.ReadUInt64LittleEndian(value[9..]) ^ 0x3030_3A30_303A_3030;
        if (!FixDigits.AreDigits(time) || (time & 0x0000_FF00_00FF_0000) != 0) return false;
        var pairs = unchecked((time * 10) + (time >> 8));
        long hours =
            (long)(pairs & 0xFF), minutes = (long)((pairs >> 24) & 0xFF), seconds = (long)((pairs >> 48) & 0xFF);
        if (hours > 23 || minutes > 59 || seconds > 60 || !TryReadFraction(value[17..], out var nanos)) return false;
        if (seconds == 60)
        {
            if (hours != 23 || minutes != 59) return false;
            seconds = 59;
            nanos = 999_999_999;
        }

        unixNanos = midnight + (((hours * 3600) + (minutes * 60) + seconds) * 1_000_000_000L) + nanos;
        return true;
    }

    private const int UnixDayNumber = 719_162;

    private static bool TryReadFraction(ReadOnlySpan<byte> text, out long nanos)
    {
        nanos = 0;
        if (text.IsEmpty) return true;
        if (text[0] != '.' || text.Length is < 2 or > 13) return false;
        if (text.Length == 4)
        {
            // Milliseconds, as nearly everybody sends.
            unchecked
            {
                uint a = (uint)text[1] - '0', b = (uint)text[2] - '0', c = (uint)text[3] - '0';
                nanos = ((a * 100) + (b * 10) + c) * 1_000_000L;
                return a <= 9 && b <= 9 && c <= 9;
            }
        }

        if (text.Length == 10)
        {
            // Nanoseconds: eight digits at once, and the last.
            var word = BinaryPrimitives.ReadUInt64LittleEndian(text[1..]) ^ FixDigits.Zeros;
            var last = unchecked((uint)text[9] - '0');
            nanos = ((long)FixDigits.ToNumber(word) * 10) + last;
            return FixDigits.AreDigits(word) && last <= 9;
        }

        var unit = 100_000_000;
        foreach (var c in text[1..])
        {
            var digit = unchecked((uint)c - '0');
            if (digit > 9) return false;
            nanos += digit * unit;
            unit /= 10;
        }

        return true;
    }
}
