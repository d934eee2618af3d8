using System;
using System.Collections.Generic;
using Truefill.Fix.Tests.Support;

namespace Truefill.Fix.Tests;

public sealed class ScanTests
{
    [Fact]
    public void The_scalar_and_the_vector_paths_agree()
    {
        var random = new SplitMix(20261120);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = random.Bytes(random.Below(400));
            if (round % 2 == 0)
                foreach (ref var b in bytes.AsSpan()) b = b < 40 ? (byte)1 : (byte)(32 + b % 95);
            var separator = (byte)(random.Below(4) == 0 ? '|' : 1);
            var expected = new ulong[FixScan.BlockCount(bytes.Length)];
            var scalar = FixScan.Scan(bytes, separator, expected, FixScan.Path.Scalar);
            foreach (var path in new[] { FixScan.Path.Vector256, FixScan.Path.Vector512 })
            {
                var bits = new ulong[expected.Length];
                Array.Fill(bits, ulong.MaxValue);
                Assert.Equal(scalar, FixScan.Scan(bytes, separator, bits, path));
                Assert.Equal(expected, bits);
            }

            Assert.Equal(scalar.Sum, FixScan.Sum(bytes));
        }
    }

    [Fact]
    public void A_parse_gives_the_same_on_both_sides_of_the_vector_widths()
    {
        var index = new FixFieldIndex();
        for (var text = 1; text < 300; text++)
        {
            var result = FixParser.Parse(Days.Message($"35=0|58={new string('x', text)}|1=a|"), index, out var message);
            Assert.True(result.IsOk, result.ToString());
            Assert.Equal(new List<int> { 8, 9, 35, 58, 1, 10 }, TagsOf(message));
        }
    }

    private static List<int> TagsOf(FixMessage message)
    {
        var tags = new List<int>();
        for (var i = 0; i < message.FieldCount; i++) tags.Add(message[i].Tag);
        return tags;
    }
}
