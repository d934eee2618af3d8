using System;
using System.Globalization;
using System.Numerics;

namespace Truefill.Simulation.Model;

/// <summary>
/// An exact fraction of whole numbers, in lowest terms. The model's only arithmetic, so that it shares none with the
/// product.
/// </summary>
/// <remarks>
/// One number has one form: two machine words where both fit, since nearly all do and big integers cost far more than
/// everything else the model does; else <see cref="BigFraction"/>.
/// </remarks>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    private const long WordMax = long.MaxValue / 2;
    private const int WordDecimalsMax = 18;
    private static readonly Int128[] PowersOfTen = CountPowersOfTen();

    private readonly long numerator;
    private readonly long denominator;
    private readonly BigFraction? big;

    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero) throw new DivideByZeroException();
        BigInteger shared = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        BigInteger above = numerator / shared;
        BigInteger below = denominator / shared;
        if (BigInteger.Abs(above) <= WordMax && below <= WordMax)
            (this.numerator, this.denominator) = ((long)above, (long)below);
        else
            big = new BigFraction(above, below);
    }

    // Already in lowest terms.
    private Rational(long numerator, long denominator) =>
        (this.numerator, this.denominator) = (numerator, denominator);

    public static Rational Zero => default;

    public static Rational One { get; } = new(1L, 1L);

    public int Sign => big is null ? Math.Sign(numerator) : big.Numerator.Sign;

    public bool IsZero => big is null && numerator == 0;

    public Rational Abs => Sign < 0 ? -this : this;

    private BigInteger Above => big?.Numerator ?? numerator;

    private BigInteger Below => big?.Denominator ?? WordBelow;

    // The default value has no denominator and means zero.
    private long WordBelow => denominator == 0 ? 1 : denominator;

    public static implicit operator Rational(int value) => new(value, 1L);

    public static implicit operator Rational(decimal value) => From(value);

    public static Rational operator +(Rational a, Rational b)
    {
        if (!AreWords(in a, in b)) return new(a.Above * b.Below + b.Above * a.Below, a.Below * b.Below);
        if (a.WordBelow == 1 && b.WordBelow == 1) return Lowest((Int128)a.numerator + b.numerator, 1);
        Int128 above = Math.BigMul(a.numerator, b.WordBelow) + Math.BigMul(b.numerator, a.WordBelow);
        return Lowest(above, Math.BigMul(a.WordBelow, b.WordBelow));
    }

    public static Rational operator -(Rational a) =>
        a.big is null ? new(-a.numerator, a.WordBelow) : new(-a.Above, a.Below);

    public static Rational operator -(Rational a, Rational b) => a + -b;

    public static Rational operator *(Rational a, Rational b) => AreWords(in a, in b)
        ? Lowest(Math.BigMul(a.numerator, b.numerator), Math.BigMul(a.WordBelow, b.WordBelow))
        : new(a.Above * b.Above, a.Below * b.Below);

    public static Rational operator /(Rational a, Rational b) => AreWords(in a, in b)
        ? Lowest(Math.BigMul(a.numerator, b.WordBelow), Math.BigMul(a.WordBelow, b.numerator))
        : new(a.Above * b.Below, a.Below * b.Above);

    public static bool operator ==(Rational a, Rational b) => a.Equals(b);

    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);

    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;

    public static Rational From(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        int scale = (bits[3] >> 16) & 0xFF;
        Int128 coefficient = ((Int128)Word(bits[2]) << 64) + ((Int128)Word(bits[1]) << 32) + Word(bits[0]);
        if (bits[3] < 0) coefficient = -coefficient;
        return Lowest(coefficient, PowerOfTen(scale));
    }

    public static Rational Max(Rational a, Rational b) => a >= b ? a : b;

    public static Rational Min(Rational a, Rational b) => a <= b ? a : b;

    /// <summary>To the nearest multiple of 10^-decimals; a tie goes to the even one.</summary>
    public Rational RoundHalfEven(int decimals)
    {
        if (big is null && decimals <= WordDecimalsMax) return RoundWords(PowerOfTen(decimals));
        BigInteger scale = BigInteger.Pow(10, decimals);
        BigInteger whole = BigInteger.DivRem(BigInteger.Abs(Above) * scale, Below, out BigInteger rest);
        int half = (rest * 2).CompareTo(Below);
        if (half > 0 || (half == 0 && !whole.IsEven)) whole++;
        return new Rational(Sign < 0 ? -whole : whole, scale);
    }

    /// <summary>Digits from the first that is not zero to the last that is not; of a number that ends only.</summary>
    public int SignificantDigits()
    {
        if (big is null && TryDigits(out ulong few)) return CountDigits(few);
        BigInteger digits = BigInteger.Abs(Above);
        for (BigInteger rest = Below; !rest.IsOne;)
        {
            digits *= 10;
            BigInteger shared = BigInteger.GreatestCommonDivisor(digits, rest);
            digits /= shared;
            rest /= shared;
        }

        return digits.ToString(CultureInfo.InvariantCulture).TrimEnd('0').Length;
    }

    public int CompareTo(Rational other) => AreWords(in this, in other)
        ? Math.BigMul(numerator, other.WordBelow).CompareTo(Math.BigMul(other.numerator, WordBelow))
        : (Above * other.Below).CompareTo(other.Above * Below);

    public bool Equals(Rational other) =>
        numerator == other.numerator && WordBelow == other.WordBelow && Equals(big, other.big);

    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(numerator, WordBelow, big);

    public override string ToString()
    {
        Rational shown = RoundHalfEven(10);
        string digits = BigInteger.Abs(shown.Above * BigInteger.Pow(10, 10) / shown.Below)
            .ToString(CultureInfo.InvariantCulture).PadLeft(11, '0');
        string text = (Sign < 0 ? "-" : "") + digits[..^10] + "." + digits[^10..];
        text = text.TrimEnd('0').TrimEnd('.');
        return shown == this ? text : "~" + text;
    }

    private Rational RoundWords(Int128 scale)
    {
        (Int128 whole, Int128 rest) = Int128.DivRem(Int128.Abs(numerator) * scale, WordBelow);
        int half = (rest * 2).CompareTo(WordBelow);
        if (half > 0 || (half == 0 && Int128.IsOddInteger(whole))) whole++;
        return Lowest(numerator < 0 ? -whole : whole, scale);
    }

    // Without the point.
    private bool TryDigits(out ulong digits)
    {
        digits = 0;
        long power = 1;
        for (int i = 0; i < WordDecimalsMax && power % WordBelow != 0; i++) power *= 10;
        if (power % WordBelow != 0) return false;
        Int128 all = Int128.Abs(numerator) * (power / WordBelow);
        if (all > ulong.MaxValue) return false;
        digits = (ulong)all;
        return true;
    }

    private static int CountDigits(ulong digits)
    {
        while (digits != 0 && digits % 10 == 0) digits /= 10;
        int count = 0;
        for (; digits != 0; digits /= 10) count++;
        return count;
    }

    private static Int128 PowerOfTen(int exponent) => PowersOfTen[exponent];

    private static Int128[] CountPowersOfTen()
    {
        Int128[] powers = new Int128[29];
        powers[0] = 1;
        for (int i = 1; i < powers.Length; i++) powers[i] = powers[i - 1] * 10;
        return powers;
    }

    private static uint Word(int bits) => unchecked((uint)bits);

    private static bool AreWords(in Rational a, in Rational b) => a.big is null && b.big is null;

    // What does not fit into words is left to the big integers, whole.
    private static Rational Lowest(Int128 above, Int128 below)
    {
        if (below == 0) throw new DivideByZeroException();
        if (below < 0) (above, below) = (-above, -below);
        UInt128 size = (UInt128)Int128.Abs(above);
        if (size > ulong.MaxValue || below > ulong.MaxValue) return new((BigInteger)above, (BigInteger)below);
        if (below == 1 && size <= WordMax) return new((long)above, 1L);
        ulong shared = CommonDivisor((ulong)size, (ulong)below);
        ulong least = shared == 1 ? (ulong)size : (ulong)size / shared;
        ulong under = shared == 1 ? (ulong)below : (ulong)below / shared;
        if (least > WordMax || under > WordMax) return new((BigInteger)above, (BigInteger)below);
        return new(above < 0 ? -(long)least : (long)least, (long)under);
    }

    // Stein's: halving and subtracting, since a division costs as much as ten of either.
    private static ulong CommonDivisor(ulong a, ulong b)
    {
        if (a == 0) return b;
        if (a == 1 || b == 1) return 1;
        int twos = BitOperations.TrailingZeroCount(a | b);
        a >>= BitOperations.TrailingZeroCount(a);
        while (b != 0)
        {
            b >>= BitOperations.TrailingZeroCount(b);
            if (a > b) (a, b) = (b, a);
            b -= a;
        }

        return a << twos;
    }

    /// <summary>In lowest terms; at least one of the two does not fit into a word.</summary>
    private sealed record BigFraction(BigInteger Numerator, BigInteger Denominator);
}
