using System;
using System.Text;
using Truefill.Fix.Tests.Support;

namespace Truefill.Fix.Tests;

public sealed class ParseErrorTests
{
    private readonly FixFieldIndex index = new();

    private FixParseResult Parse(byte[] bytes, FixParseOptions options = FixParseOptions.None) =>
        FixParser.Parse(bytes, index, out _, options);

    private static byte[] Raw(string text) => Encoding.Latin1.GetBytes(text.Replace('|', '\u0001'));

    [Theory]
    [InlineData("35=0|=5|", FixParseError.TagEmpty, 5, 0)]
    [InlineData("35=0||58=x|", FixParseError.TagEmpty, 5, 0)]
    [InlineData("35=0|58|", FixParseError.EqualsMissing, 5, 0)]
    [InlineData("35=0|0=1|", FixParseError.TagLeadingZero, 5, 0)]
    [InlineData("35=0|058=x|", FixParseError.TagLeadingZero, 5, 0)]
    [InlineData("35=0|5a=x|", FixParseError.TagMalformed, 6, 0)]
    [InlineData("35=0|-5=x|", FixParseError.TagMalformed, 5, 0)]
    [InlineData("35=0|58 =x|", FixParseError.TagMalformed, 7, 0)]
    [InlineData("35=0|1234567890=x|", FixParseError.TagTooLong, 5, 0)]
    [InlineData("35=0|00000000000=x|", FixParseError.TagLeadingZero, 5, 0)]
    [InlineData("35=0|58=|", FixParseError.ValueEmpty, 8, 58)]
    [InlineData("35=0|58=a\tb|", FixParseError.ControlByte, 9, 58)]
    [InlineData("35=0|58=a\u007Fb|", FixParseError.ControlByte, 9, 58)]
    [InlineData("49=A|35=0|", FixParseError.MsgTypeExpected, 0, 49)]
    [InlineData("", FixParseError.MsgTypeExpected, 0, 0)]
    [InlineData("35=0|9=5|", FixParseError.FrameTagInBody, 5, 9)]
    [InlineData("35=0|8=FIX.4.4|", FixParseError.FrameTagInBody, 5, 8)]
    [InlineData("35=0|10=000|58=x|", FixParseError.FrameTagInBody, 5, 10)]
    [InlineData("35=0|96=abc|", FixParseError.DataLengthMissing, 5, 96)]
    [InlineData("35=0|95=x|96=abc|", FixParseError.DataLengthMalformed, 10, 96)]
    [InlineData("35=0|95=2|96=abc|", FixParseError.DataLengthMismatch, 13, 96)]
    [InlineData("35=0|95=4|96=abc|", FixParseError.DataLengthMismatch, 13, 96)]
    [InlineData("35=0|95=999999999|96=abc|", FixParseError.DataLengthMismatch, 21, 96)]
    [InlineData("35=0|95=99999999999|96=abc|", FixParseError.DataLengthMalformed, 20, 96)]
    [InlineData("35=0|95=-1|96=abc|", FixParseError.DataLengthMalformed, 11, 96)]
    public void A_bad_field_is_refused_with_its_position(string body, FixParseError error, int inBody, int tag)
    {
        var bytes = Days.Message(body);
        var bodyStart = bytes.AsSpan().IndexOf("\u000135="u8) + 1;
        if (!body.StartsWith("35=", StringComparison.Ordinal)) bodyStart = body.Length < 10 ? 14 : 15;
        Assert.Equal(new FixParseResult(error, bodyStart + inBody, tag), Parse(bytes));
    }

    [Theory]
    [InlineData("8=FIX.4.4|9=5|35=0|10=162|", FixParseError.CheckSumMismatch, 22)]
    [InlineData("8=FIX.4.4|9=5|35=0|10=16a|", FixParseError.CheckSumMalformed, 22)]
    [InlineData("8=FIX.4.4|9=5|35=0|10=999|", FixParseError.CheckSumMalformed, 22)]
    [InlineData("8=FIX.4.4|9=5|35=0|10=163x", FixParseError.SeparatorMissing, 25)]
    [InlineData("8=FIX.4.4|9=5|35=0|11=163|", FixParseError.CheckSumExpected, 19)]
    [InlineData("8=FIX.4.4|9=6|35=0|10=163|", FixParseError.BodyLengthMismatch, 12)]
    [InlineData("8=FIX.4.4|9=4|35=0|10=163|", FixParseError.BodyLengthMismatch, 12)]
    [InlineData("8=FIX.4.4|9=0000000000|35=0|10=163|", FixParseError.BodyLengthMalformed, 19)]
    [InlineData("8=FIX.4.4|9=|35=0|10=163|", FixParseError.BodyLengthMalformed, 12)]
    [InlineData("8=FIX.4.4|9=-5|35=0|10=163|", FixParseError.BodyLengthMalformed, 12)]
    [InlineData("8=FIX.4.4|35=0|10=163|", FixParseError.BodyLengthExpected, 10)]
    [InlineData("9=5|35=0|10=163|", FixParseError.BeginStringExpected, 0)]
    [InlineData("8=FIX|9=5|35=0|10=163|", FixParseError.BeginStringExpected, 5)]
    [InlineData("8=FIX.4.4.4.4.4|9=5|35=0|10=163|", FixParseError.BeginStringExpected, 10)]
    [InlineData("8=FIX.4.4|9=5|35=0|10=163|x", FixParseError.TrailingBytes, 26)]
    [InlineData("", FixParseError.Truncated, 0)]
    public void A_bad_frame_is_refused_with_its_position(string text, FixParseError error, int position)
    {
        var result = Parse(Raw(text));
        Assert.Equal((error, position), (result.Error, result.Position));
    }

