using System.Text;
using Truefill.Fix.Tests.Support;

namespace Truefill.Fix.Tests;

public sealed class ValidatorTests
{
    private const string Header = "49=A|56=B|34=1|52=20261120-18:48:19.279|";
    private readonly FixFieldIndex index = new();
    private readonly FixIssues issues = new();

    private (bool Accepted, string Text) Validate(
        string body, FixVersion version = FixVersion.Fix44, FixStrictness strictness = FixStrictness.Strict, FixDictionary? dictionary = null)
    {
        var result = FixParser.Parse(Days.Message(body.Replace("HDR|", Header)), index, out var message);
        Assert.True(result.IsOk, result.ToString());
        dictionary ??= FixDictionary.For(version);
        var accepted = new FixValidator(dictionary, strictness).Validate(message, issues);
        return (accepted, issues.Describe(message, dictionary));
    }

    [Theory]
    [InlineData("fix42-day.log", FixVersion.Fix42)]
    [InlineData("fix44-day.log", FixVersion.Fix44)]
    public void The_recorded_days_hold_under_the_strict_dictionary(string name, FixVersion version)
    {
        var validator = new FixValidator(FixDictionary.For(version), FixStrictness.Strict);
        foreach (var bytes in Days.Messages(name))
        {
            Assert.True(FixParser.Parse(bytes, index, out var message).IsOk);
            Assert.True(FixVersions.TryRead(message, FixVersion.Fix50SP2, out var read));
            Assert.Equal(version, read);
            Assert.True(
                validator.Validate(message, issues),
                issues.Describe(message, FixDictionary.For(version)) + Encoding.Latin1.GetString(bytes));
        }
    }

    private const string Fill44 = "35=8|HDR|37=V1|17=E1|150=F|39=1|55=IBM|54=1|38=100|31=10|32=50|151=50|14=50|6=10|60=20261120-18:48:19|";

    [Fact]
    public void A_complete_fill_is_accepted_in_its_version() => Assert.Equal((true, ""), Validate(Fill44));

    [Theory]
    [InlineData("F", "41=C0|", true, true)]
    [InlineData("G", "41=C0|", true, true)]
    [InlineData("F", "37=T1-1|", false, true)]
    [InlineData("G", "37=T1-1|", false, true)]
    [InlineData("F", "", false, false)]
    [InlineData("G", "", false, false)]
    public void A_request_about_an_order_names_it_and_lenient_is_content_with_its_OrderID(
        string type, string named, bool strict, bool lenient)
    {
        var body = $"35={type}|HDR|11=C1|{named}21=1|55=IBM|54=1|38=100|40=2|44=10|60=20261120-18:48:19|";
        Assert.Equal(strict, Validate(body).Accepted);
        Assert.Equal(lenient, Validate(body, strictness: FixStrictness.Lenient).Accepted);
    }

    [Theory]
    [InlineData("37=V1|", "OrderID(37) is missing, ExecutionReport(8), FIX.4.4", true)]
    [InlineData("151=50|", "LeavesQty(151) is missing, ExecutionReport(8), FIX.4.4", true)]
    [InlineData("49=A|", "SenderCompID(49) is missing, ExecutionReport(8), FIX.4.4", true)]
    [InlineData("17=E1|", "ExecID(17) is missing, ExecutionReport(8), FIX.4.4", false)]
    [InlineData("32=50|", "LastQty(32) is missing, ExecutionReport(8), FIX.4.4", false)]
    public void A_missing_field_is_named_and_lenient_lets_through_what_can_be_placed(string cut, string text, bool lenient)
    {
        var body = Fill44.Replace("HDR|", Header).Replace("|" + cut, "|");
        Assert.Equal((false, text), Validate(body));
        Assert.Equal((lenient, text), Validate(body, strictness: FixStrictness.Lenient));
    }

