using System.Collections.Generic;

namespace Truefill.Journal.Tests;

public sealed class DecimalCodecTests
{
    public static IEnumerable<object[]> Values() =>
    [
        [0m], [1m], [-1m], [0.1m], [100m], [100.00m], [0.00000001m], [decimal.MaxValue], [decimal.MinValue],
        [7922816251426433759354395033.5m],
        [123456789.12345678m], [18446744073709551615m], [18446744073709551616m], [-18446744073709551616.0m], [1e-28m],
        [-0.50m], [10000000000m],
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public void A_decimal_comes_back_equal(decimal v) => Assert.Equal(v, RoundTrip(v));

    [Fact]
    public void Every_scale_comes_back_equal_for_small_wide_and_extreme_coefficients()
    {
        var chance = new Prng(7);
        for (byte scale = 0; scale <= 28; scale++)
        {
            foreach (int high in new[] { 0, 1, 0x7FFF_FFFF, -1 })
            {
                for (int i = 0; i < 200; i++)
                {
                    int low = unchecked((int)chance.Next());
                    var v = new decimal(low, i % 2 == 0 ? 0 : unchecked((int)chance.Next()), high, i % 3 == 0, scale);
                    Assert.Equal(v, RoundTrip(v));
                }
            }
        }
    }

    [Fact]
    public void Equal_values_give_equal_bytes_whatever_their_scale()
    {
        foreach (decimal v in new[] { 1m, 12.5m, 1000m, 0.001m, -3m, 12345678901234567890m, 0m })
        {
            byte[] expected = Encode(v);
            decimal scaled = v;
            for (int i = 0; i < 8; i++)
            {
                scaled *= 1.0m;
                Assert.Equal(expected, Encode(scaled));
            }
        }
    }

    [Fact]
    public void Negative_zero_is_zero() => Assert.Equal(new byte[] { 0, 0 }, Encode(new decimal(0, 0, 0, true, 5)));

    [Theory]
    [InlineData(new byte[] { 0x02, 0x0A })] // 0.10: a trailing zero
    [InlineData(new byte[] { 0x80, 0x00 })] // minus zero
    [InlineData(new byte[] { 0x01, 0x00 })] // 0.0
    [InlineData(new byte[] { 0x1D, 0x01 })] // scale 29
    [InlineData(new byte[] { 0x20, 0x01 })] // unused bit
    [InlineData(new byte[] { 0x00, 0x81, 0x00 })] // varint longer than needed
    [InlineData(new byte[] { 0x40, 0x00, 1, 0, 0, 0, 0, 0, 0, 0 })] // wide without need
    [InlineData(new byte[] { 0x40, 0x01, 1, 0, 0 })] // truncated
    [InlineData(new byte[] { 0x00 })]
    public void Content_that_no_writer_writes_is_refused(byte[] content) =>
        Assert.Throws<JournalFormatException>(() => new FieldReader(content).ReadDecimal());

    private static byte[] Encode(decimal v)
    {
        var block = new BlockBuilder(64, 64);
        block.BeginRecord(1, 1);
        block.WriteDecimal(v);
        block.EndRecord();
        return block.Records[3..].ToArray();
    }

    private static decimal RoundTrip(decimal v)
    {
        var reader = new FieldReader(Encode(v));
        decimal back = reader.ReadDecimal();
        Assert.True(reader.AtEnd);
        return back;
    }
}
