using System;
using System.Text;
using Truefill.Fix.Tests.Support;

namespace Truefill.Fix.Tests;

public sealed class RecordedDayTests
{
    [Theory]
    [InlineData("fix42-day.log", 2107)]
    [InlineData("fix44-day.log", 4179)]
    public void Every_message_of_a_recorded_day_parses(string name, int expected)
    {
        var index = new FixFieldIndex();
        var messages = Days.Messages(name);
        Assert.Equal(expected, messages.Count);
        foreach (var bytes in messages)
        {
            var result = FixParser.Parse(bytes, index, out var message, FixParseOptions.RejectDuplicateTags);
            Assert.True(result.IsOk, $"{result}: {Encoding.Latin1.GetString(bytes)}");
            Assert.Equal(FixRead.Found, message.TryGetUtcTimestamp(Tags.SendingTime, out _));
            foreach (var tag in new[] { Tags.AvgPx, Tags.CumQty, Tags.LeavesQty, Tags.LastPx, Tags.LastQty, Tags.Price, Tags.Commission })
                Assert.NotEqual(FixRead.Malformed, message.TryGetDecimal(tag, out _));
        }
    }

    [Fact]
    public void The_same_day_with_pipes_for_separators_parses()
    {
        var index = new FixFieldIndex();
        foreach (var bytes in Days.AllMessages())
        {
            bytes.AsSpan().Replace((byte)1, (byte)'|');
            Assert.Equal((byte)'|', FixParser.DetectSeparator(bytes));
            var result = FixParser.Parse(bytes, index, out _, separator: (byte)'|');
            Assert.True(result.IsOk, result.ToString());
        }
    }

    [Fact]
    public void Every_message_written_again_field_by_field_is_the_same_bytes()
    {
        var index = new FixFieldIndex();
        var buffer = new byte[4096];
        foreach (var bytes in Days.AllMessages())
        {
            Assert.True(FixParser.Parse(bytes, index, out var message).IsOk);
            message.TryGet(Tags.BeginString, out var beginString);
            var writer = new FixMessageWriter(buffer, beginString, message.MsgType);
            for (var i = 3; i < message.FieldCount - 1; i++)
                writer.Append(message[i].Tag, message.ValueOf(message[i]));
            Assert.True(writer.TryFinish(out var length), writer.Error.ToString());
            Assert.True(bytes.AsSpan().SequenceEqual(buffer.AsSpan(0, length)));
        }
    }
}
