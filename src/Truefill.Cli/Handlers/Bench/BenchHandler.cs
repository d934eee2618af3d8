using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Benchmarks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;
using Truefill.Server.Hosting;

namespace Truefill.Cli.Handlers.Bench;

/// <summary>Measures and shows each figure beside its reference. Exit 1 when a run of the full
/// sizes misses a floor.</summary>
internal sealed class BenchHandler : IHandler<BenchOptions>
{
    public Task<ExitCode> RunAsync(BenchOptions options, CommandContext context, CancellationToken cancel)
    {
        LargePages.Ask();
        BenchmarkRun run = new(
            options.Scale,
            options.Rounds,
            options.Directory ?? context.Environment.WorkingDirectory,
            line =>
            {
                cancel.ThrowIfCancellationRequested();
                context.Note(line);
            });
        BenchmarkReport report = BenchmarkReport.Measure(options.Group, run);
        bool isCsv = context.Output.Format == OutputFormat.Csv;
        TextTable figures = Figures(report, isCsv ? FigureNumber.Plain : FigureNumber.Readable);
        context.Output.Write(new CommandResult(writer => WriteJson(writer, report), figures, Around(report)));
        foreach (Figure figure in report.Figures.Where(f => !f.HoldsFloor))
        {
            string value = FigureNumber.Readable(figure.Value);
            context.Note($"missed: {figure.Name} {value} {figure.Unit}, floor {Bounds(figure.Floors)}");
        }

        if (options.Scale < 1) context.Note("scaled down: these figures are not to be compared with the floors");
        bool isGood = report.HoldsFloors || options.Scale < 1;
        return Task.FromResult(isGood ? ExitCode.Ok : ExitCode.Error);
    }

    private static TextTable Figures(BenchmarkReport report, Func<double, string> number)
    {
        TextTable table = new([new("name"), new("value", true), new("unit"), new("ratio", true), new("verdict"),
            new("floor"), new("goal"), new("allocated", true), new("reference_value", true), new("reference")]);
        foreach (Figure figure in report.Figures)
        {
            table.Add(
                figure.Name,
                number(figure.Value),
                figure.Unit,
                figure.Ratio is { } ratio ? number(ratio) + "x" : "",
                Word(figure.Verdict),
                Bounds(figure.Floors),
                Bounds(figure.Goals),
                figure.AllocatedBytesPerOp is { } bytes ? number(bytes) : "",
                figure.ReferenceValue is { } value ? number(value) : "",
                figure.Reference);
        }

        return table;
    }

    private static TextTable Around(BenchmarkReport report)
    {
        TextTable table = new([new("about"), new("is")]);
        table.Add("machine", $"{report.Machine.Processor}, {report.Machine.Processors} processors");
        table.Add("system", $"{report.Machine.System}, {report.Machine.Runtime}");
        string rate = FigureNumber.Readable(report.Hiccups.GapsOver100UsPerSecond);
        table.Add("hiccups", $"{rate}/s over 100 us, worst {FigureNumber.Readable(report.Hiccups.WorstUs)} us");
        foreach ((string name, string value) in report.Settings) table.Add(name, value);
        return table;
    }

    private static void WriteJson(Utf8JsonWriter writer, BenchmarkReport report)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("machine");
        writer.WriteString("processor", report.Machine.Processor);
        writer.WriteNumber("processors", report.Machine.Processors);
        writer.WriteNumber("memory_gib", report.Machine.MemoryGib);
        writer.WriteString("system", report.Machine.System);
        writer.WriteString("runtime", report.Machine.Runtime);
        writer.WriteString("gc", report.Machine.Gc);
        writer.WriteEndObject();
        writer.WriteStartObject("settings");
        foreach ((string name, string value) in report.Settings) writer.WriteString(name, value);
        writer.WriteEndObject();
        writer.WriteStartObject("hiccup");
        writer.WriteNumber("gaps_over_100us_per_s", Math.Round(report.Hiccups.GapsOver100UsPerSecond, 2));
        writer.WriteNumber("worst_us", Math.Round(report.Hiccups.WorstUs, 1));
        writer.WriteEndObject();
        writer.WriteStartArray("results");
        foreach (Figure figure in report.Figures) Write(writer, figure);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Figure figure)
    {
        writer.WriteStartObject();
        writer.WriteString("name", figure.Name);
        writer.WriteNumber("value", FigureNumber.Rounded(figure.Value));
        writer.WriteString("unit", figure.Unit);
        writer.WriteString("reference", figure.Reference);
        Write(writer, "reference_value", figure.ReferenceValue);
        Write(writer, "ratio", figure.Ratio);
        Write(writer, "allocated_bytes_per_op", figure.AllocatedBytesPerOp);
        writer.WriteString("floor", Bounds(figure.Floors));
        writer.WriteString("goal", Bounds(figure.Goals));
        writer.WriteString("verdict", Word(figure.Verdict));
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number) writer.WriteNumber(name, FigureNumber.Rounded(number));
        else writer.WriteNull(name);
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Measured => "measured",
        Verdict.Missed => "missed",
        Verdict.FloorByRatio => "floor_by_ratio",
        Verdict.Floor => "floor",
        Verdict.Goal => "goal",
    };

    private static string Bounds(IReadOnlyList<Bound> bounds) => string.Join(", ", bounds);
}