    [Theory]
    [InlineData("150=F|", "150=Z|", "ExecType(150) 'Z' is not listed, ExecutionReport(8), FIX.4.4", false)]
    [InlineData("150=F|", "150=1|", "ExecType(150) '1' is listed in another version only, ExecutionReport(8), FIX.4.4", true)]
    [InlineData("54=1|", "54=BUY|", "Side(54) 'BUY' is not listed, ExecutionReport(8), FIX.4.4", false)]
    [InlineData("6=10|", "6=10|59=x|", "TimeInForce(59) 'x' is not listed, ExecutionReport(8), FIX.4.4", true)]
    [InlineData("6=10|", "6=10|103=17|", "OrdRejReason(103) '17' is listed in another version only, ExecutionReport(8), FIX.4.4", true)]
    [InlineData("6=10|", "6=10|103=-1|", "OrdRejReason(103) '-1' is not listed, ExecutionReport(8), FIX.4.4", true)]
    [InlineData("6=10|", "6=ten|", "AvgPx(6) 'ten' is malformed, ExecutionReport(8), FIX.4.4", true)]
    [InlineData("6=10|", "6=10|136=2|137=1|", "NoMiscFees(136) '2' does not count its group, ExecutionReport(8), FIX.4.4", true)]
    [InlineData("6=10|", "6=10|6=11|", "AvgPx(6) '11' occurs twice, ExecutionReport(8), FIX.4.4", true)]
    public void A_bad_value_is_named_with_its_field(string good, string bad, string text, bool lenient)
    {
        var body = Fill44.Replace("|" + good, "|" + bad);
        Assert.Equal((false, text), Validate(body));
        Assert.Equal((lenient, text), Validate(body, strictness: FixStrictness.Lenient));
    }

    [Fact]
    public void Tags_may_repeat_inside_groups_and_only_there()
    {
        var groups = Fill44 + "453=2|448=A|447=D|452=1|802=2|523=x|803=1|523=y|803=2|448=B|452=3|136=2|137=1|139=1|137=2|139=4|";
        Assert.Equal((true, ""), Validate(groups));
        Assert.Equal((false, "MiscFeeType(139) '7' occurs twice, ExecutionReport(8), FIX.4.4"), Validate(Fill44 + "136=1|137=1|139=7|58=x|139=7|139=7|"));
        Assert.Equal((false, "NoPartySubIDs(802) '2' does not count its group, ExecutionReport(8), FIX.4.4"),
            Validate(Fill44 + "453=2|448=A|802=1|523=x|448=B|802=2|523=y|"));
    }

    [Theory]
    [InlineData("711=2|311=A|457=2|458=x|459=1|458=y|459=1|311=B|", "711", "NoUnderlyings")]
    [InlineData("232=2|233=A|234=1|233=B|234=2|", "232", "NoStipulations")]
    [InlineData("768=2|769=20261120-18:48:19|770=1|769=20261120-18:48:20|770=2|", "768", "NoTrdRegTimestamps")]
    [InlineData("864=2|865=1|866=20261120|865=2|866=20261121|", "864", "NoEvents")]
    [InlineData("555=2|600=A|539=2|524=p|525=D|524=q|525=D|600=B|604=2|605=x|606=1|605=y|606=1|", "539", "NoNestedPartyIDs")]
    [InlineData("555=2|600=A|683=2|688=s|689=1|688=t|689=2|600=B|", "683", "NoLegStipulations")]
    public void Every_group_that_an_execution_report_carries_may_repeat_and_is_counted(string group, string counter, string name)
    {
        Assert.Equal((true, ""), Validate(Fill44 + group));
        var (accepted, text) = Validate(Fill44 + group.Replace(counter + "=2|", counter + "=3|"));
        Assert.False(accepted);
        Assert.StartsWith($"{name}({counter}) '3' does not count its group", text);
    }

    [Fact]
    public void Groups_of_later_versions_may_repeat_there()
    {
        Assert.Equal((true, ""), Validate(Fill44 + "1362=2|1363=E1|1364=10|1365=20|1363=E2|1364=10|1365=30|", FixVersion.Fix50SP2));
        Assert.Equal((true, ""), Validate(Fill44 + "957=2|958=a|959=1|960=1|958=b|959=1|960=2|", FixVersion.Fix50SP2));
    }

