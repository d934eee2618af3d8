using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace Truefill.Cli.Tests.Service;

public sealed partial class OfflineTests : IAsyncLifetime
{
    private readonly ServiceFixture fixture = new();

    public Task InitializeAsync() => fixture.InitializeAsync();

    public Task DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task The_past_is_not_read_from_a_directory_at_hand_where_a_service_was_named()
    {
        Run run = await Cli.In("snapshot", "--at", "1", "--endpoint", fixture.Url);
        Assert.Equal(2, run.Code);
        Assert.Contains("--state-dir", run.Error);
        Assert.Equal(0, (await fixture.Run("snapshot --at 1 --endpoint " + fixture.Url)).Code);
        string socket = "unix:" + Path.Combine(fixture.StateDirectory, "api.sock");
        Run beside = await Cli.In("snapshot", "--at", "1", "--endpoint", socket);
        Assert.Equal((0, ""), (beside.Code, beside.Error));
    }

    [Theory]
    [InlineData("journal verify")]
    [InlineData("journal stats")]
    [InlineData("journal export --format jsonl")]
    [InlineData("journal repair")]
    [InlineData("backup --to b")]
    [InlineData("repro --from 1 --to 2")]
    public async Task What_works_on_files_says_so_where_a_service_was_named(string line)
    {
        Run run = await Cli.In([.. line.Split(' '), "--endpoint", fixture.Url]);
        Assert.Equal(2, run.Code);
        Assert.Contains("works on the files of a state directory", run.Error);
        Assert.Contains("--state-dir", run.Error);
        Run both = await fixture.Run($"{line} --endpoint {fixture.Url}");
        Assert.Contains($"works on files: {fixture.Url} is not asked", both.Error);
        string socket = "unix:" + Path.Combine(fixture.StateDirectory, "api.sock");
        string root = Directory.CreateTempSubdirectory("truefill-").FullName;
        Run beside = await Cli.In([.. line.Split(' '), "--endpoint", socket], directory: root);
        Assert.True(beside.Code == 0, beside.Error);
    }

    [Fact]
    public async Task A_dry_run_of_the_journal_closes_lots_as_each_account_books()
    {
        foreach ((string id, string side, int px) in new[] { ("D1", "buy", 10), ("D2", "buy", 20), ("D3", "sell", 30) })
            await fixture.Json("inject - --reason test", $$"""
                {"exec_id":"{{id}}","symbol":"IBM","side":"{{side}}","order_id":"","fill_qty":1,"fill_price":{{px}},
                 "account":"ACC2","timestamp":1700000000000}
                """);
        await fixture.Stop();
        Run run = await fixture.Run($"dry-run {fixture.StateDirectory} --format journal -o json");
        using JsonDocument result = JsonDocument.Parse(run.Out);
        JsonElement closed = result.RootElement.GetProperty("closed_lots")[0];
        Assert.Equal("15", closed.Text("realized_pnl"));
        Assert.Equal("15", result.RootElement.GetProperty("positions")[0].Text("realized_pnl"));
        run = await fixture.Run($"dry-run {fixture.StateDirectory} --format journal --method lifo -o json");
        using JsonDocument lifo = JsonDocument.Parse(run.Out);
        Assert.Equal("10", lifo.RootElement.GetProperty("closed_lots")[0].Text("realized_pnl"));
    }

    [Fact]
    public async Task Without_a_service_an_error_names_the_state_directory()
    {
        await fixture.Stop();
        Run run = await fixture.Run("orders show none");
        Assert.Equal(3, run.Code);
        Assert.Contains(", " + fixture.StateDirectory, run.Error);
    }

    [Fact]
    public async Task A_stopped_service_reads_the_same_to_the_byte()
    {
        await fixture.Fill("O1", "buy", "10", "100.5");
        await fixture.Fill("O2", "sell", "3", "101");
        await fixture.Json("orders submit --account ACC1 --symbol IBM --side buy --qty 5 --price 9 --cl-ord-id O-1");
        await fixture.Json("marks set IBM 102");
        string[] lines =
        [
            "positions list", "positions list --method lifo", "fills", "orders list --status all", "orders show O-1",
            "pnl", "exposure", "accounts", "marks list", "why order O-1", "why position IBM", "why fill O2",
            "orders list --status all -o csv", "fills -o table",
        ];
        string[] online = new string[lines.Length];
        for (int i = 0; i < lines.Length; i++) online[i] = await Text(lines[i]);
        long seq = (await fixture.Json("status")).GetProperty("seq").GetInt64();
        string snapshot = await Text("snapshot --at " + seq);
        await fixture.Stop();
        Assert.False(File.Exists(Path.Combine(fixture.StateDirectory, "api.sock")));
        for (int i = 0; i < lines.Length; i++)
        {
            // Stopping is a fact too: only what says how far the journal is has moved on.
            Assert.Equal(AtAnySeq(online[i]), AtAnySeq(await Text(lines[i])));
        }

        Assert.Equal(snapshot, await Text("snapshot --at " + seq));
        foreach (string checkpoint in Directory.GetFiles(Path.Combine(fixture.StateDirectory, "checkpoints")))
            File.Delete(checkpoint);
        for (int i = 0; i < lines.Length; i++) Assert.Equal(AtAnySeq(online[i]), AtAnySeq(await Text(lines[i])));
    }

