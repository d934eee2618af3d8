using System;
using System.Globalization;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Commands;

/// <param name="Group">What to measure, or <c>all</c>.</param>
/// <param name="Scale">Fraction of the full sizes.</param>
/// <param name="Rounds">The best of so many counts.</param>
/// <param name="Directory">On the disk to measure; null: the current one.</param>
internal sealed record BenchOptions(string Group, double Scale, int Rounds, string? Directory);

/// <summary>The project's own figures on this machine.</summary>
internal static class BenchCommands
{
    private const double QuickScale = 0.05;
    private const int QuickRounds = 2;

    public static CommandSpec Bench { get; } = new CommandGroup(
        "bench",
        "measure on this machine",
        Group("core", "fills through the core, its memory and its garbage"),
        Group("journal", "bytes per fill, durable reports per second, one durable commit"),
        Group("recovery", "reading a journal of ten million facts back"),
        Group("latency", "from a report to its position, applied and durable"),
        Group("fix", "parsing and writing FIX messages"),
        Group("followers", "what a slow, stopped or killed reader of the journal costs"),
        Group("gate", "the risk gate with every control on, and how fast a kill switch stops all"),
        Group("http", "orders and a kill switch over HTTP"),
        new PlannedCommand("redis", "Redis streams"),
        new PlannedCommand("kafka", "Kafka topics"),
        new PlannedCommand("clickhouse", "the ClickHouse recorder"),
        new PlannedCommand("parquet", "the Parquet recorder"),
        Group("all", "everything above that is not planned"));

    private static CommandSpec<BenchOptions> Group(string name, string description) => new(name, description, o =>
    {
        var quick = o.Flag("--quick", "a twentieth of the sizes, twice: to see that it works, not for figures");
        var scale = o.Text("--scale", "FRACTION", "of the full sizes, above 0 to 1 [1]");
        var rounds = o.Whole("--rounds", "N", "the best of so many counts [5]");
        var directory = o.Text("--directory", "DIR", "on the disk to measure [the current directory]");
        return p => new BenchOptions(
            name,
            ScaleOf(scale(p)) ?? (quick(p) ? QuickScale : 1),
            (int)Math.Clamp(rounds(p) ?? (quick(p) ? QuickRounds : Benchmarks.BenchmarkRun.UsualRounds), 1, 100),
            directory(p));
    });

    private static double? ScaleOf(string? text)
    {
        if (text is null) return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double scale)
            && scale is > 0 and <= 1)
            return scale;
        throw new CliException(ExitCode.Usage, $"--scale '{text}' is not a fraction above 0 and at most 1");
    }
}
