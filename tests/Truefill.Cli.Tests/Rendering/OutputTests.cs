using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Tests.Rendering;

public class OutputTests
{
    private static readonly TextTable Table =
        new TextTable([new("symbol"), new("qty", Right: true)]).Add("IBM", "-100").Add("=cmd()", "7").Add("a,\"b\"", null);

    [Fact]
    public void Plain_tables_are_aligned_and_ascii() =>
        Assert.Equal("symbol   qty\nIBM     -100\n=cmd()     7\na,\"b\"\n", Written(OutputFormat.Table, terminal: false));

    [Fact]
    public void A_terminal_gets_a_drawn_table() =>
        Assert.Contains("│", Written(OutputFormat.Table, terminal: true), System.StringComparison.Ordinal);

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public void A_simple_terminal_gets_the_plain_table(string name, string value) =>
        Assert.True(Written(OutputFormat.Table, terminal: true, name, value).All(char.IsAscii));

    [Fact]
    public void Csv_is_quoted_and_runs_no_formula() =>
        Assert.Equal("symbol,qty\r\nIBM,-100\r\n'=cmd(),7\r\n\"a,\"\"b\"\"\",\r\n", Written(OutputFormat.Csv, terminal: true));

    [Theory]
    [InlineData("-100.5", "-100.5")]
    [InlineData("+1", "+1")]
    [InlineData("-1+2", "'-1+2")]
    [InlineData("@x", "'@x")]
    [InlineData("@manual", "@manual")]
    [InlineData("@provisional", "@provisional")]
    [InlineData("@suspense", "@suspense")]
    [InlineData("-0.0000000001", "-0.0000000001")]
    [InlineData("-79228162514264337593543950335", "-79228162514264337593543950335")]
    [InlineData("+x", "'+x")]
    [InlineData("=1", "'=1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("", "")]
    [InlineData("a\r\nb", "\"a\r\nb\"")]
    public void Cells_that_a_spreadsheet_would_run_get_an_apostrophe(string text, string expected) =>
        Assert.Equal(expected, Csv.Cell(text));

    [Theory]
    [InlineData("a\u001b[2Jb", "a\\x1b[2Jb")]
    [InlineData("a\u202Eb", "a\\x202eb")]
    [InlineData("naïve π", "naïve π")]
    public void Text_from_outside_cannot_move_the_cursor(string text, string expected) =>
        Assert.Equal(expected, Visible.Text(text));

    [Fact]
    public void Json_is_one_document_with_decimals_as_strings()
    {
        string written = Written(OutputFormat.Json, terminal: false);
        JsonElement root = JsonDocument.Parse(written).RootElement;
        Assert.Equal("0.1", root.GetProperty("px").GetString());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("none").ValueKind);
        Assert.Equal(1, written.Count(c => c == '\n'));
    }

    [Fact]
    public void Rows_come_one_by_one()
    {
        StringWriter json = new() { NewLine = "\n" }, csv = new() { NewLine = "\n" }, table = new() { NewLine = "\n" };
        foreach ((StringWriter target, OutputFormat format) in new[]
        {
            (json, OutputFormat.Json), (csv, OutputFormat.Csv), (table, OutputFormat.Table),
        })
        {
            var rows = new RowStream(target, format, [new("seq", Right: true), new("event")]);
            for (int i = 1; i < 3; i++) rows.Write(w => w.WriteNumberValue(i), $"{i}", "e");
        }

        Assert.Equal("1\n2\n", json.ToString());
        Assert.Equal("seq,event\r\n1,e\r\n2,e\r\n", csv.ToString());
        Assert.Equal("       seq  event\n         1  e\n         2  e\n", table.ToString());
    }

    [Theory]
    [InlineData("config", "show")]
    [InlineData("--help")]
    [InlineData("version")]
    public async Task What_is_piped_has_no_escape_and_no_box(params string[] args)
    {
        Run run = await Cli.Process(Cli.Program, args);
        Assert.DoesNotContain(run.Out, c => c == '\u001b' || c is >= '\u2500' and <= '\u257F');
        Assert.NotEmpty(run.Out);
    }

    private static string Written(OutputFormat format, bool terminal, string name = "TERM", string value = "xterm")
    {
        var target = new StringWriter { NewLine = "\n" };
        var environment = new CliEnvironment
        {
            Out = target,
            Error = TextWriter.Null,
            OutIsTerminal = terminal,
            Variables = new System.Collections.Generic.Dictionary<string, string> { [name] = value },
        };
        new Output(environment, format, noColor: false).Write(new CommandResult(
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteDecimal("px", 0.1000m);
                writer.WriteDecimal("none", null);
                writer.WriteEndObject();
            },
            Table));
        return target.ToString();
    }
}
