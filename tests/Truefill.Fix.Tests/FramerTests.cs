using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text;
using Truefill.Fix.Tests.Support;

namespace Truefill.Fix.Tests;

public sealed class FramerTests
{
    private static byte[] Raw(string text) => Encoding.Latin1.GetBytes(text.Replace('|', '\u0001'));

    /// <summary>Feeds a stream in pieces, as a socket would, and returns the messages and everything skipped.</summary>
    private static (List<byte[]> Messages, byte[] Skipped) Feed(byte[] stream, Func<int> piece, int max = 4096)
    {
        var buffer = new byte[max];
        int held = 0, fed = 0;
        var messages = new List<byte[]>();
        var skipped = new List<byte>();
        while (true)
        {
            var frame = FixFramer.Next(buffer.AsSpan(0, held), max);
            if (frame.Status == FixFrameStatus.NeedMore)
            {
                Assert.InRange(frame.Needed, 1, max - held);
                if (fed == stream.Length) break;
                var count = Math.Min(Math.Min(piece(), stream.Length - fed), max - held);
                stream.AsSpan(fed, count).CopyTo(buffer.AsSpan(held));
                fed += count;
                held += count;
                continue;
            }

            Assert.InRange(frame.Length, 1, held);
            var taken = buffer.AsSpan(0, frame.Length).ToArray();
            if (frame.Status == FixFrameStatus.Complete) messages.Add(taken);
            else skipped.AddRange(taken);
            buffer.AsSpan(frame.Length, held - frame.Length).CopyTo(buffer);
            held -= frame.Length;
        }

        skipped.AddRange(buffer.AsSpan(0, held).ToArray());
        return (messages, [.. skipped]);
    }

    [Fact]
    public void A_day_in_random_pieces_comes_out_message_by_message()
    {
        var random = new SplitMix(5);
        var expected = Days.AllMessages();
        var stream = new List<byte>();
        foreach (var message in expected) stream.AddRange(message);
        var (messages, skipped) = Feed([.. stream], () => 1 + random.Below(700));
        Assert.Equal(expected, messages);
        Assert.Empty(skipped);
    }

    [Fact]
    public void Garbage_between_messages_is_skipped_to_the_byte()
    {
        var random = new SplitMix(6);
        string[] junk = ["", "8", "8=", "8=FI", "8=FIX", "8=FIX.4.4|", "8=FIX.4.4|9=", "8=FIX.4.4|9=12|35=0|", "8=FIX.4.4|9=x|", "xyz", "10=123|", "8=8=8=FI", "\n"];
        for (var round = 0; round < 300; round++)
        {
            var stream = new List<byte>();
            var expected = new List<byte[]>();
            var garbage = 0;
            for (var i = 0; i < 20; i++)
            {
                var noise = Raw(junk[random.Below(junk.Length)]);
                stream.AddRange(noise);
                garbage += noise.Length;
                var message = Days.Message($"35=0|112={random.Next()}|");
                expected.Add(message);
                stream.AddRange(message);
            }

            var (messages, skipped) = Feed([.. stream], () => 1 + random.Below(50));
            Assert.Equal(expected, messages);
            Assert.Equal(garbage, skipped.Length);
        }
    }

    [Theory]
    [InlineData("", FixFrameStatus.NeedMore, 0, 1)]
    [InlineData("8", FixFrameStatus.NeedMore, 0, 1)]
    [InlineData("8=FIX.4.4|9=5", FixFrameStatus.NeedMore, 0, 1)]
    [InlineData("8=FIX.4.4|9=5|", FixFrameStatus.NeedMore, 0, 12)]
    [InlineData("8=FIX.4.4|9=5|35=0|10=163", FixFrameStatus.NeedMore, 0, 1)]
    [InlineData("8=FIX.4.4|9=5|35=0|10=163|8=F", FixFrameStatus.Complete, 26, 0)]
    [InlineData("8=FIX.4.4|9=4|35=0|10=163|8=F", FixFrameStatus.Garbage, 26, 0)]
    [InlineData("8=FIX.4.4|9=5|35=0|1x", FixFrameStatus.Garbage, 21, 0)]
    [InlineData("8=FIX.4.4|9=9999999|35=0|", FixFrameStatus.TooLong, 25, 0)]
    [InlineData("8=FIX.4.4|9=99999999|35=0|", FixFrameStatus.Garbage, 26, 0)]
    [InlineData("abc8=FIX", FixFrameStatus.Garbage, 3, 0)]
    [InlineData("abc8=FI", FixFrameStatus.Garbage, 3, 0)]
    [InlineData("88=FIX", FixFrameStatus.Garbage, 1, 0)]
    public void Each_step_says_what_to_take_and_what_is_missing(string text, FixFrameStatus status, int length, int needed) =>
        Assert.Equal(new FixFrame(status, length, needed), FixFramer.Next(Raw(text)));

    [Fact]
    public void A_message_above_the_bound_is_refused_on_its_header()
    {
        var header = Raw("8=FIX.4.4|9=9000000|35=B|58=");
        var frame = FixFramer.Next(header);
        Assert.Equal(FixFrameStatus.TooLong, frame.Status);
        Assert.Equal(FixFrameStatus.NeedMore, FixFramer.Next(header, 10_000_000).Status);
    }

    [Fact]
    public void Ten_megabytes_of_anything_are_skipped_in_linear_time()
    {
        foreach (var unit in new[] { "x", "8", "8=FIX", "8=FIX.4.4|9=5|35=0|", "8=FIX.4.4|9=9999999|" })
        {
            var stream = new byte[10_000_000];
            var bytes = Raw(unit);
            for (var i = 0; i < stream.Length; i++) stream[i] = bytes[i % bytes.Length];
            var watch = Stopwatch.StartNew();
            var (messages, skipped) = Feed(stream, () => 1 << 16, 1 << 20);
            Assert.Empty(messages);
            Assert.True(skipped.Length > 9_900_000);
            Assert.True(watch.Elapsed < Eventually.Patience, unit);
        }
    }
}
