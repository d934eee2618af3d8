using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Truefill.Domain.Quantities;
using Truefill.Domain.Tests.Positions;

namespace Truefill.Domain.Tests.Quantities;

/// <summary>The judge is .NET's decimal: every result has to be its own, bit for bit.</summary>
public class ExactTests
{
    private static readonly decimal[] Edges =
    [
        0m, 0.00m, -0.0m, -decimal.Zero, 1m, -1m, 1.0m, 1.00m, 10m, 0.1m, 0.0000000001m, 0.0000000000000000000000000001m,
        ulong.MaxValue, -(decimal)ulong.MaxValue, ulong.MaxValue + 1m, long.MaxValue, long.MinValue, uint.MaxValue,
        999_999_999_999_999_999m, 9_999_999_999.9999999999m, 18_446_744_073.709551615m, 1_844_674_407_370_955_161.6m,
        decimal.MaxValue / 3, decimal.MinValue / 3, 79228162514264337593543950335m / 1000,
    ];

    [Fact]
    public void It_is_written_as_the_four_words_of_a_decimal_and_read_back_bit_for_bit()
    {
        foreach (decimal number in Edges)
        {
            byte[] bytes = new byte[Exact.Bytes];
            ((Exact)number).Write(bytes);
            Assert.Equal(decimal.GetBits(number), MemoryMarshal.Cast<byte, int>(bytes).ToArray());
            Assert.True(Exact.TryRead(bytes, out Exact read));
            AssertSameBits(number, read, "read");
        }
    }

    [Fact]
    public void Bytes_that_are_no_decimal_are_not_read()
    {
        byte[] bytes = new byte[Exact.Bytes];
        Exact.One.Write(bytes);
        foreach ((int at, byte wrong) in new (int, byte)[] { (12, 1), (13, 1), (14, 29), (15, 1) })
        {
            byte[] other = [.. bytes];
            other[at] = wrong;
            Assert.False(Exact.TryRead(other, out _), $"byte {at} is {wrong}");
        }
    }

    [Fact]
    public void Sums_differences_and_products_are_those_of_decimal_bit_for_bit()
    {
        int products = 0;
        foreach ((decimal a, decimal b) in Pairs(200_000))
        {
            Exact x = a;
            Exact y = b;
            AssertSameBits(a + b, x + y, $"{a} + {b}");
            AssertSameBits(a - b, x - y, $"{a} - {b}");
            AssertSameBits(-a, -x, $"-({a})");
            AssertSameBits(Math.Abs(a), Exact.Abs(x), $"|{a}|");
            if (!TryMultiply(a, b, out decimal product)) continue;
            AssertSameBits(product, x * y, $"{a} × {b}");
            products++;
        }

        Assert.True(products > 150_000);
    }

    [Fact]
    public void Nothing_is_left_as_decimal_leaves_it()
    {
        foreach (long coefficient in (long[])[0, 1, 7, 12_345, 999_999_999])
        {
            for (byte scale = 0; scale <= 4; scale++)
            {
                decimal plain = new((int)coefficient, 0, 0, false, scale);
                decimal zeros = 1m;
                for (int more = 0; more <= 5; more++, zeros *= 1.0m)
                {
                    foreach ((decimal a, decimal b) in ((decimal, decimal)[])
                        [(plain, plain * zeros), (-plain, plain * zeros), (0m, plain * zeros), (-plain, 0.0m * zeros)])
                    {
                        Exact x = a;
                        Exact y = b;
                        AssertSameBits(a + b, x + y, $"{a} + {b}");
                        AssertSameBits(b + a, y + x, $"{b} + {a}");
                        AssertSameBits(a - b, x - y, $"{a} - {b}");
                        AssertSameBits(b - a, y - x, $"{b} - {a}");
                        AssertSameBits(-a - b, -x - y, $"-{a} - {b}");
                        AssertSameBits(-b - a, -y - x, $"-{b} - {a}");
                    }
                }
            }
        }
    }

    [Fact]
    public void Comparisons_are_those_of_decimal()
    {
        foreach ((decimal a, decimal b) in Pairs(200_000))
        {
            Exact x = a;
            Exact y = b;
            string what = $"{a} and {b}";
            Assert.True(Math.Sign(a.CompareTo(b)) == Math.Sign(x.CompareTo(y)), what);
            Assert.True(a == b == (x == y) && a != b == (x != y), what);
            Assert.True(a < b == x < y && a > b == x > y && a <= b == x <= y && a >= b == x >= y, what);
            Assert.True(Math.Max(a, b) == Exact.Max(x, y) && Math.Min(a, b) == Exact.Min(x, y), what);
            Assert.True(a == 0 == x.IsZero && a > 0 == x.IsPositive && a < 0 == x.IsNegative, what);
            Assert.True(a != b || x.GetHashCode() == y.GetHashCode(), what);
            Assert.Equal(a.Scale, x.Scale);
        }
    }

    [Fact]
    public void A_number_loses_its_trailing_zeros_and_nothing_else()
    {
        foreach ((decimal a, decimal b) in Pairs(50_000))
            foreach (decimal each in new[] { a, b, a + b })
                AssertSameBits(Shortest(each), ((Exact)each).Normalized(), $"{each}");
    }

    [Fact]
    public void A_short_product_is_that_of_decimal_or_none()
    {
        int taken = 0;
        foreach ((decimal a, decimal b) in Pairs(50_000))
        {
            if (!Exact.TryShortProduct(a, b, out Exact product)) continue;
            AssertSameBits(a * b, product, $"{a} × {b}");
            Assert.True(Math.Abs(a * b) * Power(product.Scale) < 1_000_000_000_000_000_000_000_000m);
            taken++;
        }

        Assert.True(taken > 10_000);
    }

    private static IEnumerable<(decimal A, decimal B)> Pairs(int count)
    {
        foreach (decimal a in Edges)
            foreach (decimal b in Edges) yield return (a, b);
        Chance chance = new(17);
        for (int i = 0; i < count; i++)
        {
            decimal a = Any(chance);
            yield return (a, chance.Below(4) switch
            {
                0 => a,
                1 => -a,
                2 => a * 1.0m,
                _ => Any(chance),
            });
        }
    }

    private static decimal Shortest(decimal value)
    {
        while (value.Scale > 0 && decimal.Truncate(value * Power(value.Scale - 1)) == value * Power(value.Scale - 1))
            value = decimal.Round(value, value.Scale - 1);
        return value;
    }

    private static decimal Any(Chance chance)
    {
        if (chance.OneIn(8)) return chance.Of(Edges);
        int digits = chance.Of(1, 3, 6, 9, 12, 18, 19, 20, 24);
        return chance.Number(Math.Min(digits, 18), chance.Of(0, 1, 2, 4, 8, 10))
            * (digits > 18 ? Power(digits - 18) : 1) * chance.Of(1, -1);
    }

    private static decimal Power(int exponent) => Enumerable.Repeat(10m, exponent).Aggregate(1m, (a, b) => a * b);

    private static bool TryMultiply(decimal a, decimal b, out decimal product)
    {
        try
        {
            product = a * b;
            return true;
        }
        catch (OverflowException)
        {
            product = 0;
            return false;
        }
    }

    private static void AssertSameBits(decimal expected, Exact actual, string what)
    {
        decimal number = actual;
        Assert.True(
            MemoryMarshal.AsBytes(new[] { expected }.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(new[] { number }.AsSpan())),
            $"{what}: {expected} (scale {expected.Scale}), not {number} (scale {number.Scale})");
    }
}
