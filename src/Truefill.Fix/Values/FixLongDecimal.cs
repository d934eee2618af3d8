using System;

namespace Truefill.Fix;

/// <summary>Decimals of more than nineteen characters: rare, so plain. Zeros that do not change the number may be as
/// many as the message holds.</summary>
internal static class FixLongDecimal
{
    private const int ScaleMax = 28;
    private static readonly UInt128 Max = (UInt128.One << 96) - 1;

    internal static bool TryParse(ReadOnlySpan<byte> digits, bool negative, out decimal number)
    {
        number = 0;
        var point = digits.IndexOf((byte)'.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? default : digits[(point + 1)..];
        if (whole.Length + fraction.Length == 0) return false;
        if (whole.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return false;
        if (fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return false;
        whole = whole.TrimStart((byte)'0');
        if (TryMake(whole, fraction, negative, out number)) return true;
        // The scale as written does not fit; without zeros at the end it may.
        return TryMake(whole, fraction.TrimEnd((byte)'0'), negative, out number);
    }

    private static bool TryMake(
        ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction, bool negative, out decimal number)
    {
        number = 0;
        if (whole.Length > 29 || fraction.Length > ScaleMax) return false;
        UInt128 mantissa = 0;
        if (!TryAppend(ref mantissa, whole) || !TryAppend(ref mantissa, fraction)) return false;
        var low = (ulong)(mantissa & ulong.MaxValue);
        number = new decimal(
            unchecked((int)low),
            unchecked((int)(low >> 32)),
            unchecked((int)(uint)(mantissa >> 64)),
            negative && mantissa != 0,
            (byte)fraction.Length);
        return true;
    }

    private static bool TryAppend(ref UInt128 mantissa, ReadOnlySpan<byte> digits)
    {
        foreach (var c in digits)
        {
            mantissa = (mantissa * 10) + (UInt128)(c - '0');
            if (mantissa > Max) return false;
        }

        return true;
    }
}
