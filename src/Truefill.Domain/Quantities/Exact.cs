using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Truefill.Domain.Quantities;

/// <summary>
/// A decimal number in two machine words: <see cref="decimal"/> bit for bit, its range, its scales and its results, so
/// that a sum here and a sum there are the same. What nearly every price, quantity and amount is, a coefficient of at
/// most 64 bits, is added, multiplied and compared in registers; everything else is left to decimal.
/// </summary>
/// <remarks>
/// .NET writes a decimal as three fields and reads it as one vector, which the processor cannot forward from its store
/// buffer: each time one is handed on, it waits for every store before it. What that costs a fill is in docs/adr/0007.
/// </remarks>
public readonly struct Exact : IEquatable<Exact>, IComparable<Exact>
{
    /// <summary>As many as <see cref="Write"/> writes.</summary>
    public const int Bytes = 2 * sizeof(ulong);

    /// <summary>The most digits that a decimal has behind the point; so many digits always fit one.</summary>
    internal const int MaxScale = 28;

    private const uint Sign = 0x8000_0000;
    private const uint ScaleMask = 0xFF << ScaleShift;
    private const int ScaleShift = 16;

    // Decimal's own words: flags (sign, scale) with the upper third of the coefficient above them, and the lower two
    // thirds.
    private readonly ulong head;
    private readonly ulong low;

    private Exact(ulong head, ulong low)
    {
        this.head = head;
        this.low = low;
    }

    public static Exact Zero => default;

    public static Exact One => new(0, 1);

    /// <summary>Digits behind the point, 0 to 28, trailing zeros included.</summary>
    public int Scale => unchecked((byte)(head >> ScaleShift));

    public bool IsZero => (low | (head >> 32)) == 0;

    public bool IsPositive => !IsZero && !IsSigned;

    public bool IsNegative => !IsZero && IsSigned;

    /// <summary>
    /// Within the bounds of <see cref="ExactDecimal"/> and without trailing zeros, as nearly every number comes.
    /// </summary>
    internal bool IsBounded => IsShort && low < ExactDecimal.CoefficientLimit
        && (Scale == 0 || (Scale <= ExactDecimal.MaxDecimals && low % 10 != 0));

    /// <summary>
    /// The same, taken apart and put together: so the compiler hands on two registers, where it would else write the
    /// words and read them as one vector, for which the processor waits.
    /// </summary>
    internal Exact InRegisters => new(head, low);

    // The coefficient fits 64 bits.
    private bool IsShort => head <= uint.MaxValue;

    private bool IsSigned => (head & Sign) != 0;

    public static implicit operator Exact(decimal value) => Unsafe.BitCast<decimal, Exact>(value);

    public static implicit operator decimal(Exact value) => Unsafe.BitCast<Exact, decimal>(value);

    /// <summary>A whole number: one that the code states is made in registers, without a decimal between.</summary>
    public static implicit operator Exact(int value) => Of(value, (byte)0);

    /// <summary>A coefficient and how many of its digits stand behind the point, 0 to 28.</summary>
    public static Exact Of(long coefficient, int scale)
    {
        Invariant.Holds(scale is >= 0 and <= MaxScale, "a decimal has 0 to 28 digits behind the point");
        return Of(coefficient, unchecked((byte)scale));
    }

    /// <summary>As above, of what was checked before it was kept.</summary>
    internal static Exact Of(long coefficient, byte scale)
    {
        bool isSigned = coefficient < 0;
        ulong magnitude = unchecked((ulong)(isSigned ? -coefficient : coefficient));
        return new Exact((isSigned ? Sign : 0) | ((ulong)scale << ScaleShift), magnitude);
    }

    /// <summary>False: the coefficient takes more than 63 bits.</summary>
    internal bool TryGetCoefficient(out long coefficient)
    {
        coefficient = unchecked(IsSigned ? -(long)low : (long)low);
        return IsShort && low <= long.MaxValue;
    }

    /// <summary>Writes <see cref="Bytes"/>: the four words of <see cref="decimal.GetBits(decimal)"/>.</summary>
    public void Write(Span<byte> to)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(to, low);
        BinaryPrimitives.WriteUInt64LittleEndian(to[sizeof(ulong)..], BitOperations.RotateLeft(head, 32));
    }

    /// <summary>What <see cref="Write"/> wrote; false for bytes that are no number.</summary>
    public static bool TryRead(ReadOnlySpan<byte> from, out Exact value)
    {
        ulong words = BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(from[sizeof(ulong)..]), 32);
        value = new Exact(words, BinaryPrimitives.ReadUInt64LittleEndian(from));
        return (words & uint.MaxValue & ~(ulong)(Sign | ScaleMask)) == 0 && value.Scale <= MaxScale;
    }

    public static Exact Abs(Exact value) => new(value.head & ~(ulong)Sign, value.low);

    public static Exact Max(Exact a, Exact b) => a < b ? b : a;

    public static Exact Min(Exact a, Exact b) => a > b ? b : a;

    public static Exact operator +(Exact a, Exact b)
    {
        if (a.head == b.head && a.IsShort)
        {
            ulong sum = unchecked(a.low + b.low);
            if (sum >= a.low) return new Exact(a.head, sum);
        }

        return Add(a, b);
    }

    public static Exact operator -(Exact a, Exact b)
    {
        if (a.head == b.head && a.IsShort && a.low >= b.low) return new Exact(a.head, a.low - b.low);
        return Add(a, -b);
    }

    public static Exact operator -(Exact a) => new(a.head ^ Sign, a.low);

    public static Exact operator *(Exact a, Exact b)
    {
        if ((a.head | b.head) <= uint.MaxValue && a.low != 0 && b.low != 0)
        {
            ulong high = WideProduct.High(a.low, b.low);
            ulong product = unchecked(a.low * b.low);
            int scale = a.Scale + b.Scale;
            if (high <= uint.MaxValue && scale <= MaxScale)
                return new Exact(((a.head ^ b.head) & Sign) | ((ulong)scale << ScaleShift) | (high << 32), product);
        }

        return MultiplyLong(a, b);
    }

    /// <summary>
    /// True for two numbers whose coefficients fit 64 bits and multiply to fewer than 10^24, which is what nearly every
    /// trade looks like; false says nothing.
    /// </summary>
    internal static bool TryShortProduct(Exact a, Exact b, out Exact product)
    {
        product = default;
        int scale = a.Scale + b.Scale;
        if ((a.head | b.head) > uint.MaxValue || scale > MaxScale || a.low == 0 || b.low == 0) return false;

        // 10^24 ÷ 2^64 = 54,210.1.
        ulong high = WideProduct.High(a.low, b.low);
        if (high >= 54_210) return false;
        ulong sign = (a.head ^ b.head) & Sign;
        product = new Exact(sign | ((ulong)scale << ScaleShift) | (high << 32), unchecked(a.low * b.low));
        return true;
    }

    public static bool operator ==(Exact a, Exact b) => a.Equals(b);

    public static bool operator !=(Exact a, Exact b) => !a.Equals(b);

    public static bool operator <(Exact a, Exact b) => a.CompareTo(b) < 0;

    public static bool operator >(Exact a, Exact b) => a.CompareTo(b) > 0;

    public static bool operator <=(Exact a, Exact b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Exact a, Exact b) => a.CompareTo(b) >= 0;

    /// <summary>As numbers: 1 and 1.00 are equal.</summary>
    public bool Equals(Exact other)
    {
        if (head == other.head) return low == other.low || (IsZero && other.IsZero);
        return Compare(this, other) == 0;
    }

    public override bool Equals(object? obj) => obj is Exact other && Equals(other);

    /// <summary>The same in every process, and for equal numbers.</summary>
    public override int GetHashCode()
    {
        if (IsZero) return 0;
        Exact bare = Normalized();
        ulong mixed = bare.head ^ bare.low;
        return unchecked((int)(mixed ^ (mixed >> 32)));
    }

    public int CompareTo(Exact other)
    {
        if (head != other.head || !IsShort) return Compare(this, other);
        int order = low.CompareTo(other.low);
        return IsSigned ? -order : order;
    }

    /// <summary>The same number without trailing zeros behind the point.</summary>
    public Exact Normalized()
    {
        if (Scale == 0 || (IsShort && low % 10 != 0)) return this;
        return Strip(this);
    }

    public override string ToString() => ((decimal)this).ToString(CultureInfo.InvariantCulture);

    // Two numbers of different scales or signs, or of many digits.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Exact Add(Exact a, Exact b)
    {
        if ((a.head | b.head) > uint.MaxValue || !TryAlign(a, b, out ulong first, out ulong second))
            return AddLong(a, b);
        ulong scale = (ulong)Math.Max(a.Scale, b.Scale) << ScaleShift;
        if (((a.head ^ b.head) & Sign) == 0)
        {
            ulong sum = unchecked(first + second);
            return sum >= first ? new Exact((a.head & Sign) | scale, sum) : AddLong(a, b);
        }

        if (first == second)
        {
            // Decimal gives a difference of nothing the sign of the number that had fewer decimals, of two zeros
            // sometimes this one and sometimes that.
            return first == 0 ? AddLong(a, b) : new Exact(((a.Scale <= b.Scale ? a : b).head & Sign) | scale, 0);
        }

        return first > second
            ? new Exact((a.head & Sign) | scale, first - second)
            : new Exact((b.head & Sign) | scale, second - first);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Compare(Exact a, Exact b)
    {
        if ((a.head | b.head) > uint.MaxValue || !TryAlign(a, b, out ulong first, out ulong second))
            return CompareLong(a, b);
        if (((a.head ^ b.head) & Sign) != 0)
            return (first | second) == 0 ? 0 : a.IsSigned ? -1 : 1;
        int order = first.CompareTo(second);
        return a.IsSigned ? -order : order;
    }

    // Both coefficients at the larger scale; false: one of them would not fit.
    private static bool TryAlign(Exact a, Exact b, out ulong first, out ulong second)
    {
        first = a.low;
        second = b.low;
        int apart = a.Scale - b.Scale;
        if (apart == 0) return true;
        int digits = Math.Abs(apart);
        ReadOnlySpan<ulong> powers =
        [
            1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        ];
        if (digits >= powers.Length) return false;
        ulong shorter = apart > 0 ? second : first;
        ulong raised = unchecked(shorter * powers[digits]);
        if (apart > 0) second = raised;
        else first = raised;
        return WideProduct.High(shorter, powers[digits]) == 0;
    }

    // Apart from the rest, because a number that decimal takes by reference has to live in memory.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Exact AddLong(decimal a, decimal b) => a + b;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Exact MultiplyLong(decimal a, decimal b) => a * b;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CompareLong(decimal a, decimal b) => decimal.Compare(a, b);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Exact Strip(Exact value)
    {
        if (!value.IsShort || value.low == 0) return StripLong(value);
        ulong coefficient = value.low;
        int scale = value.Scale;
        for (; scale > 0 && coefficient % 10 == 0; coefficient /= 10) scale--;
        return new Exact((value.head & Sign) | ((ulong)scale << ScaleShift), coefficient);
    }

    private static Exact StripLong(decimal value)
    {
        while (value.Scale > 0)
        {
            decimal shorter = decimal.Round(value, value.Scale - 1, MidpointRounding.ToZero);
            if (shorter != value) return value;
            value = shorter;
        }

        return value;
    }
}
