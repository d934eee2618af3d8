using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Driving;
using Truefill.Simulation.Ordeal;
using Truefill.Simulation.Restarts;

namespace Truefill.Cli.Handlers.Simulating;

/// <summary>
/// Runs seeds one after the other on as many threads as there are processors; the order of the answer is theirs.
/// </summary>
internal sealed class SimHandler : IHandler<SimOptions>
{
    private const int FailuresShownMax = 20;

    public Task<ExitCode> RunAsync(SimOptions options, CommandContext context, CancellationToken cancel)
    {
        CheckUsage(options);
        Tally tally = Run(options, context, cancel);
        Show(tally, options, context);
        if (options.Journal is not null)
            KeptJournal.Write(options.Journal, tally.FirstFailed ?? options.Seed, options.Steps, context);
        return Task.FromResult(tally.Failed.Count == 0 ? ExitCode.Ok : ExitCode.Error);
    }

    private static void CheckUsage(SimOptions options)
    {
        if (options.Journal is not null && options.Story != SimStory.Model)
            throw new CliException(
                ExitCode.Usage, "only runs against the independent model keep their journal", "--journal",
                "leave --whole, --ordeal, --rounds or --restarts out");
    }

    private static Tally Run(SimOptions options, CommandContext context, CancellationToken cancel)
    {
        bool showsProgress = context.Environment.ErrorIsTerminal && options.Seeds > 1;
        Tally tally = new(options.Seeds, showsProgress ? context.Environment.Error : null);
        SimulationOptions interruptible = new() { Progress = _ => cancel.ThrowIfCancellationRequested() };
        Parallel.For(0, options.Seeds, Threads(cancel), (i, loop) =>
        {
            SimulationVerdict verdict = Tell(options, options.Seed + (ulong)i, interruptible);
            tally.Add(verdict);
            if (!verdict.IsOk && options.UntilFound) loop.Stop();
        });
        tally.Stop();
        if (showsProgress) context.Note("");
        return tally;
    }

    private static SimulationVerdict Tell(SimOptions options, ulong seed, SimulationOptions interruptible) =>
        options.Story switch
        {
            SimStory.Ordeal => UnknownOutcomes.Run(seed),
            SimStory.Rounds => ReconciliationRounds.Run(seed, options.Steps),
            SimStory.Restarts => WarmStarts.Run(seed),
            SimStory.Whole => WholeSimulation.Run(seed, options.Steps),
            _ => Simulation.Driving.Simulation.Run(seed, options.Steps, interruptible),
        };

    private static void Show(Tally tally, SimOptions options, CommandContext context)
    {
        Totals totals = new(
            options.Seed,
            options.Seeds,
            tally.Steps,
            tally.Crashes,
            tally.Failed.Count,
            tally.Rate,
            options.Seeds == 1 ? tally.Last?.StateHash : null);
        context.Output.Write(
            new CommandResult(writer => WriteJson(writer, totals, tally.Failed.Values), Table(totals)));
        foreach (SimulationVerdict verdict in tally.Failed.Values.Take(FailuresShownMax))
            context.Note(FailedSeed.Describe(verdict, NameOf(options.Story), HasSteps(options) ? options.Steps : null));
    }

    // Left to itself, it starts more of them where processors are shared, and each story is more memory in use.
    internal static ParallelOptions Threads(CancellationToken cancel) => new()
    {
        CancellationToken = cancel,
        MaxDegreeOfParallelism = Environment.ProcessorCount,
    };

    private static bool HasSteps(SimOptions options) => options.Story is not (SimStory.Ordeal or SimStory.Restarts);

    private static string NameOf(SimStory story) => story switch
    {
        SimStory.Ordeal => "ordeal",
        SimStory.Whole => "whole",
        SimStory.Rounds => "rounds",
        SimStory.Restarts => "restarts",
        _ => "model",
    };

    private static TextTable Table(Totals totals) =>
        new TextTable([new("verdict"), new("seed"), new("seeds", true), new("steps", true), new("crashes", true),
            new("failed", true), new("steps_per_second", true), new("state_hash")])
        .Add(
            totals.Failed == 0 ? "ok" : "divergence",
            Text((long)totals.Seed),
            Text(totals.Seeds),
            Text(totals.Steps),
            Text(totals.Crashes),
            Text(totals.Failed),
            totals.Rate,
            totals.StateHash);

    private static void WriteJson(Utf8JsonWriter writer, Totals totals, IEnumerable<SimulationVerdict> failed)
    {
        writer.WriteStartObject();
        writer.WriteString("build", FailedSeed.Build);
        writer.WriteString("verdict", totals.Failed == 0 ? "ok" : "divergence");
        writer.WriteNumber("seed", totals.Seed);
        writer.WriteNumber("seeds", totals.Seeds);
        writer.WriteNumber("steps", totals.Steps);
        writer.WriteNumber("crashes", totals.Crashes);
        writer.WriteString("steps_per_second", totals.Rate);
        writer.WriteString("state_hash", totals.StateHash);
        writer.WriteStartArray("failures");
        foreach (SimulationVerdict verdict in failed) WriteFailure(writer, verdict.Seed, verdict.Failure!);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteFailure(Utf8JsonWriter writer, ulong seed, SimulationFailure failure)
    {
        writer.WriteStartObject();
        writer.WriteNumber("seed", seed);
        writer.WriteNumber("step", failure.Step);
        writer.WriteStartArray("divergences");
        foreach (Divergence each in failure.Divergences)
        {
            writer.WriteStartObject();
            writer.WriteString("key", each.Key);
            writer.WriteString("field", each.Field);
            writer.WriteString("expected", each.Expected);
            writer.WriteString("found", each.Found);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("inputs");
        foreach (string input in failure.Inputs) writer.WriteStringValue(input);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Totals(
        ulong Seed, int Seeds, long Steps, long Crashes, int Failed, string Rate, string? StateHash);

    /// <summary>What the seeds came to so far, from all threads, and how long that took.</summary>
    /// <param name="seeds">How many there will be.</param>
    /// <param name="progress">Where a line of progress is kept up to date; null: nowhere.</param>
    private sealed class Tally(int seeds, TextWriter? progress)
    {
        private readonly Lock gate = new();
        private readonly long started = Stopwatch.GetTimestamp();
        private TimeSpan elapsed;
        private int done;

        public SortedDictionary<ulong, SimulationVerdict> Failed { get; } = [];

        public SimulationVerdict? Last { get; private set; }

        public long Steps { get; private set; }

        public long Crashes { get; private set; }

        public ulong? FirstFailed => Failed.Count == 0 ? null : Failed.First().Key;

        /// <summary>Steps in a second.</summary>
        public string Rate => (Steps / elapsed.TotalSeconds).ToString("F0", CultureInfo.InvariantCulture);

        public void Add(SimulationVerdict verdict)
        {
            lock (gate)
            {
                Steps += verdict.Steps;
                Crashes += verdict.Crashes;
                Last = verdict;
                if (!verdict.IsOk) Failed[verdict.Seed] = verdict;
                done++;
                progress?.Write($"\r{done}/{seeds} seeds, {Steps} steps, {Failed.Count} failed ");
            }
        }

        public void Stop() => elapsed = Stopwatch.GetElapsedTime(started);
    }
}
