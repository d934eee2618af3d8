using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Truefill.Fix.Tests.Support;

namespace Truefill.Fix.Tests;

public sealed class LogReaderTests
{
    private static List<(FixLogLineKind Kind, long Number, long Offset, long Bytes, string Raw, string Message)> ReadAll(
        byte[] log, int max = 1 << 20, int piece = int.MaxValue)
    {
        var reader = new FixLogReader(new SlowStream(log, piece), max);
        var lines = new List<(FixLogLineKind, long, long, long, string, string)>();
        while (reader.TryRead(out var line))
        {
            lines.Add((line.Kind, line.Number, line.Offset, line.Bytes,
                Encoding.Latin1.GetString(line.Raw), Encoding.Latin1.GetString(line.Message)));
        }

        return lines;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Lines_are_told_apart_whatever_their_ends_are(int piece)
    {
        var log = Encoding.Latin1.GetBytes("t : 8=FIX.4.4|9=5|\r\n\n  \t\r\nheader 8=FIXED\nx 8=FIX 8=FIXT.1.1|\nlast 8=FIX.4.2|");
        var lines = ReadAll(log, piece: piece);
        Assert.Equal(
            [
                (FixLogLineKind.Message, 1, 0, 18, "t : 8=FIX.4.4|9=5|", "8=FIX.4.4|9=5|"),
                (FixLogLineKind.Blank, 2, 20, 0, "", ""),
                (FixLogLineKind.Blank, 3, 21, 3, "  \t", ""),
                (FixLogLineKind.NoMessage, 4, 26, 14, "header 8=FIXED", ""),
                (FixLogLineKind.Message, 5, 41, 19, "x 8=FIX 8=FIXT.1.1|", "8=FIXT.1.1|"),
                (FixLogLineKind.Message, 6, 61, 15, "last 8=FIX.4.2|", "8=FIX.4.2|"),
            ],
            lines);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void A_line_above_the_bound_is_cut_and_counted(int piece)
    {
        foreach (var end in new[] { "\n", "\r\n" })
        {
            var text = "abc" + end + new string('x', 10) + end + new string('y', 11) + end + new string('z', 12) + end
                + new string('w', 5000) + end + "8=FIX.4.4" + end + new string('v', 12);
            var lines = ReadAll(Encoding.Latin1.GetBytes(text), max: 10, piece: piece);
            Assert.Equal([3L, 10, 11, 12, 5000, 9, 12], lines.ConvertAll(line => line.Bytes));
            Assert.Equal([1L, 2, 3, 4, 5, 6, 7], lines.ConvertAll(line => line.Number));
            Assert.Equal(
                [FixLogLineKind.NoMessage, FixLogLineKind.NoMessage, FixLogLineKind.TooLong, FixLogLineKind.TooLong,
                 FixLogLineKind.TooLong, FixLogLineKind.Message, FixLogLineKind.TooLong],
                lines.ConvertAll(line => line.Kind));
            Assert.Equal(new string('w', 10), lines[4].Raw);
            foreach (var line in lines)
                Assert.StartsWith(line.Raw[..3], text[(int)line.Offset..], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_empty_log_has_no_lines_and_a_newline_is_one()
    {
        Assert.Empty(ReadAll([]));
        Assert.Single(ReadAll("\n"u8.ToArray()));
    }

    [Fact]
    public void Ten_megabytes_in_one_line_need_no_more_than_the_bound()
    {
        var log = new byte[10_000_001];
        Array.Fill(log, (byte)'x');
        log[^1] = (byte)'\n';
        var reader = new FixLogReader(new MemoryStream(log), 100_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(reader.TryRead(out var line));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400_000);
        Assert.Equal((FixLogLineKind.TooLong, 10_000_000L, 100_000), (line.Kind, line.Bytes, line.Raw.Length));
        Assert.False(reader.TryRead(out _));
    }

    [Fact]
    public void Every_line_of_a_recorded_day_is_a_message()
    {
        using var stream = File.OpenRead(Days.PathOf(Days.Names[0]));
        var reader = new FixLogReader(stream);
        var number = 0L;
        while (reader.TryRead(out var line))
        {
            Assert.Equal(++number, line.Number);
            Assert.Equal(FixLogLineKind.Message, line.Kind);
        }
    }

    /// <summary>Gives a few bytes per read, as pipes do.</summary>
    private sealed class SlowStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, piece));
    }
}