    [Fact]
    public async Task Alerts_that_hold_by_the_journal_are_listed_without_a_service_in_the_same_form_and_order()
    {
        Assert.Equal(1, (await fixture.Run("inject - --reason test", "nonsense")).Code);
        await Alerts(1);
        await fixture.Json("kill-switch engage --scope symbol --target OFF --reason test");
        JsonElement[] online = await Alerts(2);
        await fixture.Stop();

        JsonElement[] offline = [.. (await fixture.Json("alerts list")).GetProperty("items").EnumerateArray()];
        Assert.Equal(["kill_switch", "dead_letters"], offline.Select(alert => alert.Text("kind")));
        Assert.Equal(online.Select(Lasting), offline.Select(Lasting));
        Assert.Equal(["0-2", "0-1"], offline.Select(alert => alert.Text("id")));
        Assert.Equal("2", (await fixture.Json("status")).Text("alerts_open"));
        Assert.Contains("1 dead letter is open.", (await fixture.Run("alerts list --all")).Out);
        Assert.Equal(4, (await fixture.Run("alerts ack 0-1")).Code);

        // An alert is raised by who notices what began a moment before, and numbered by him.
        static string Lasting(JsonElement alert) => string.Join(',', alert.EnumerateObject()
            .Where(field => field.Name is not ("id" or "raised_at")).Select(field => $"{field.Name}:{field.Value}"));
    }

    [Fact]
    public async Task The_global_switch_that_is_engaged_while_no_service_runs_holds_from_the_next_start_on()
    {
        await fixture.Stop();
        Run run = await fixture.Run("kill-switch engage --reason closed");
        Assert.Equal(4, run.Code);
        Assert.Contains(Path.Combine(fixture.StateDirectory, "kill"), run.Error);
        Assert.Contains("next start", run.Error);
        Assert.Equal(4, (await fixture.Run("kill-switch engage --reason another")).Code);

        await fixture.Start();
        JsonElement engaged = Assert.Single(
            (await fixture.Json("kill-switch status")).GetProperty("switches").EnumerateArray());
        Assert.Equal(("global", "active", "closed"),
            (engaged.Text("scope"), engaged.Text("state"), engaged.Text("reason")));
        Assert.False(File.Exists(Path.Combine(fixture.StateDirectory, "kill")));
    }

    [Theory]
    [InlineData("--scope symbol --target IBM")]
    [InlineData("--state warning")]
    [InlineData("--endpoint http://127.0.0.1:1")]
    public async Task What_no_file_can_ask_for_leaves_none_and_names_the_other_ways(string options)
    {
        await fixture.Stop();
        Run run = await fixture.Run("kill-switch engage --reason closed " + options);
        Assert.Equal(4, run.Code);
        Assert.Contains("kill -USR1", run.Error);
        Assert.False(File.Exists(Path.Combine(fixture.StateDirectory, "kill")));
    }

    [Theory]
    [InlineData("cache show")]
    [InlineData("cache purge")]
    public async Task A_stopped_service_has_no_cache_and_that_is_said(string line)
    {
        await fixture.Stop();
        Run run = await fixture.Run(line);
        Assert.Equal(4, run.Code);
        Assert.Contains("a stopped one has none", run.Error);
        Assert.Contains("truefill serve", run.Error);
    }

    private Task<JsonElement[]> Alerts(int count) => Eventually.Found(
        async () => (await fixture.Json("alerts list")).GetProperty("items").EnumerateArray().ToArray(),
        open => open.Length == count,
        $"there are {count} alerts");

    [Fact]
    public async Task Offline_says_so_and_changes_nothing()
    {
        await fixture.Fill("P1", "buy", "1", "1");
        await fixture.Stop();
        File.WriteAllText(Path.Combine(fixture.StateDirectory, "api.sock"), "left behind");
        Assert.Equal("offline", (await fixture.Json("status")).Text("state"));
        Assert.Equal(9, (await fixture.Run("status --check")).Code);
        Assert.Equal(3, (await fixture.Run("orders known P-none")).Code);
        Run write = await fixture.Run("orders submit --symbol IBM --side buy --qty 1");
        Assert.Equal(4, write.Code);
        Assert.Contains("truefill serve", write.Error);
        File.Delete(Path.Combine(fixture.StateDirectory, "api.sock"));
        await fixture.Start();
        Assert.Equal("running", (await fixture.Json("status")).Text("state"));
    }

    [Fact]
    public async Task Without_a_service_or_a_directory_the_exit_code_is_4()
    {
        Run run = await Cli.In("status", "--endpoint", "http://127.0.0.1:1");
        Assert.Equal(4, run.Code);
        Assert.Contains("try: truefill serve", run.Error);
        string none = Directory.CreateTempSubdirectory("tf-none-").FullName;
        Assert.Equal(5, (await Cli.In("status", "--state-dir", none)).Code);
        Assert.Equal(5, (await Cli.In("status", "--state-dir", Path.Combine(none, "missing"))).Code);
    }

    private async Task<string> Text(string line)
    {
        Run run = await fixture.Run(line.Contains("-o", System.StringComparison.Ordinal) ? line : line + " -o json");
        Assert.True(run.Code == 0, line + ": " + run.Error);
        return Age().Replace(run.Out, "\"age_ms\":0");
    }

    private static string AtAnySeq(string text) => Why().Replace(text, "$1");

    [GeneratedRegex("\"age_ms\":[0-9]+", RegexOptions.ExplicitCapture)]
    private static partial Regex Age();

    [GeneratedRegex("(\"kind\":\"[a-z]+\"),\"seq\":[0-9]+")]
    private static partial Regex Why();
}
