using System;
using System.Collections.Generic;
using System.Text;
using Truefill.Fix.Tests.Support;

namespace Truefill.Fix.Tests;

/// <summary>What is remembered of earlier messages changes nothing but the time it takes.</summary>
public sealed class ShapeTests
{
    private const string Fill =
        "35=8|49=A|56=B|34=7|52=20261120-18:48:19.279|37=V|17=E|150=F|39=1|55=IBM|54=1|31=10.25|32=5|151=5|14=5|6=1|";

    private readonly FixFieldIndex kept = new(fieldsMax: 256);
    private readonly FixIssues issues = new();
    private readonly FixValidator strict = new(FixDictionary.For(FixVersion.Fix44), FixStrictness.Strict);
    private readonly FixValidator lenient = new(FixDictionary.For(FixVersion.Fix42), FixStrictness.Lenient);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_message_means_the_same_after_any_others(ulong seed)
    {
        var random = new SplitMix(seed);
        var seeds = new List<byte[]> { Days.Message(Fill), Days.Message(Fill + "136=2|137=1|138=USD|139=1|137=2|") };
        seeds.AddRange(Days.AllMessages());
        for (var round = 0; round < 6000; round++)
        {
            var bytes = seeds[random.Below(seeds.Count)];
            if (random.Below(2) == 0) bytes = Shuffled(bytes, random);
            if (random.Below(3) == 0) bytes = Reframed(Mutation.Mutate(bytes, random));
            var options = (FixParseOptions)random.Below(32);
            Assert.Equal(Told(bytes, new FixFieldIndex(fieldsMax: 256), options), Told(bytes, kept, options));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_a_message_contains_is_never_said_to_be_absent(ulong seed)
    {
        var random = new SplitMix(seed);
        var seeds = new List<byte[]> { Days.Message(Fill + "136=2|137=1|138=USD|139=1|137=2|") };
        seeds.AddRange(Days.AllMessages());
        for (var round = 0; round < 3000; round++)
        {
            var bytes = seeds[random.Below(seeds.Count)];
            if (random.Below(2) == 0) bytes = Shuffled(bytes, random);
            if (random.Below(3) == 0) bytes = Reframed(Mutation.Mutate(bytes, random));
            FixParser.Parse(bytes, kept, out var message, (FixParseOptions)random.Below(32));
            for (var tag = 0; tag < 700; tag++) Assert.True(message.MayContain(tag) || !message.Contains(tag));
        }
    }

    [Fact]
    public void What_a_message_of_a_remembered_shape_does_not_contain_is_known()
    {
        for (var round = 0; round < 2; round++)
        {
            Assert.True(FixParser.Parse(Days.Message(Fill), kept, out var message).IsOk);
            for (var tag = 0; tag < 256; tag++) Assert.Equal(message.Contains(tag), message.MayContain(tag));
            Assert.True(message.MayContain(5001));
        }

        Assert.True(FixParser.Parse(Days.Message(Fill + "41=C|"), kept, out var longer).IsOk);
        Assert.True(longer.MayContain(41));
        Assert.False(longer.MayContain(19));
    }

    [Theory]
    [InlineData(35)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(20_000)]
    public void What_is_no_message_contains_nothing(int tag)
    {
        FixMessage none = default;
        Assert.False(none.Contains(tag));
        Assert.False(none.MayContain(tag));
    }

    [Fact]
    public void A_tag_is_not_taken_for_a_longer_one_nor_a_type_for_a_longer_one()
    {
        foreach (var body in (string[])
            ["35=A|1=x|10001=y|", "35=AE|1=x|100=y|", "35=A|11=x|10001=y|", "35=AE|10=", "35=A|1|", "35=A|=1|", "35=AE|1=|"])
        {
            var bytes = Days.Message(body);
            Assert.Equal(
                Told(bytes, new FixFieldIndex(), FixParseOptions.None), Told(bytes, kept, FixParseOptions.None));
        }
    }

    [Fact]
    public void A_message_of_the_same_tags_is_still_refused_for_its_values()
    {
        Assert.Equal("", Findings(Fill));
        Assert.Equal("", Findings(Fill));
        Assert.Equal(
            "Side(54) 'X' is not listed, ExecutionReport(8), FIX.4.4", Findings(Fill.Replace("54=1", "54=X")));
        Assert.Equal(
            "LastPx(31) '1,5' is malformed, ExecutionReport(8), FIX.4.4", Findings(Fill.Replace("31=10.25", "31=1,5")));
        Assert.Equal("", Findings(Fill));
    }

    [Fact]
    public void A_field_that_is_required_for_one_value_only_is_missed_after_messages_with_another()
    {
        const string order = "35=D|49=A|56=B|34=7|52=20261120-18:48:19|11=C|55=IBM|54=1|60=20261120-18:48:19|38=1|40=1|";
        Assert.Equal("", Findings(order));
        Assert.Equal("", Findings(order));
        Assert.Equal(
            "Price(44) is missing, NewOrderSingle(D), FIX.4.4", Findings(order.Replace("40=1", "40=2")));
    }

    [Fact]
    public void Data_fields_and_separators_of_another_kind_are_not_mixed_up()
    {
        var own = FixDataFields.Default.With(5001, 5002);
        var plain = Days.Message("35=B|5001=3|5002=abc|58=x|");
        var data = Days.Message("35=B|5001=3|5002=a|c|58=x|");
        for (var round = 0; round < 3; round++)
        {
            Assert.True(FixParser.Parse(plain, kept, out _).IsOk);
            Assert.True(FixParser.Parse(data, kept, out var message, dataFields: own).IsOk);
            Assert.Equal("a\u0001c", message.Text(5002));
            Assert.False(FixParser.Parse(data, kept, out _).IsOk);
            var log = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(plain).Replace('\u0001', '|'));
            Assert.True(FixParser.Parse(log, kept, out message, separator: (byte)'|').IsOk);
            Assert.Equal("abc", message.Text(5002));
        }
    }

    [Fact]
    public void More_shapes_than_are_remembered_cost_no_more_memory()
    {
        for (var tag = 5000; tag < 5100; tag++) ParseMany(tag);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var tag = 5100; tag < 5300; tag++) ParseMany(tag);
        // The messages themselves; nothing else grows.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
        Assert.Equal("", Findings(Fill));
    }

