using System;
using System.Buffers;
using System.Globalization;
using System.Text;

namespace Truefill.Fix.Tests;

public sealed class WriterTests
{
    private readonly FixFieldIndex index = new();

    [Fact]
    public void Every_kind_of_value_comes_back_as_it_was_written()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new FixMessageWriter(output, 512, "FIX.4.4"u8, MsgTypes.NewOrderSingle);
        writer.AppendInt(Tags.MsgSeqNum, 42);
        writer.Append(Tags.SenderCompID, "ME");
        writer.AppendUtcTimestamp(Tags.SendingTime, 1_795_200_499_279_128_123, FixTimePrecision.Nanoseconds);
        writer.AppendUtcTimestamp(Tags.TransactTime, -1, FixTimePrecision.Microseconds);
        writer.AppendUtcTimestamp(Tags.ExpireTime, 1_795_200_499_999_999_999, FixTimePrecision.Seconds);
        writer.AppendChar(Tags.Side, (byte)'1');
        writer.AppendDecimal(Tags.Price, -12.50m);
        writer.AppendDecimal(Tags.StopPx, new decimal(0, 0, 0, true, 2));
        writer.AppendDecimal(Tags.OrderQty, decimal.MaxValue);
        writer.AppendInt(Tags.Account, long.MinValue);
        writer.AppendBoolean(Tags.PossDupFlag, true);
        writer.AppendDate(Tags.TradeDate, new DateOnly(2026, 11, 20));
        writer.AppendData(Tags.RawDataLength, Tags.RawData, "a\u0001b"u8);
        writer.Append(12_345, "custom"u8);
        writer.Append(999_999_999, "last"u8);
        Assert.True(writer.TryFinish(out var bytes));
        Assert.Equal(bytes, output.WrittenCount);

