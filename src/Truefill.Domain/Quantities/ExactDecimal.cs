using System;
using System.Globalization;

namespace Truefill.Domain.Quantities;

/// <summary>Why a number was refused. Numbers are never rounded on the way in.</summary>
public enum NumberError
{
    None,

    /// <summary>Not a decimal number: only an optional sign, digits and one point are taken, no exponent.</summary>
    NotANumber,

    /// <summary>More than <see cref="ExactDecimal.MaxDecimals"/> digits behind the point.</summary>
    TooPrecise,

    /// <summary>More than <see cref="ExactDecimal.MaxDigits"/> significant digits.</summary>
    OutOfRange,
}

/// <summary>
/// The bounds that keep decimal arithmetic exact: products of two bounded numbers fit a decimal's 96 bits without
/// rounding, which .NET would otherwise do silently.
/// </summary>
public static class ExactDecimal
{
    /// <summary>Digits behind the point that a price or quantity may have.</summary>
    public const int MaxDecimals = 10;

    /// <summary>Significant digits that a price or quantity may have.</summary>
    public const int MaxDigits = 18;

    /// <summary>Significant digits of one trade's notional; four digits stay free for the sums.</summary>
    public const int MaxNotionalDigits = 24;

    // Room for zeros on both sides of the longest number that is taken.
    private const int MaxTextLength = 60;

    internal const long CoefficientLimit = 1_000_000_000_000_000_000;

    private static readonly Int128 NotionalLimit = PowerOfTen(MaxNotionalDigits);

    /// <summary>
    /// Parses plain decimal notation, invariant, no exponent, no thousands separator, no surrounding space.
    /// </summary>
    public static NumberError TryParse(ReadOnlySpan<char> text, out decimal value)
    {
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        value = 0;
        if (text.Length is 0 or > MaxTextLength) return NumberError.NotANumber;
        int digits = 0;
        foreach (char c in text)
        {
            if (char.IsAsciiDigit(c)) digits++;
            else if (c is not ('.' or '-' or '+')) return NumberError.NotANumber;
        }

        if (digits == 0) return NumberError.NotANumber;
        int point = text.IndexOf('.');
        if (point >= 0 && text[(point + 1)..].TrimEnd('0').Length > MaxDecimals) return NumberError.TooPrecise;
        if (!decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out value))
            return digits > Exact.MaxScale ? NumberError.OutOfRange : NumberError.NotANumber;
        return Check(ref value);
    }

    /// <summary>Checks the bounds and strips trailing zeros, so that equal numbers have equal bits.</summary>
    public static NumberError Check(ref decimal value)
    {
        Exact number = value;
        NumberError error = Check(ref number);
        value = number;
        return error;
    }

    /// <inheritdoc cref="Check(ref decimal)"/>
    public static NumberError Check(ref Exact value)
    {
        if (value.IsBounded) return NumberError.None;
        value = value.Normalized();
        if (value.Scale > MaxDecimals) return NumberError.TooPrecise;
        return value.TryGetCoefficient(out long coefficient) && Math.Abs(coefficient) < CoefficientLimit
            ? NumberError.None
            : NumberError.OutOfRange;
    }

    /// <summary>The same by value, so that the usual number stays in registers; zero where it is refused.</summary>
    public static Exact Check(Exact value, out NumberError error)
    {
        error = NumberError.None;
        return value.IsBounded ? value : CheckUnbounded(value, out error);
    }

    /// <summary>
    /// True when the product is exact and leaves room for sums (see <see cref="MaxNotionalDigits"/>).
    /// </summary>
    public static bool TryMultiply(Exact a, Exact b, Exact c, out Exact product) =>
        c == Exact.One && Exact.TryShortProduct(a, b, out product) || TryMultiplyLong(a, b, c, out product);

    private static Exact CheckUnbounded(Exact value, out NumberError error)
    {
        error = Check(ref value);
        return error == NumberError.None ? value : default;
    }

    private static bool TryMultiplyLong(decimal a, decimal b, decimal c, out Exact product)
    {
        product = default;
        Int128 coefficient;
        try
        {
            coefficient = Coefficient(a) * Coefficient(b) * Coefficient(c);
        }
        catch (OverflowException)
        {
            return false;
        }

        if (coefficient >= NotionalLimit || a.Scale + b.Scale + c.Scale > Exact.MaxScale) return false;
        product = a * b * c;
        return true;
    }

    /// <summary>The same number without trailing zeros behind the point.</summary>
    public static decimal Normalize(decimal value) => ((Exact)value).Normalized();

    /// <summary>
    /// Half-even at <see cref="MaxDecimals"/>: the one rule for results that do not end, such as an average price or a
    /// quantity after a split, whether they are kept or only shown.
    /// </summary>
    public static decimal RoundToMaxDecimals(decimal value) =>
        Normalize(decimal.Round(value, MaxDecimals, MidpointRounding.ToEven));

    private static Int128 Coefficient(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);

        // The three words are unsigned; as ints the upper half of their range is negative.
        UInt128 wide = unchecked(((UInt128)(uint)bits[2] << 64) | ((UInt128)(uint)bits[1] << 32) | (uint)bits[0]);
        return (Int128)wide;
    }

    private static Int128 PowerOfTen(int exponent)
    {
        Int128 power = 1;
        for (int i = 0; i < exponent; i++) power *= 10;
        return power;
    }
}
