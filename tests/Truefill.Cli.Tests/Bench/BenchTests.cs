using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Benchmarks;

namespace Truefill.Cli.Tests.Bench;

/// <summary>That everything runs, at sizes too small to be figures. Each benchmark compares live and replayed state
/// itself and throws when they differ.</summary>
public sealed class BenchTests
{
    private static readonly string[] Tiny = ["--scale", "0.001", "--rounds", "1"];

    [Theory]
    [InlineData("core", "core.fill", "core.allocated", "core.collections", "core.memory.order", "core.memory.fill")]
    [InlineData("journal", "journal.bytes", "journal.bytes_with_raw", "journal.durable", "journal.commit")]
    [InlineData("recovery", "recovery.journal")]
    [InlineData("latency", "latency.applied_p50", "latency.applied_p99", "latency.durable_p50")]
    [InlineData("fix", "fix.parse_typed", "fix.encode", "fix.bytes_to_position", "fix.session_spin_p50", "fix.session_pairs")]
    [InlineData("gate", "gate.p50", "gate.p99", "gate.refused_p99")]
    [InlineData("followers", "followers.running", "followers.stopped", "followers.killed")]
    [InlineData("http", "http.orders_os", "http.orders_sync", "http.kill_p50", "http.kill")]
    public async Task A_group_gives_each_of_its_figures_beside_its_reference(string group, params string[] names)
    {
        using JsonDocument report = await Measure(group);

        JsonElement[] results = [.. report.RootElement.GetProperty("results").EnumerateArray()];
        string?[] found = [.. results.Select(figure => figure.GetProperty("name").GetString())];
        Assert.Empty(names.Except(found));
        Assert.All(results, figure =>
        {

            // Scaled down so far, what a heap shared with other tests grew by says nothing.
            bool isMemory = figure.GetProperty("name").GetString()!.StartsWith("core.memory.", StringComparison.Ordinal);
            Assert.True(isMemory || figure.GetProperty("value").GetDouble() >= 0);
            Assert.NotEmpty(figure.GetProperty("unit").GetString()!);
            Assert.True(figure.TryGetProperty("reference", out _));
            Assert.True(figure.TryGetProperty("reference_value", out _));
            Assert.True(figure.TryGetProperty("ratio", out _));
            Assert.True(figure.TryGetProperty("allocated_bytes_per_op", out _));
        });
        if (group == "fix") StandBesideQuickFix(results);
        Assert.NotEmpty(report.RootElement.GetProperty("machine").GetProperty("processor").GetString()!);
        Assert.Equal("sync", report.RootElement.GetProperty("settings").GetProperty("durability").GetString());
        Assert.True(report.RootElement.GetProperty("hiccup").GetProperty("gaps_over_100us_per_s").GetDouble() >= 0);
        Assert.True(report.RootElement.GetProperty("hiccup").GetProperty("worst_us").GetDouble() >= 0);
    }

    private static void StandBesideQuickFix(JsonElement[] results)
    {
        string[] compared = ["fix.parse_typed", "fix.parse_typed_dictionary", "fix.session_spin_p50", "fix.session_pairs"];
        foreach (string name in compared)
        {
            JsonElement figure = results.Single(each => each.GetProperty("name").GetString() == name);
            Assert.StartsWith("QuickFIX in C++, ", figure.GetProperty("reference").GetString(), StringComparison.Ordinal);
            Assert.True(figure.GetProperty("reference_value").GetDouble() > 0);
        }
    }

    [Fact]
    public async Task A_fill_allocates_nothing_and_takes_few_bytes_in_the_journal()
    {
        using JsonDocument core = await Measure("core");
        using JsonDocument journal = await Measure("journal");

        Assert.Equal(0, Value(core, "core.allocated"));
        Assert.InRange(Value(journal, "journal.bytes"), 40, 64);
        Assert.InRange(Value(journal, "journal.bytes_with_raw"), 328, 360);
    }

    [Fact]
    public async Task What_a_later_version_measures_is_said_to_be_planned() =>
        Assert.StartsWith("planned:", (await Cli.In("bench", "redis")).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("0")]
    [InlineData("1.5")]
    [InlineData("much")]
    public async Task A_scale_that_is_no_fraction_is_a_usage_error(string scale) =>
        Assert.Equal(2, (await Cli.In("bench", "fix", "--scale", scale)).Code);

    [Fact]
    public void A_floor_on_the_ratio_decides_alone_where_the_reference_ran()
    {
        Figure figure = new("x", 10, "per s")
        {
            ReferenceValue = 2,
            Floors = [Bound.RatioAtLeast(3), Bound.AtLeast(100)],
        };

        Assert.Equal(Verdict.FloorByRatio, figure.Verdict);
        Assert.True(figure.HoldsFloor);
        Assert.False((figure with { ReferenceValue = 4 }).HoldsFloor);
        Assert.False((figure with { ReferenceValue = null }).HoldsFloor);
        Assert.True((figure with { ReferenceValue = null, Value = 100 }).HoldsFloor);
    }

    [Fact]
    public async Task In_csv_a_figure_is_a_number_that_a_program_reads()
    {
        Run run = await Cli.In(["bench", "core", .. Tiny, "-o", "csv"]);
        string fills = run.Out.Split("\r\n").Single(row => row.StartsWith("core.fill,", StringComparison.Ordinal));
        double value = double.Parse(fills.Split(',')[1], CultureInfo.InvariantCulture);
        Assert.True(value > 1000, fills);
    }

    private static async Task<JsonDocument> Measure(string group)
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("truefill-bench-test-");
        try
        {
            Run run = await Cli.In(["bench", group, .. Tiny, "-o", "json"], directory: directory.FullName);
            Assert.True(run.Code == 0, "scaled down, a missed floor is no failure: " + run.Error);
            Assert.Empty(directory.EnumerateFileSystemInfos());
            return JsonDocument.Parse(run.Out);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static double Value(JsonDocument report, string name) => report.RootElement.GetProperty("results")
        .EnumerateArray()
        .Single(figure => figure.GetProperty("name").GetString() == name)
        .GetProperty("value")
        .GetDouble();
}