    [Fact]
    public void Requirements_follow_the_version()
    {
        const string report42 = "35=8|HDR|37=V1|17=E1|20=0|150=1|39=1|55=IBM|54=1|31=10|32=50|151=50|14=50|6=10|";
        Assert.True(Validate(report42, FixVersion.Fix42).Accepted);
        Assert.Equal("ExecTransType(20) is missing, ExecutionReport(8), FIX.4.2", Validate(report42.Replace("20=0|", ""), FixVersion.Fix42).Text);
        // A status report is no trade, though its ExecType(150) is 1.
        Assert.True(Validate(report42.Replace("20=0|", "20=3|").Replace("32=50|", ""), FixVersion.Fix42).Accepted);
        Assert.Equal("LastQty(32) is missing, ExecutionReport(8), FIX.4.2", Validate(report42.Replace("32=50|", ""), FixVersion.Fix42).Text);
        const string report40 = "35=8|HDR|37=V1|17=E1|20=0|39=1|55=IBM|54=1|38=100|31=10|32=50|14=50|6=10|";
        Assert.Equal((true, ""), Validate(report40, FixVersion.Fix40));
        // From 5.0 on an instrument may be given by SecurityID(48) alone.
        Assert.Equal((true, ""), Validate(Fill44.Replace("55=IBM|", "48=US459|"), FixVersion.Fix50SP2));
    }

    [Fact]
    public void An_unknown_message_type_is_named() =>
        Assert.Equal((false, "MsgType(35) 'ZZ' is not a known message type, ZZ(ZZ), FIX.4.4"), Validate("35=ZZ|HDR|"));

    [Fact]
    public void A_dialect_is_a_few_lines_more()
    {
        var dialect = FixDictionary.For(FixVersion.Fix44).With(
            """
            # The venue's own tag and reject reason.
            field 9001 StrategyTag char 44:A,B
            field 103 OrdRejReason int 44:0..15,99,100
            msg UX StrategyReport 9001! 11
            """,
            new FixGroupDefinition(9100, 9101, 9102));
        Assert.Equal((true, ""), Validate("35=UX|HDR|9001=A|11=C|103=100|9100=1|9101=x|", dictionary: dialect));
        var (accepted, text) = Validate("35=UX|HDR|11=C|9100=2|9101=x|", strictness: FixStrictness.Lenient, dictionary: dialect);
        Assert.False(accepted);
        Assert.Equal("StrategyTag(9001) is missing, StrategyReport(UX), FIX.4.4\n9100(9100) '2' does not count its group, StrategyReport(UX), FIX.4.4", text);
        Assert.True(dialect.IsListed(9001, "B"u8));
        Assert.False(FixDictionary.For(FixVersion.Fix44).IsListed(103, "100"u8));
    }

    [Theory]
    [InlineData("filed 1 x int")]
    [InlineData("field x Name int")]
    [InlineData("field 1 Name integer")]
    [InlineData("field 1 Name char 45:A")]
    [InlineData("field 1 Name char 44:AB")]
    [InlineData("field 20000 Name char")]
    [InlineData("field 1")]
    [InlineData("msg D")]
    [InlineData("msg D Name x")]
    public void A_malformed_dictionary_line_is_refused_with_the_line(string line)
    {
        var error = Assert.Throws<System.FormatException>(() => FixDictionary.For(FixVersion.Fix44).With(line));
        if (line != "field 20000 Name char") Assert.Contains(line, error.Message);
    }

    [Fact]
    public void Every_version_has_a_dictionary_and_a_name()
    {
        for (var version = FixVersion.Fix40; version <= FixVersion.Fix50SP2; version++)
        {
            Assert.Equal(version, FixDictionary.For(version).Version);
            Assert.StartsWith("FIX.", version.Name());
            var extra = version >= FixVersion.Fix50 ? $"1128={(char)version.ApplVerId()}|" : "";
            Assert.True(FixParser.Parse(
                Days.Message("35=0|" + extra, Encoding.ASCII.GetString(version.BeginString())), index, out var message).IsOk);
            Assert.True(FixVersions.TryRead(message, FixVersion.Fix50, out var read));
            Assert.Equal(version, read);
        }
    }
}
