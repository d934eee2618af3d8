using System;
using System.Collections.Generic;
using Truefill.Fix.Tests.Support;

namespace Truefill.Fix.Tests;

/// <summary>Mutated messages: nothing throws, takes long or much memory, and what parses means what it says.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Bodies =
    [
        "35=8|49=A|56=B|34=7|52=20261120-18:48:19.279|37=V|17=E|150=F|39=1|55=IBM|54=1|31=10.25|32=5|151=5|14=5|6=10.25|136=2|137=1|138=USD|139=1|137=2|",
        "35=B|95=5|96=a|b|c|58=x|354=3|355=|y||453=2|448=A|802=1|523=x|448=B|",
        "35=D|11=C|20001=custom|123456789=big|40=2|44=0.00000001|60=20161231-23:59:60|",
    ];

    /// <summary>With the conversations of SessionFuzzTests a million messages; TRUEFILL_LONG=1 tries a hundred
    /// million.</summary>
    private static readonly int Rounds = Environment.GetEnvironmentVariable("TRUEFILL_LONG") == "1" ? 14_000_000 : 140_000;

    private const long BytesMax = 1 << 20;
    private static readonly TimeSpan TimeMax = TimeSpan.FromMilliseconds(100);

    private readonly FixFieldIndex index = new(fieldsMax: 64);
    private readonly FixIssues issues = new();
    private readonly FixValidator strict = new(FixDictionary.For(FixVersion.Fix44), FixStrictness.Strict);
    private readonly FixValidator lenient = new(FixDictionary.For(FixVersion.Fix42), FixStrictness.Lenient);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Mutated_messages_are_errors_or_consistent(ulong seed)
    {
        var random = new SplitMix(seed);
        var seeds = new List<byte[]>();
        foreach (var body in Bodies) seeds.Add(Days.Message(body));
        seeds.AddRange(Days.Messages(Days.Names[1])[..50]);
        var parsed = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Mutation.Mutate(seeds[random.Below(seeds.Count)], random);
            // Half of them get a right frame again, so that the fields and not the sum decide.
            if (random.Below(2) == 0 && bytes.AsSpan().IndexOf("35="u8) is var at and > 0 && bytes.Length - at > 7)
                bytes = Days.Frame(bytes[at..^7]);
            var options = (FixParseOptions)random.Below(32);
            if (Check(bytes, options)) parsed++;
        }

        Assert.True(parsed > 1000);
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        var random = new SplitMix(11);
        for (var round = 0; round < 100_000; round++)
        {
            var bytes = random.Bytes(random.Below(120));
            if (random.Below(2) == 0) foreach (ref var b in bytes.AsSpan()) b = "0123456789=|8FIX.\u0001\u0001\u0001\u0001"u8[b % 21];
            Check(bytes, FixParseOptions.None);
            Check(Days.Frame(bytes), FixParseOptions.AllowControlBytes);
            _ = FixFramer.Next(bytes, 200);
        }
    }

    /// <summary>
    /// Parses the bytes between two sets of neighbours, so that a read outside them that matters would show, and tries
    /// everything on the result.
    /// </summary>
    private bool Check(byte[] bytes, FixParseOptions options)
    {
        var first = new List<FixField>();
        var wide = new byte[bytes.Length + 128];
        Array.Fill(wide, (byte)1);
        bytes.CopyTo(wide, 64);
        var between = FixParser.Parse(wide.AsSpan(64, bytes.Length), index, out var inside, options);
        for (var i = 0; i < inside.FieldCount; i++) first.Add(inside[i]);

        Array.Fill(wide, (byte)'=');
        bytes.CopyTo(wide, 64);
        var (allocated, start) = (GC.GetAllocatedBytesForCurrentThread(), ThreadTime.Now);
        var result = FixParser.Parse(wide.AsSpan(64, bytes.Length), index, out var message, options);
        strict.Validate(message, issues);
        lenient.Validate(message, issues);
        var elapsed = ThreadTime.Now - start;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.True(elapsed < TimeMax, $"{elapsed.TotalMilliseconds} ms for {Convert.ToHexString(bytes)}");
        Assert.True(allocated < BytesMax, $"{allocated} bytes for {Convert.ToHexString(bytes)}");
        Assert.Equal(between, result);
        Assert.Equal(first.Count, message.FieldCount);
        for (var i = 0; i < first.Count; i++) Assert.Equal(first[i], message[i]);
        Assert.InRange(result.Position, 0, bytes.Length);
        var end = 0;
        for (var i = 0; i < message.FieldCount; i++)
        {
            var field = message[i];
            Assert.True(field.Tag > 0 && field.Offset > end && field.Length >= 0 && field.Offset + field.Length <= bytes.Length);
            Assert.Equal((byte)'=', bytes[field.Offset - 1]);
            if (result.IsOk) Assert.Equal((byte)1, bytes[field.Offset + field.Length]);
            end = field.Offset + field.Length;
            Touch(message, field.Tag);
        }

        _ = issues.Describe(message, FixDictionary.For(FixVersion.Fix42));
        foreach (var group in FixGroups.All)
            foreach (var entry in message.Group(group)) Touch(entry, group.DelimiterTag);
        if (result.IsOk) CheckConsistent(bytes, message, options);
        return result.IsOk;
    }

    private static void Touch(FixMessage message, int tag)
    {
        Assert.True(message.Contains(tag));
        message.TryGet(tag, out _);
        message.TryGetChar(tag, out _);
        message.TryGetInt(tag, out _);
        message.TryGetDecimal(tag, out _);
        message.TryGetUtcTimestamp(tag, out _);
        message.TryGetDate(tag, out _);
        message.TryGetBoolean(tag, out _);
    }

    /// <summary>The fields, put together again, are the message.</summary>
    private static void CheckConsistent(byte[] bytes, FixMessage message, FixParseOptions options)
    {
        var built = new List<byte>(bytes.Length);
        var sum = 0;
        for (var i = 0; i < message.FieldCount; i++)
        {
            built.AddRange(System.Text.Encoding.ASCII.GetBytes($"{message[i].Tag}="));
            built.AddRange(message.ValueOf(message[i]).ToArray());
            built.Add(1);
        }

        Assert.Equal(bytes, built);
        foreach (var b in bytes[..^7]) sum += b;
        if (!options.HasFlag(FixParseOptions.IgnoreCheckSum)) Assert.Equal($"{sum % 256:D3}", message.Text(Tags.CheckSum));
    }
}