        var result = FixParser.Parse(output.WrittenSpan, index, out var m);
        Assert.True(result.IsOk, result.ToString());
        m.TryGetInt(Tags.MsgSeqNum, out var seq);
        Assert.Equal(42, seq);
        m.TryGetUtcTimestamp(Tags.SendingTime, out var sending);
        Assert.Equal(1_795_200_499_279_128_123, sending);
        Assert.Equal("19691231-23:59:59.999999", m.Text(Tags.TransactTime));
        m.TryGetUtcTimestamp(Tags.ExpireTime, out var expires);
        Assert.Equal(1_795_200_499_000_000_000, expires);
        Assert.Equal("-12.50", m.Text(Tags.Price));
        Assert.Equal("0.00", m.Text(Tags.StopPx));
        m.TryGetDecimal(Tags.OrderQty, out var quantity);
        Assert.Equal(decimal.MaxValue, quantity);
        m.TryGetLong(Tags.Account, out var account);
        Assert.Equal(long.MinValue, account);
        Assert.Equal("20261120", m.Text(Tags.TradeDate));
        Assert.Equal("a\u0001b", m.Text(Tags.RawData));
        Assert.Equal("custom", m.Text(12_345));
        Assert.Equal("last", m.Text(999_999_999));
    }

    [Fact]
    public void Bodies_of_every_length_get_their_own_number_of_digits()
    {
        var buffer = new byte[20_000];
        foreach (var text in new[] { 1, 80, 95, 100, 900, 985, 990, 995, 1000, 9980, 9990, 9995, 12_000 })
        {
            var writer = new FixMessageWriter(buffer, "FIXT.1.1"u8, "0"u8);
            writer.Append(Tags.Text, new string('x', text));
            Assert.True(writer.TryFinish(out var bytes));
            var result = FixParser.Parse(buffer.AsSpan(0, bytes), index, out var message);
            Assert.True(result.IsOk, $"{text}: {result}");
            Assert.Equal(text, message.Text(Tags.Text)!.Length);
            Assert.False(message.Text(Tags.BodyLength)!.StartsWith('0'));
        }
    }

    [Fact]
    public void Every_decimal_is_written_digit_by_digit_as_it_is()
    {
        var random = new SplitMix(5);
        var buffer = new byte[128];
        for (var round = 0; round < 20_000; round++)
        {
            // Of every length, and of every scale to each.
            var mask = ulong.MaxValue >> random.Below(64);
            var low = random.Next() & mask;
            var high = random.Below(8) == 0 ? unchecked((int)random.Next()) : 0;
            var value = new decimal(
                unchecked((int)low), unchecked((int)(low >> 32)), high, random.Below(2) == 0, (byte)random.Below(29));
            var writer = new FixMessageWriter(buffer, "FIX.4.4"u8, MsgTypes.ExecutionReport);
            writer.AppendDecimal(Tags.Price, value);
            Assert.True(writer.TryFinish(out var bytes));
            FixParser.Parse(buffer.AsSpan(0, bytes), index, out var message);
            var expected = (value == 0 ? decimal.Abs(value) : value).ToString(CultureInfo.InvariantCulture);
            Assert.Equal(expected, message.Text(Tags.Price));
        }
    }

    [Theory]
    [InlineData("2026-11-20T00:00:00.000000001", "20261120-00:00:00.000000001")]
    [InlineData("2000-02-29T23:59:59.999999999", "20000229-23:59:59.999999999")]
    [InlineData("1678-01-01T10:09:08.070605040", "16780101-10:09:08.070605040")]
    public void A_time_is_written_with_the_digits_of_its_precision(string time, string expected)
    {
        var seconds = DateTimeOffset.Parse(time[..19] + "Z", CultureInfo.InvariantCulture).ToUnixTimeSeconds();
        var nanos = (seconds * 1_000_000_000) + int.Parse(time[20..], CultureInfo.InvariantCulture);
        foreach (var precision in Enum.GetValues<FixTimePrecision>())
        {
            var buffer = new byte[128];
            var writer = new FixMessageWriter(buffer, "FIX.4.4"u8, MsgTypes.Heartbeat);
            writer.AppendUtcTimestamp(Tags.TransactTime, nanos, precision);
            Assert.True(writer.TryFinish(out var bytes));
            FixParser.Parse(buffer.AsSpan(0, bytes), index, out var message);
            var length = precision == FixTimePrecision.Seconds ? 17 : 18 + (int)precision;
            Assert.Equal(expected[..length], message.Text(Tags.TransactTime));
        }
    }

    [Fact]
    public void A_value_cannot_break_out_of_its_field()
    {
        var buffer = new byte[256];
        foreach (var text in new[] { "a\u000154=2", "a\nb", "a\u007F", "é", "a\0" })
        {
            var chars = new FixMessageWriter(buffer, "FIX.4.4"u8, "D"u8);
            chars.Append(Tags.Text, text);
            Assert.False(chars.TryFinish(out _));
            Assert.Equal((FixWriteError.ForbiddenByte, Tags.Text), (chars.Error, chars.ErrorTag));
        }

        var bytes = new FixMessageWriter(buffer, "FIX.4.4"u8, "D"u8);
        bytes.Append(Tags.Text, "a\u000154=2"u8);
        bytes.AppendInt(Tags.Side, 1);
        Assert.False(bytes.TryFinish(out _));
        Assert.Equal((FixWriteError.ForbiddenByte, Tags.Text), (bytes.Error, bytes.ErrorTag));
    }

    [Fact]
    public void Bad_tags_and_empty_values_are_refused()
    {
        var buffer = new byte[256];
        foreach (var tag in new[] { 0, -1, 8, 9, 10, 35, 1_000_000_000, int.MinValue })
        {
            var writer = new FixMessageWriter(buffer, "FIX.4.4"u8, "D"u8);
            writer.AppendInt(tag, 1);
            Assert.False(writer.TryFinish(out _));
            Assert.Equal(FixWriteError.BadTag, writer.Error);
        }

        var empty = new FixMessageWriter(buffer, "FIX.4.4"u8, "D"u8);
        empty.Append(Tags.Text, ""u8);
        Assert.False(empty.TryFinish(out _));
        Assert.Equal(FixWriteError.EmptyValue, empty.Error);
    }

    [Fact]
    public void A_buffer_of_any_size_is_either_enough_or_refused()
    {
        var whole = 0;
        for (var size = 0; size < 300; size++)
        {
            var buffer = new byte[size];
            var writer = new FixMessageWriter(buffer, "FIX.4.4"u8, "8"u8);
            writer.Append(Tags.ClOrdID, "C1");
            writer.AppendUtcTimestamp(Tags.TransactTime, 0);
            writer.AppendDecimal(Tags.Price, 1.5m);
            writer.AppendData(95, 96, "xyz"u8);
            writer.AppendDate(75, new DateOnly(2026, 1, 2));
            if (!writer.TryFinish(out var bytes))
            {
                Assert.Equal(FixWriteError.BufferFull, writer.Error);
                Assert.Equal(0, whole);
                continue;
            }

            whole++;
            Assert.True(FixParser.Parse(buffer.AsSpan(0, bytes), index, out _).IsOk);
        }

        Assert.True(whole > 100);
    }

    [Fact]
    public void Random_messages_come_back_field_by_field()
    {
        var random = new SplitMix(99);
        var buffer = new byte[8192];
        for (var round = 0; round < 3000; round++)
        {
            var count = random.Below(60);
            var expected = new (int Tag, string Value)[count];
            var writer = new FixMessageWriter(buffer, "FIX.4.2"u8, "U1"u8);
            for (var i = 0; i < count; i++)
            {
                var tag = 100_000 + random.Below(100_000_000);
                if (random.Below(2) == 0) tag = 5000 + random.Below(20_000);
                var value = new StringBuilder();
                for (var n = 1 + random.Below(30); n > 0; n--) value.Append((char)(' ' + random.Below(95)));
                expected[i] = (tag, value.ToString());
                writer.Append(tag, value.ToString());
            }

            Assert.True(writer.TryFinish(out var bytes), writer.Error.ToString());
            Assert.True(FixParser.Parse(buffer.AsSpan(0, bytes), index, out var message).IsOk);
            Assert.Equal(count + 4, message.FieldCount);
            for (var i = 0; i < count; i++)
            {
                Assert.Equal(expected[i].Tag, message[i + 3].Tag);
                Assert.Equal(expected[i].Value, Encoding.ASCII.GetString(message.ValueOf(message[i + 3])));
            }
        }
    }
}
