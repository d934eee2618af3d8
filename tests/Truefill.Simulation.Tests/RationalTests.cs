using System;
using System.Globalization;
using System.Numerics;
using Truefill.Simulation.Generation;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Tests;

/// <summary>Words and big integers must come to the same: here both are held against plain big integers.</summary>
public sealed class RationalTests
{
    [Fact]
    public void Every_operation_agrees_with_big_integers_on_either_side_of_a_word()
    {
        Chance chance = new(11);
        for (int i = 0; i < 20_000; i++)
        {
            (BigInteger Above, BigInteger Below) p = Draw(chance);
            (BigInteger Above, BigInteger Below) q = Draw(chance);
            Rational a = new(p.Above, p.Below);
            Rational b = new(q.Above, q.Below);
            BigInteger left = p.Above * q.Below;
            BigInteger right = q.Above * p.Below;
            Assert.Equal(new Rational(left + right, p.Below * q.Below), a + b);
            Assert.Equal(new Rational(left - right, p.Below * q.Below), a - b);
            Assert.Equal(new Rational(p.Above * q.Above, p.Below * q.Below), a * b);
            if (!b.IsZero) Assert.Equal(new Rational(left, right), a / b);
            Assert.Equal(left.CompareTo(right), Math.Sign(a.CompareTo(b)));
            Assert.Equal(left == right, a == b);
            Assert.Equal(p.Above.Sign, a.Sign);
            Assert.Equal(a.GetHashCode(), (a + b - b).GetHashCode());
            Assert.Equal(a, a + b - b);
            Assert.Equal(Rounded(p.Above, p.Below, 3), a.RoundHalfEven(3));
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.0000")]
    [InlineData("-1.50")]
    [InlineData("4611686018427387903")]
    [InlineData("4611686018427387904")]
    [InlineData("-9223372036854775808")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-7.9228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001")]
    public void A_decimal_keeps_its_value_and_its_digits(string text)
    {
        decimal value = decimal.Parse(text, CultureInfo.InvariantCulture);
        int scale = value.Scale;
        string all = value.ToString(CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal);
        BigInteger digits = BigInteger.Parse(all, CultureInfo.InvariantCulture);
        Rational exact = value;
        Assert.Equal(new Rational(digits, BigInteger.Pow(10, scale)), exact);
        Assert.Equal(all.TrimStart('-').Trim('0').Length, exact.SignificantDigits());
    }

    [Fact]
    public void Nothing_is_divided_by_zero()
    {
        Assert.Throws<DivideByZeroException>(() => Rational.One / Rational.Zero);
        Assert.Throws<DivideByZeroException>(() => new Rational(1, 0));
    }

    private static (BigInteger Above, BigInteger Below) Draw(Chance chance)
    {
        int bits = chance.Between(1, 3) switch { 1 => 8, 2 => 63, _ => 100 };
        BigInteger above = Bits(chance, bits) - Bits(chance, bits);
        BigInteger below = chance.OneIn(2) ? BigInteger.Pow(10, chance.Between(0, 20)) : Bits(chance, bits) + 1;
        return (above, below);
    }

    private static BigInteger Bits(Chance chance, int count) =>
        (((BigInteger)chance.Next() << 64) + chance.Next()) & ((BigInteger.One << count) - 1);

    private static Rational Rounded(BigInteger above, BigInteger below, int decimals)
    {
        BigInteger scale = BigInteger.Pow(10, decimals);
        BigInteger twice = 2 * BigInteger.Abs(above) * scale;
        BigInteger whole = (twice + below) / (2 * below);
        if ((twice + below) % (2 * below) == 0 && !whole.IsEven) whole--;
        return new Rational(above.Sign * whole, scale);
    }
}
