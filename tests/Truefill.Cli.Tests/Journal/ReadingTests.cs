using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Server.Service;

namespace Truefill.Cli.Tests.Journal;

public class ReadingTests
{
    [Fact]
    public async Task Exported_lines_are_those_of_the_order_event_log()
    {
        using var state = new StateFixture();
        await state.FillAndStop(250);
        Run run = await state.Cli("journal", "export", "--format", "jsonl");
        Assert.Equal(0, run.Code);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(state.Path, "order_events.parquet.jsonl")), run.Out);
        string[] lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(250, lines.Length);

        string middle = StateFixture.Parse(lines[100]).GetProperty("seq").ToString();
        Run part = await state.Cli("journal", "export", "--format", "jsonl", "--from", middle, "--to", middle);
        Assert.Equal(lines[100] + "\n", part.Out);

        Run csv = await state.Cli("journal", "export", "--format", "csv");
        Assert.Equal(251, csv.Out.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains(",false,false,", csv.Out);
    }

    [Fact]
    public async Task Tail_gives_the_same_records_from_the_files_and_from_the_service()
    {
        using var state = new StateFixture();
        using LiveLoop service = await state.Start();
        await state.Fill(service, 100);
        await using WebHost web = await WebHost.StartAsync(service);
        string[] args = ["journal", "tail", "--limit", "30", "-o", "json"];
        Run offline = await state.Cli(args);
        Run online = await Cli.In([.. args, "--endpoint", "unix:" + Path.Combine(state.Path, "api.sock")]);
        Assert.Equal((0, ""), (online.Code, online.Error));
        string[] lines = offline.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(30, lines.Length);
        Assert.Equal(offline.Out, online.Out);
        Assert.All(lines, line => Assert.True(StateFixture.Parse(line).TryGetProperty("type", out _)));
    }

    [Fact]
    public async Task Stats_account_for_every_byte_of_the_records()
    {
        using var state = new StateFixture();
        await state.FillAndStop(100);
        JsonElement stats = await state.Json("journal", "stats");
        Assert.Equal(
            stats.GetProperty("record_bytes").GetInt64(),
            stats.GetProperty("types").EnumerateArray().Sum(type => type.GetProperty("bytes").GetInt64()));
        Assert.Contains(
            stats.GetProperty("types").EnumerateArray(),
            type => type.GetProperty("type").GetString() == "trade_booked" && type.GetProperty("count").GetInt64() == 100);
        Assert.True(stats.GetProperty("raw_bytes").GetInt64() > 0);
    }

    [Theory]
    [InlineData("fix44-day.log")]
    [InlineData("fix42-day.log")]
    public async Task A_dry_run_of_a_recorded_day_ends_by_whether_it_violates(string day)
    {
        Run run = await Cli.In("dry-run", Data(day), "-o", "json");
        JsonElement result = StateFixture.Parse(run.Out);
        Assert.Equal(result.GetProperty("violations").GetArrayLength() > 0 ? 7 : 0, run.Code);
        Assert.Equal(0, result.GetProperty("dead_letters").GetInt64());
        Assert.True(result.GetProperty("positions").GetArrayLength() > 0);
    }

    [Fact]
    public async Task A_dry_run_exits_7_for_a_violation_and_0_for_a_dead_letter()
    {
        using var state = new StateFixture();
        string dead = state.Inside("dead.jsonl");
        await File.WriteAllTextAsync(dead, "{\"symbol\":\"IBM\"}\n");
        Run told = await Cli.In("dry-run", dead);
        Assert.Equal(0, told.Code);
        string row = told.Out.Split('\n').Single(line => line.Contains("missing_field", StringComparison.Ordinal));
        Assert.Matches(@"dead\.jsonl +1 +missing_field", row);
        Assert.Equal(3, (await Cli.In("dry-run", state.Inside("none"))).Code);
        Assert.Equal(2, (await Cli.In("dry-run", "-")).Code);

        string overfill = state.Inside("overfill.log");
        await File.WriteAllLinesAsync(overfill,
        [
            FixLine("35=8|49=V|56=C|34=1|52=20260102-10:00:00|37=O1|11=C1|17=E1|150=0|39=0|1=A|55=IBM|54=1|38=10|32=0|31=0|151=10|14=0|6=0"),
            FixLine("35=8|49=V|56=C|34=2|52=20260102-10:00:01|37=O1|11=C1|17=E2|150=F|39=2|1=A|55=IBM|54=1|38=10|32=15|31=5|151=0|14=15|6=5"),
        ]);
        Run run = await Cli.In("dry-run", overfill);
        Assert.Equal(7, run.Code);
        Assert.Contains("overfill", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_of_a_state_directory_has_its_positions()
    {
        using var state = new StateFixture();
        await state.FillAndStop(30);
        Run run = await Cli.In("dry-run", state.Path, "-o", "json");
        Assert.Equal(0, run.Code);
        JsonElement result = StateFixture.Parse(run.Out);
        Assert.Equal("300", result.GetProperty("positions")[0].GetProperty("qty").GetString());
        Assert.Equal(run.Out, (await Cli.In("dry-run", "--format", "journal", state.JournalPath, "-o", "json")).Out);
        Assert.Equal(
            result.GetProperty("messages").GetInt64(),
            result.GetProperty("applied").GetInt64() + result.GetProperty("duplicates").GetInt64()
                + result.GetProperty("ignored").GetInt64() + result.GetProperty("dead_letters").GetInt64());
    }

    private static string FixLine(string body)
    {
        string fields = body.Replace('|', '\u0001') + "\u0001";
        string message = $"8=FIX.4.4\u00019={fields.Length}\u0001{fields}";
        return $"{message}10={message.Sum(c => c) % 256:D3}\u0001";
    }

    private static string Data(string name, [System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "data", "fix", name);
}
