using System;
using System.Globalization;
using System.Numerics;

namespace Truefill.Simulation.Model;

/// <summary>
/// An exact fraction of whole numbers, in lowest terms. The model's only arithmetic, so that it shares none with the
/// product.
/// </summary>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    private readonly BigInteger numerator;
    private readonly BigInteger denominator;

    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero) throw new DivideByZeroException();
        BigInteger shared = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        this.numerator = numerator / shared;
        this.denominator = denominator / shared;
    }

    public static Rational Zero => default;

    public static Rational One { get; } = new(1, 1);

    public int Sign => numerator.Sign;

    public bool IsZero => numerator.IsZero;

    public Rational Abs => Sign < 0 ? -this : this;

    // The default value has no denominator and means zero.
    private BigInteger Below => denominator.IsZero ? BigInteger.One : denominator;

    public static implicit operator Rational(int value) => new(value, 1);

    public static implicit operator Rational(decimal value) => From(value);

    public static Rational operator +(Rational a, Rational b) =>
        new(a.numerator * b.Below + b.numerator * a.Below, a.Below * b.Below);

    public static Rational operator -(Rational a) => new(-a.numerator, a.Below);

    public static Rational operator -(Rational a, Rational b) => a + -b;

    public static Rational operator *(Rational a, Rational b) => new(a.numerator * b.numerator, a.Below * b.Below);

    public static Rational operator /(Rational a, Rational b) => new(a.numerator * b.Below, a.Below * b.numerator);

    public static bool operator ==(Rational a, Rational b) => a.Equals(b);

    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);

    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;

    public static Rational From(decimal value)
    {
        int[] bits = decimal.GetBits(value);
        BigInteger coefficient = (Word(bits[2]) << 64) + (Word(bits[1]) << 32) + Word(bits[0]);
        int scale = (bits[3] >> 16) & 0xFF;
        return new Rational(bits[3] < 0 ? -coefficient : coefficient, BigInteger.Pow(10, scale));
    }

    private static BigInteger Word(int bits) => unchecked((uint)bits);

    public static Rational Max(Rational a, Rational b) => a >= b ? a : b;

    public static Rational Min(Rational a, Rational b) => a <= b ? a : b;

    /// <summary>To the nearest multiple of 10^-decimals; a tie goes to the even one.</summary>
    public Rational RoundHalfEven(int decimals)
    {
        BigInteger scale = BigInteger.Pow(10, decimals);
        BigInteger whole = BigInteger.DivRem(BigInteger.Abs(numerator) * scale, Below, out BigInteger rest);
        int half = (rest * 2).CompareTo(Below);
        if (half > 0 || (half == 0 && !whole.IsEven)) whole++;
        return new Rational(Sign < 0 ? -whole : whole, scale);
    }

    /// <summary>Digits from the first that is not zero to the last that is not; of a number that ends only.</summary>
    public int SignificantDigits()
    {
        BigInteger digits = BigInteger.Abs(numerator);
        for (BigInteger rest = Below; !rest.IsOne;)
        {
            digits *= 10;
            BigInteger shared = BigInteger.GreatestCommonDivisor(digits, rest);
            digits /= shared;
            rest /= shared;
        }

        return digits.ToString(CultureInfo.InvariantCulture).TrimEnd('0').Length;
    }

    public int CompareTo(Rational other) => (numerator * other.Below).CompareTo(other.numerator * Below);

    public bool Equals(Rational other) => numerator == other.numerator && Below == other.Below;

    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(numerator, Below);

    public override string ToString()
    {
        Rational shown = RoundHalfEven(10);
        string digits = BigInteger.Abs(shown.numerator * BigInteger.Pow(10, 10) / shown.Below)
            .ToString(CultureInfo.InvariantCulture).PadLeft(11, '0');
        string text = (Sign < 0 ? "-" : "") + digits[..^10] + "." + digits[^10..];
        text = text.TrimEnd('0').TrimEnd('.');
        return shown == this ? text : "~" + text;
    }
}
