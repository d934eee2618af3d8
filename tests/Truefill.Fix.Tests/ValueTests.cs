using System;
using System.Globalization;
using System.Text;
using Truefill.Fix.Tests.Support;

namespace Truefill.Fix.Tests;

public sealed class ValueTests
{
    private static byte[] B(string text) => Encoding.ASCII.GetBytes(text);

    /// <summary>The number as a message read gives it, which takes the short path when it can; it must agree with the
    /// plain one.</summary>
    private static decimal? Read(string text)
    {
        var index = new FixFieldIndex();
        Assert.True(FixParser.Parse(Days.Message($"35=0|44={text}|"), index, out var message).IsOk);
        var read = message.TryGetDecimal(Tags.Price, out var value);
        var plain = FixValue.TryParseDecimal(B(text), out var second);
        Assert.Equal(read == FixRead.Found, plain);
        Assert.NotEqual(FixRead.Missing, read);
        Assert.Equal(decimal.GetBits(value), decimal.GetBits(second));
        return plain ? value : null;
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1", "1")]
    [InlineData("-1", "-1")]
    [InlineData("00023.23", "23.23")]
    [InlineData("23.0000", "23.0000")]
    [InlineData("23.", "23")]
    [InlineData(".5", "0.5")]
    [InlineData("-.5", "-0.5")]
    [InlineData("12345678", "12345678")]
    [InlineData("-1234567", "-1234567")]
    [InlineData("123456789", "123456789")]
    [InlineData("0.0000001", "0.0000001")]
    [InlineData("9999999999999999999", "9999999999999999999")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335", "-79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("7.9228162514264337593543950335", "7.9228162514264337593543950335")]
    [InlineData("0000000000000000000000000000000000000000000000012.5", "12.5")]
    [InlineData("1.5000000000000000000000000000000000000000000000000", "1.5")]
    public void A_FIX_float_is_read_exactly(string text, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), Read(text));

