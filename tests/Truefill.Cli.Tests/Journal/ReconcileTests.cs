using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain.Time;

namespace Truefill.Cli.Tests.Journal;

/// <summary>The journal against a broker's file. The books hold 50 IBM in ACC1 and nothing else.</summary>
public sealed class ReconcileTests
{
    [Fact]
    public async Task Same_positions_match_and_the_report_is_kept()
    {
        using var state = new StateFixture();
        (int code, JsonElement report) = await Reconcile(
            state, """{"account":"ACC1","positions":[{"symbol":"IBM","qty":"50"}]}""");
        Assert.Equal(0, code);
        Assert.Equal("match", report.GetProperty("status").GetString());
        Assert.False(report.GetProperty("requires_manual_resolution").GetBoolean());
        string kept = report.GetProperty("report").GetString()!;
        Assert.StartsWith(Path.Combine(state.Path, "reports"), kept, System.StringComparison.Ordinal);
        Assert.Contains("\"matched\"", await File.ReadAllTextAsync(kept), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"symbol":"IBM","qty":"49"}]""", "IBM", "50", "49", "-1", "mismatch")]
    [InlineData("""[{"symbol":"IBM","qty":-50}]""", "IBM", "50", "-50", "-100", "mismatch")]
    [InlineData("[]", "IBM", "50", "0", "-50", "missing_position")]
    [InlineData("""[{"symbol":"IBM","qty":50},{"symbol":"XYZ","qty":3}]""", "XYZ", "0", "3", "3", "phantom_position")]
    [InlineData("""[{"symbol":"IBM","qty":50,"realized_pnl":"9.5"}]""", "IBM", "50", "50", "0", "mismatch")]
    public async Task Every_difference_is_a_break_of_its_own_kind(
        string positions, string symbol, string expected, string broker, string diff, string status)
    {
        using var state = new StateFixture();
        (int code, JsonElement report) = await Reconcile(
            state, $$"""{"account":"ACC1","positions":{{positions}}}""");
        Assert.Equal(7, code);
        Assert.Equal("break", report.GetProperty("status").GetString());
        JsonElement row = report.GetProperty("rows").EnumerateArray()
            .Single(r => r.GetProperty("symbol").GetString() == symbol);
        Assert.Equal(
            (expected, broker, diff, status),
            (Text(row, "expected"), Text(row, "broker"), Text(row, "diff"), Text(row, "status")));
    }

    // The five fills have cost 5150, and no venue has told what was there before them.
    [Theory]
    [InlineData("50", "-5150", 0, "match", "-5150", "0", "matched")]
    [InlineData("50", "94850", 7, "indeterminate", "-5150", "100000", "indeterminate")]
    [InlineData("49", "94850", 7, "break", "-5150", "100000", "indeterminate")]
    public async Task Cash_is_compared_too_and_what_nobody_can_tell_is_no_match(
        string qty, string cash, int code, string status, string expected, string diff, string row)
    {
        using var state = new StateFixture();
        string positions = $$"""[{"symbol":"IBM","qty":"{{qty}}"}]""";
        string amounts = $$"""[{"currency":"USD","amount":"{{cash}}"}]""";
        (int exit, JsonElement report) = await Reconcile(
            state, $$"""{"account":"ACC1","positions":{{positions}},"cash":{{amounts}}}""");
        Assert.Equal((code, status), (exit, report.GetProperty("status").GetString()));
        JsonElement told = report.GetProperty("rows")[1];
        Assert.Equal((null, "USD"), (Text(told, "symbol"), Text(told, "currency")));
        Assert.Equal(
            (expected, cash, diff, row),
            (Text(told, "expected"), Text(told, "broker"), Text(told, "diff"), Text(told, "status")));
    }

    [Fact]
    public async Task An_account_under_two_names_of_it_is_an_error_where_both_have_the_same()
    {
        using var state = new StateFixture();
        await File.WriteAllTextAsync(state.Inside("c.yaml"), "accounts: [ { id: ACC1, broker_id: U1 } ]\n");
        await File.WriteAllTextAsync(state.Inside("broker"), "account,symbol,qty\nACC1,IBM,1\nU1,IBM,2\n");
        await state.FillAndStop(1);
        Run run = await state.Cli(
            "--config", state.Inside("c.yaml"), "reconcile", "positions", "--broker", state.Inside("broker"));
        Assert.Equal(2, run.Code);
        Assert.Contains("IBM stands twice in account 'ACC1'", run.Error, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task Books_are_taken_as_of_the_files_own_moment()
    {
        using var state = new StateFixture();
        using (await state.Start())
        {
        }

        string asOf = Now(System.TimeSpan.Zero);
        state.TradedAt = UtcNanos.Of(System.DateTimeOffset.UtcNow);
        (int code, JsonElement report) = await Reconcile(
            state, $$"""{"as_of":"{{asOf}}","account":"ACC1","positions":[{"symbol":"IBM","qty":"50"}]}""");
        Assert.Equal(7, code);
        Assert.Equal("phantom_position", Text(report.GetProperty("rows")[0], "status"));
    }

    [Fact]
    public async Task What_was_traded_before_that_moment_and_told_after_it_counts()
    {
        using var state = new StateFixture();
        using (await state.Start())
        {
        }

        string asOf = Now(System.TimeSpan.Zero);
        string positions = """[{"symbol":"IBM","qty":"50","realized_pnl":"0"}]""";
        (int code, JsonElement report) = await Reconcile(
            state, $$"""{"as_of":"{{asOf}}","account":"ACC1","positions":{{positions}}}""");
        Assert.Equal((0, "match"), (code, Text(report, "status")));
    }

    [Fact]
    public async Task Before_the_journals_first_entry_nothing_can_be_told()
    {
        using var state = new StateFixture();
        (int code, JsonElement report) = await Reconcile(
            state, """{"as_of":"2020-01-01T00:00:00Z","account":"ACC1","positions":[{"symbol":"IBM","qty":"50"}]}""");
        Assert.Equal((7, "indeterminate"), (code, Text(report, "status")));
        Assert.Equal(0, report.GetProperty("rows").GetArrayLength());
        Assert.Contains("before the journal's first entry", Text(report, "detail"), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30, 0)]
    [InlineData(300, 2)]
    public async Task A_moment_that_has_not_come_is_refused_and_clocks_may_be_apart_a_little(int seconds, int code)
    {
        using var state = new StateFixture();
        await state.FillAndStop(5);
        string asOf = Now(System.TimeSpan.FromSeconds(seconds));
        await File.WriteAllTextAsync(
            state.Inside("broker"),
            $$"""{"as_of":"{{asOf}}","account":"ACC1","positions":[{"symbol":"IBM","qty":"50"}]}""");
        Run run = await state.Cli("reconcile", "positions", "--broker", state.Inside("broker"));
        Assert.Equal(code, run.Code);
        if (code == 2) Assert.Contains("has not come yet", run.Error, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cash_in_CSV_is_compared_as_in_JSON()
    {
        using var state = new StateFixture();
        (int code, JsonElement json) = await Reconcile(
            state,
            """
            {"positions":[{"account":"ACC1","symbol":"IBM","qty":"50"}],
            "cash":[{"account":"ACC1","currency":"USD","amount":"-5150"}]}
            """);
        Assert.Equal(0, code);
        await File.WriteAllTextAsync(
            state.Inside("broker"), "account,symbol,qty,currency,amount\nACC1,IBM,50,,\nACC1,,,USD,-5150\n");
        Run run = await state.Cli("reconcile", "positions", "--broker", state.Inside("broker"), "-o", "json");
        Assert.Equal(0, run.Code);
        Assert.Equal(json.GetProperty("rows").ToString(), StateFixture.Parse(run.Out).GetProperty("rows").ToString());
    }

    [Theory]
    [InlineData("", """{"account":"ACC-1","positions":[]}""", "neither the books nor the configuration know")]
    [InlineData("accounts: [ { id: ACC1 }, { id: ACC2 } ]\n", """{"positions":[]}""", "it names no account")]
    [InlineData("accounts: [ { id: ACC1 }, { id: ACC2 } ]\n", "symbol,qty\n", "it names no account")]
    public async Task Empty_statement_of_nobody_s_account_is_an_error_and_no_match(
        string configuration, string file, string error)
    {
        using var state = new StateFixture();
        await state.FillAndStop(1);
        await File.WriteAllTextAsync(state.Inside("c.yaml"), configuration);
        await File.WriteAllTextAsync(state.Inside("broker"), file);
        Run run = await state.Cli(
            "--config", state.Inside("c.yaml"), "reconcile", "positions", "--broker", state.Inside("broker"));
        Assert.Equal(2, run.Code);
        Assert.Contains(error, run.Error, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_is_read_like_json()
    {
        using var state = new StateFixture();
        (int code, JsonElement report) = await Reconcile(state, "account,symbol,qty\r\nACC1,IBM,50\r\n");
        Assert.Equal(0, code);
        Assert.Equal("match", report.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("""{"account":"ACC1"}""", "'positions' is missing")]
    [InlineData("""{"positions":[{"symbol":"IBM"}]}""", "positions[0]: 'qty' is missing")]
    [InlineData("""{"positions":[{"symbol":"IBM","qty":"ten"}]}""", "'ten' is no quantity")]
    [InlineData("""{"positions":[{"symbol":"IBM","qty":"1","size":2}]}""", "'size' is not known")]
    [InlineData("""{"positions":[{"symbol":"IBM","qty":"1"},{"symbol":"IBM","qty":"2"}]}""", "IBM stands twice")]
    [InlineData("""{"positions":[],"cash":null}""", "'cash' is no list")]
    [InlineData("""{"positions":[],"cash":{}}""", "'cash' is no list")]
    [InlineData("""{"positions":[],"cash":[5]}""", "cash[0] is no object")]
    [InlineData("""{"positions":[],"cash":[{"currency":"USD","amount":"ten"}]}""", "cash[0]: 'ten' is no number")]
    [InlineData("""{"positions":[],"cash":[{"currency":"U.S.$","amount":"1"}]}""", "cash[0]: 'U.S.$' is no currency")]
    [InlineData(
        """{"positions":[],"cash":[{"currency":"USD","amount":"1"},{"currency":"usd","amount":"2"}]}""",
        "USD cash stands twice")]
    [InlineData("symbol,qty\nIBM", "line 2: 1 cells under 2 columns")]
    [InlineData("symbol,qty,amount\nIBM,1,5", "line 2: 'amount' is of cash")]
    [InlineData("symbol,qty,currency,amount\n,1,USD,5", "line 2: 'qty' is of a position")]
    [InlineData("symbol,qty,amount\n,,5", "line 2: 'currency' is missing")]
    public async Task File_that_is_not_understood_is_an_error_with_its_place(string file, string error)
    {
        using var state = new StateFixture();
        await state.FillAndStop(1);
        await File.WriteAllTextAsync(state.Inside("broker"), file);
        Run run = await state.Cli("reconcile", "positions", "--broker", state.Inside("broker"));
        Assert.Equal(2, run.Code);
        Assert.Contains(error, run.Error, System.StringComparison.Ordinal);
    }

    private static async Task<(int Code, JsonElement Report)> Reconcile(StateFixture state, string file)
    {
        await state.FillAndStop(5);
        await File.WriteAllTextAsync(state.Inside("broker"), file);
        Run run = await state.Cli("reconcile", "positions", "--broker", state.Inside("broker"), "-o", "json");
        Assert.True(run.Code is 0 or 7, run.Error);
        return (run.Code, StateFixture.Parse(run.Out));
    }

    private static string Now(System.TimeSpan later) =>
        (System.DateTimeOffset.UtcNow + later).ToString("o", System.Globalization.CultureInfo.InvariantCulture);

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();
}