    [Fact]
    public void Every_truncation_is_refused_with_a_position_inside_what_is_there()
    {
        foreach (var bytes in Days.Messages(Days.Names[1])[..200])
        {
            for (var length = 0; length < bytes.Length; length++)
            {
                var result = Parse(bytes[..length]);
                Assert.Equal(FixParseError.Truncated, result.Error);
                Assert.Equal(length, result.Position);
            }
        }
    }

    [Fact]
    public void Every_flipped_bit_is_refused()
    {
        foreach (var bytes in new[] { Days.ExecutionReport288(), Days.Messages(Days.Names[0])[4] })
        {
            for (var bit = 0; bit < bytes.Length * 8; bit++)
            {
                var flipped = (byte[])bytes.Clone();
                flipped[bit >> 3] ^= (byte)(1 << (bit & 7));
                var result = Parse(flipped);
                // BeginString(8) is in the sum too; every single bit changes the sum or the frame.
                Assert.False(result.IsOk, $"bit {bit}");
                Assert.InRange(result.Position, 0, bytes.Length);
            }
        }
    }

    [Fact]
    public void Empty_values_and_control_bytes_can_be_allowed()
    {
        Assert.True(Parse(Days.Message("35=0|58=|1=a|"), FixParseOptions.AllowEmptyValues).IsOk);
        Assert.True(Parse(Days.Message("35=0|58=a\tb\nc|"), FixParseOptions.AllowControlBytes).IsOk);
    }

    [Fact]
    public void An_edited_log_can_be_read_without_sum_and_length()
    {
        var bytes = Raw("8=FIX.4.4|9=777|35=0|112=edited|10=001|");
        Assert.Equal(FixParseError.BodyLengthMismatch, Parse(bytes).Error);
        Assert.Equal(FixParseError.CheckSumMismatch, Parse(bytes, FixParseOptions.IgnoreBodyLength).Error);
        Assert.True(Parse(bytes, FixParseOptions.IgnoreBodyLength | FixParseOptions.IgnoreCheckSum).IsOk);
    }

    [Fact]
    public void A_tag_twice_is_refused_on_request_also_above_the_direct_table()
    {
        Assert.Equal(new FixParseResult(FixParseError.DuplicateTag, 28, 58), Parse(Days.Message("35=0|58=a|58=b|"), FixParseOptions.RejectDuplicateTags));
        Assert.Equal(
            FixParseError.DuplicateTag,
            Parse(Days.Message("35=0|20001=a|30000=c|20001=b|"), FixParseOptions.RejectDuplicateTags).Error);
        Assert.True(Parse(Days.Message("35=0|20001=a|30000=c|20002=b|"), FixParseOptions.RejectDuplicateTags).IsOk);
    }

    [Fact]
    public void Bounds_on_fields_and_bytes_hold()
    {
        var bounded = new FixFieldIndex(fieldsMax: 6, messageBytesMax: 64);
        Assert.True(FixParser.Parse(Days.Message("35=0|1=a|2=b|"), bounded, out _).IsOk);
        Assert.Equal(FixParseError.TooManyFields, FixParser.Parse(Days.Message("35=0|1=a|2=b|3=c|"), bounded, out var message).Error);
        Assert.Equal(FixRead.Found, message.TryGet(2, out _));
        var longer = Days.Message("35=0|58=" + new string('x', 60) + "|");
        Assert.Equal(FixParseError.MessageTooLong, FixParser.Parse(longer, bounded, out var none).Error);
        Assert.Equal(FixRead.Missing, none.TryGet(35, out _));
    }

    [Fact]
    public void After_an_error_the_fields_before_it_can_be_read()
    {
        var result = FixParser.Parse(Days.Message("35=D|34=17|49=A|44=|"), index, out var message);
        Assert.Equal(FixParseError.ValueEmpty, result.Error);
        Assert.Equal(FixRead.Found, message.TryGetInt(Tags.MsgSeqNum, out var seq));
        Assert.Equal(17, seq);
        Assert.Equal(FixRead.Missing, message.TryGet(44, out _));
    }

    [Fact]
    public void Data_fields_may_contain_separators_and_control_bytes()
    {
        var body = Raw("35=B|95=9|96=a|8=FIX\n||58=after|");
        Assert.True(FixParser.Parse(Days.Frame(body), index, out var message).IsOk);
        message.TryGet(Tags.RawData, out var data);
        Assert.Equal("a\u00018=FIX\n\u0001", Encoding.Latin1.GetString(data));
        Assert.Equal("after", message.Text(Tags.Text));
        Assert.True(FixParser.Parse(Days.Frame(Raw("35=B|95=0|96=|58=x|")), index, out _).IsOk);
    }

    [Fact]
    public void A_counterpartys_own_data_field_can_be_added()
    {
        var bytes = Days.Message("35=B|20010=3|20011=a|b|58=x|");
        Assert.Equal(FixParseError.EqualsMissing, Parse(bytes).Error);
        var fields = FixDataFields.Default.With(20010, 20011).With(5001, 5002);
        Assert.True(FixParser.Parse(bytes, index, out var message, dataFields: fields).IsOk);
        Assert.Equal("a\u0001b", message.Text(20011));
    }
}