    [Theory]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("+1")]
    [InlineData("1e5")]
    [InlineData("1.2.3")]
    [InlineData("..1")]
    [InlineData("1,5")]
    [InlineData("--1")]
    [InlineData("1-")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("NaN")]
    [InlineData("0x10")]
    [InlineData("/1")]
    [InlineData(":1")]
    [InlineData("79228162514264337593543950336")]
    [InlineData("0.00000000000000000000000000001")]
    [InlineData("7.92281625142643375935439503350000001")]
    [InlineData("100000000000000000000000000000")]
    [InlineData("12345678901234567890123.1234567")]
    public void What_is_no_FIX_float_or_does_not_fit_is_malformed(string text) => Assert.Null(Read(text));

    [Fact]
    public void Zero_has_no_sign_and_keeps_its_scale()
    {
        foreach (var text in new[] { "-0", "-0.00", "0.00", "-0.00000000000000000000" })
        {
            var value = Read(text);
            Assert.Equal(0, value);
            Assert.False(decimal.IsNegative(value!.Value));
        }
    }

    [Fact]
    public void Random_decimals_are_read_as_the_framework_reads_them()
    {
        var random = new SplitMix(7);
        for (var i = 0; i < 20_000; i++)
        {
            var digits = 1 + random.Below(28);
            var text = new StringBuilder(random.Below(3) == 0 ? "-" : "");
            var point = random.Below(digits + 2);
            for (var d = 0; d < digits; d++)
            {
                if (d == point) text.Append('.');
                text.Append((char)('0' + random.Below(10)));
            }

            Assert.Equal(decimal.Parse(text.ToString(), CultureInfo.InvariantCulture), Read(text.ToString()));
        }
    }

    [Fact]
    public void Random_short_texts_are_read_alike_on_both_paths()
    {
        var random = new SplitMix(8);
        const string alphabet = "0123456789.-/:+e";
        for (var i = 0; i < 200_000; i++)
        {
            var text = new char[1 + random.Below(18)];
            foreach (ref var c in text.AsSpan()) c = alphabet[random.Below(random.Below(3) == 0 ? alphabet.Length : 11)];
            Read(new string(text));
        }
    }

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("-0", 0L)]
    [InlineData("00042", 42L)]
    [InlineData("-42", -42L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    public void An_int_is_read(string text, long expected)
    {
        Assert.True(FixValue.TryParseLong(B(text), out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("1.0")]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("18446744073709551616")]
    [InlineData("99999999999999999999")]
    [InlineData("1a")]
    public void What_is_no_int_is_malformed(string text) => Assert.False(FixValue.TryParseLong(B(text), out _));

    private static long Nanos(string iso) =>
        checked((DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture).UtcTicks - DateTimeOffset.UnixEpoch.Ticks) * 100);

    [Theory]
    [InlineData("", 0)]
    [InlineData(".2", 200_000_000)]
    [InlineData(".27", 270_000_000)]
    [InlineData(".279", 279_000_000)]
    [InlineData(".2790", 279_000_000)]
    [InlineData(".27912", 279_120_000)]
    [InlineData(".279128", 279_128_000)]
    [InlineData(".2791281", 279_128_100)]
    [InlineData(".27912812", 279_128_120)]
    [InlineData(".279128123", 279_128_123)]
    [InlineData(".2791281239", 279_128_123)]
    [InlineData(".27912812399", 279_128_123)]
    [InlineData(".279128123999", 279_128_123)]
    public void A_timestamp_is_read_with_every_length_of_fraction(string fraction, long nanos)
    {
        Assert.True(FixValue.TryParseUtcTimestamp(B("20261120-18:48:19" + fraction), out var value));
        Assert.Equal(Nanos("2026-11-20T18:48:19Z") + nanos, value);
    }

    [Theory]
    [InlineData("19700101-00:00:00", "1970-01-01T00:00:00Z")]
    [InlineData("19691231-23:59:59", "1969-12-31T23:59:59Z")]
    [InlineData("20240229-12:00:00", "2024-02-29T12:00:00Z")]
    [InlineData("16780101-00:00:00", "1678-01-01T00:00:00Z")]
    [InlineData("22611231-23:59:59", "2261-12-31T23:59:59Z")]
    public void A_timestamp_is_nanoseconds_since_1970(string text, string iso)
    {
        Assert.True(FixValue.TryParseUtcTimestamp(B(text), out var value));
        Assert.Equal(Nanos(iso), value);
    }

    [Fact]
    public void The_leap_second_is_the_last_nanosecond_of_its_day()
    {
        Assert.True(FixValue.TryParseUtcTimestamp(B("20161231-23:59:60.123"), out var value));
        Assert.Equal(Nanos("2017-01-01T00:00:00Z") - 1, value);
        Assert.False(FixValue.TryParseUtcTimestamp(B("20161231-12:30:60"), out _));
        Assert.False(FixValue.TryParseUtcTimestamp(B("20161231-23:59:61"), out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("20261120")]
    [InlineData("20261120-18:48")]
    [InlineData("20261120-18:48:19.")]
    [InlineData("20261120-18:48:19.1234567890123")]
    [InlineData("20261120-18:48:19Z")]
    [InlineData("20261120-18:48:19.1a")]
    [InlineData("20261120 18:48:19")]
    [InlineData("20261120-18-48-19")]
    [InlineData("20261120-24:00:00")]
    [InlineData("20261120-18:60:00")]
    [InlineData("20261131-18:48:19")]
    [InlineData("20260229-18:48:19")]
    [InlineData("20261301-18:48:19")]
    [InlineData("20260001-18:48:19")]
    [InlineData("20261100-18:48:19")]
    [InlineData("2026112a-18:48:19")]
    [InlineData("16771231-18:48:19")]
    [InlineData("22620101-18:48:19")]
    [InlineData("20261120-1::48:19")]
    [InlineData("20261120-18048:19")]
    public void What_is_no_timestamp_is_malformed(string text) => Assert.False(FixValue.TryParseUtcTimestamp(B(text), out _));

    [Fact]
    public void The_date_remembered_by_the_index_is_never_taken_for_another()
    {
        var index = new FixFieldIndex();
        foreach (var day in new[] { "20261120", "20261121", "2026112x", "20261121", "20261120", "20261320" })
        {
            var text = day + "-18:48:19.279";
            Assert.True(FixParser.Parse(Days.Message($"35=0|52={text}|"), index, out var message).IsOk);
            var plain = FixValue.TryParseUtcTimestamp(B(text), out var expected);
            Assert.Equal(plain ? FixRead.Found : FixRead.Malformed, message.TryGetUtcTimestamp(52, out var value));
            Assert.Equal(expected, value);
        }
    }

    [Fact]
    public void Dates_flags_and_characters_are_read_or_malformed_or_missing()
    {
        var index = new FixFieldIndex();
        Assert.True(FixParser.Parse(Days.Message("35=0|75=20261120|64=20261131|43=Y|97=X|54=1|59=12|38=x|"), index, out var m).IsOk);
        Assert.Equal(FixRead.Found, m.TryGetDate(75, out var date));
        Assert.Equal(new DateOnly(2026, 11, 20), date);
        Assert.Equal(FixRead.Malformed, m.TryGetDate(64, out _));
        Assert.Equal(FixRead.Found, m.TryGetBoolean(43, out var flag));
        Assert.True(flag);
        Assert.Equal(FixRead.Malformed, m.TryGetBoolean(97, out _));
        Assert.Equal(FixRead.Missing, m.TryGetBoolean(123, out _));
        Assert.Equal(FixRead.Found, m.TryGetChar(54, out var side));
        Assert.Equal((byte)'1', side);
        Assert.Equal(FixRead.Malformed, m.TryGetChar(59, out _));
        Assert.Equal(FixRead.Malformed, m.TryGetDecimal(38, out _));
        Assert.Equal(FixRead.Malformed, m.TryGetLong(38, out _));
        Assert.Equal(FixRead.Missing, m.TryGetInt(-5, out _));
        Assert.Equal(FixRead.Missing, m.TryGetInt(99_999, out _));
    }
}