    private void ParseMany(int tag)
    {
        var body = new StringBuilder("35=B|");
        for (var i = 0; i < 40; i++) body.Append($"{tag + (i * 7)}=x|");
        Assert.True(FixParser.Parse(Days.Message(body.ToString()), kept, out var message).IsOk);
        Assert.Equal(44, message.FieldCount);
        Assert.Equal("x", message.Text(tag + 7));
        Assert.Null(message.Text(tag + 1));
    }

    private string Findings(string body)
    {
        Assert.True(FixParser.Parse(Days.Message(body), kept, out var message).IsOk);
        var text = strict.Validate(message, issues) ? "" : issues.Describe(message, FixDictionary.For(FixVersion.Fix44));
        return text;
    }

    /// <summary>Everything that a reader could learn.</summary>
    private string Told(byte[] bytes, FixFieldIndex index, FixParseOptions options)
    {
        var result = FixParser.Parse(bytes, index, out var message, options);
        var text = new StringBuilder(result.ToString());
        for (var i = 0; i < message.FieldCount; i++) text.Append($" {message[i]} at {message.Find(message[i].Tag)}");
        for (var tag = 1; tag < 400; tag++)
            if (message.Find(tag) is var at and >= 0) text.Append($" {tag} at {at}");
        text.Append($" twice {FixParser.FirstDuplicate(index)}");
        if (!result.IsOk) return text.ToString();
        foreach (var validator in (FixValidator[])[strict, lenient])
        {
            text.Append($" {validator.Validate(message, issues)}");
            foreach (var issue in issues.Items) text.Append($" {issue}");
        }

        return text.ToString();
    }

    private static byte[] Shuffled(byte[] bytes, SplitMix random)
    {
        var fields = Encoding.Latin1.GetString(bytes)[bytes.AsSpan().IndexOf("35="u8)..^8].Split('\u0001');
        var (a, b) = (1 + random.Below(fields.Length - 1), 1 + random.Below(fields.Length - 1));
        (fields[a], fields[b]) = (fields[b], fields[a]);
        return Days.Frame(Encoding.Latin1.GetBytes(string.Join('\u0001', fields) + "\u0001"));
    }

    private static byte[] Reframed(byte[] bytes) =>
        bytes.AsSpan().IndexOf("35="u8) is var at and > 0 && bytes.Length - at > 7 ? Days.Frame(bytes[at..^7]) : bytes;
}
