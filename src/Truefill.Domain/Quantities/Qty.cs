using System;
using System.Globalization;

namespace Truefill.Domain.Quantities;

/// <summary>
/// A number of units (shares, contracts, coins). Exact, at most 18 significant digits and 10 decimals. Order and trade
/// quantities are positive; a position's is signed, negative is short.
/// </summary>
public readonly record struct Qty : IComparable<Qty>
{
    private Qty(Exact number) => Number = number;

    public static Qty Zero => default;

    /// <summary>The number itself, without trailing zeros.</summary>
    public decimal Value => Number;

    /// <summary>The same in two words, for sums and comparisons on the path of a fill.</summary>
    public Exact Number { get; }

    /// <summary>For numbers that the code itself made or that came out of the journal. Not for input.</summary>
    public static Qty FromTrusted(Exact value) => new(value);

    /// <summary>Checks the bounds of <see cref="ExactDecimal"/>; what does not fit is refused, never rounded.</summary>
    public static NumberError TryFrom(Exact value, out Qty result)
    {
        if (value.IsBounded)
        {
            result = new Qty(value);
            return NumberError.None;
        }

        return TryFromUnbounded(value, out result);
    }

    /// <summary>Parses plain decimal notation; see <see cref="ExactDecimal.TryParse"/>.</summary>
    public static NumberError TryParse(ReadOnlySpan<char> text, out Qty result)
    {
        NumberError error = ExactDecimal.TryParse(text, out decimal value);
        result = error == NumberError.None ? new Qty(value) : default;
        return error;
    }

    public bool IsZero => Number.IsZero;

    public bool IsPositive => Number.IsPositive;

    public Qty Abs => new(Exact.Abs(Number));

    /// <summary>The smaller of two quantities.</summary>
    public static Qty Min(Qty a, Qty b) => a.Number <= b.Number ? a : b;

    public static Qty operator +(Qty a, Qty b) => new(a.Number + b.Number);

    public static Qty operator -(Qty a, Qty b) => new(a.Number - b.Number);

    public static Qty operator -(Qty a) => new(-a.Number);

    public static bool operator <(Qty a, Qty b) => a.Number < b.Number;

    public static bool operator >(Qty a, Qty b) => a.Number > b.Number;

    public static bool operator <=(Qty a, Qty b) => a.Number <= b.Number;

    public static bool operator >=(Qty a, Qty b) => a.Number >= b.Number;

    public int CompareTo(Qty other) => Number.CompareTo(other.Number);

    public override string ToString() => ExactDecimal.RoundToMaxDecimals(Value).ToString(CultureInfo.InvariantCulture);

    // Apart, so that the usual number stays in registers.
    private static NumberError TryFromUnbounded(Exact value, out Qty result)
    {
        NumberError error = ExactDecimal.Check(ref value);
        result = error == NumberError.None ? new Qty(value) : default;
        return error;
    }
}
