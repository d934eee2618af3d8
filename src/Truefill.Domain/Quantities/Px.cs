using System;
using System.Globalization;

namespace Truefill.Domain.Quantities;

/// <summary>
/// A price per unit, in the currency of the instrument. Exact, at most 18 significant digits and 10 decimals; zero and
/// negative prices exist (spreads, some futures), the instrument says whether they are allowed.
/// </summary>
public readonly record struct Px : IComparable<Px>
{
    private Px(Exact number) => Number = number;

    public static Px Zero => default;

    /// <summary>The number itself, without trailing zeros.</summary>
    public decimal Value => Number;

    /// <summary>The same in two words, for sums and comparisons on the path of a fill.</summary>
    public Exact Number { get; }

    /// <summary>For numbers that the code itself made or that came out of the journal. Not for input.</summary>
    public static Px FromTrusted(Exact value) => new(value.InRegisters);

    /// <summary>Checks the bounds of <see cref="ExactDecimal"/>; what does not fit is refused, never rounded.</summary>
    public static NumberError TryFrom(Exact value, out Px result)
    {
        if (value.IsBounded)
        {
            result = new Px(value);
            return NumberError.None;
        }

        return TryFromUnbounded(value, out result);
    }

    /// <summary>Parses plain decimal notation; see <see cref="ExactDecimal.TryParse"/>.</summary>
    public static NumberError TryParse(ReadOnlySpan<char> text, out Px result)
    {
        NumberError error = ExactDecimal.TryParse(text, out decimal value);
        result = error == NumberError.None ? new Px(value) : default;
        return error;
    }

    public static bool operator <(Px a, Px b) => a.Number < b.Number;

    public static bool operator >(Px a, Px b) => a.Number > b.Number;

    public static bool operator <=(Px a, Px b) => a.Number <= b.Number;

    public static bool operator >=(Px a, Px b) => a.Number >= b.Number;

    public int CompareTo(Px other) => Number.CompareTo(other.Number);

    public override string ToString() => ExactDecimal.RoundToMaxDecimals(Value).ToString(CultureInfo.InvariantCulture);

    // Apart, so that the usual number stays in registers.
    private static NumberError TryFromUnbounded(Exact value, out Px result)
    {
        NumberError error = ExactDecimal.Check(ref value);
        result = error == NumberError.None ? new Px(value) : default;
        return error;
    }
}
