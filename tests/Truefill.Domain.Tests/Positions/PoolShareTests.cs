using System;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Truefill.Domain.Executions.Storage;
using Truefill.Domain.Positions.Storage;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Tests.Positions;

public class PoolShareTests
{
    [Fact]
    public void A_share_is_rounded_half_even_to_ten_decimals_as_whole_numbers_say()
    {
        Chance chance = new(5);
        for (int i = 0; i < 20_000; i++)
        {
            decimal whole = chance.Number(15, 10);
            decimal part = Math.Min(whole, chance.Number(15, 10));
            decimal cost = chance.Number(14, 10) * chance.Of(1, -1);
            Assert.Equal(Slowly(cost, part, whole), PoolShare.Release(cost, part, whole));
        }
    }

    [Theory]
    [InlineData("0.0000000001", "1", "2", "0")]
    [InlineData("0.0000000003", "1", "2", "0.0000000002")]
    [InlineData("-0.0000000003", "1", "2", "-0.0000000002")]
    [InlineData("10", "1", "3", "3.3333333333")]
    [InlineData("12345678.12345678901234567890", "123456789.0123456789", "987654321.0123456789", "1543209.7528931404")]
    public void Halves_go_to_the_even_neighbour(string cost, string part, string whole, string share)
    {
        decimal released = PoolShare.Release(Of(cost), Of(part), Of(whole));
        Assert.Equal(Slowly(Of(cost), Of(part), Of(whole)), released);
        Assert.StartsWith(share[..Math.Min(share.Length, 9)],
            released.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void Packed_numbers_come_back_as_they_were() =>
        Check.QuickThrowOnFailure(Prop.ForAll<long, byte>(static (coefficient, scale) =>
        {
            if (coefficient == long.MinValue) return true;
            Exact value = Exact.Of(coefficient, (byte)(scale % 11));
            return PackedNumber.Of(value).ToExact() == value;
        }));

    private static decimal Of(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static decimal Slowly(decimal cost, decimal part, decimal whole)
    {
        BigInteger power = BigInteger.Pow(10, 28);
        BigInteger dividend = Scaled(cost) * Scaled(part) * BigInteger.Pow(10, 10);
        BigInteger divisor = Scaled(whole) * power;
        BigInteger twice = (BigInteger.Abs(dividend) * 2) + divisor;
        BigInteger rounded = twice / (divisor * 2);
        if (twice % (divisor * 2) == 0 && !rounded.IsEven) rounded--;
        return (decimal)rounded * (dividend.Sign < 0 ? -1 : 1) / 10_000_000_000m;

        static BigInteger Scaled(decimal value)
        {
            int[] bits = decimal.GetBits(value);
            BigInteger digits = ((BigInteger)unchecked((uint)bits[2]) << 64)
                + ((BigInteger)unchecked((uint)bits[1]) << 32) + unchecked((uint)bits[0]);
            return digits * BigInteger.Pow(10, 28 - value.Scale) * (bits[3] < 0 ? -1 : 1);
        }
    }
}
