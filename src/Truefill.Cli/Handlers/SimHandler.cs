using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
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

namespace Truefill.Cli.Handlers;

/// <summary>
/// Runs seeds one after the other on as many threads as there are processors; the order of the answer is theirs.
/// </summary>
internal sealed class SimHandler : IHandler<SimOptions>
{
    private const int FailuresShownMax = 20;

    public Task<ExitCode> RunAsync(SimOptions options, CommandContext context, CancellationToken cancel)
    {
        if (options.Journal is not null && options.Story != SimStory.Model)
            throw new CliException(
                ExitCode.Usage, "only runs against the independent model keep their journal", "--journal",
                "leave --whole, --ordeal or --rounds out");
        long started = Stopwatch.GetTimestamp();
        SortedDictionary<ulong, SimulationVerdict> failed = [];
        SimulationVerdict? last = null;
        long steps = 0;
        long crashes = 0;
        int done = 0;
        Lock gate = new();
        SimulationOptions interruptible = new() { Progress = _ => cancel.ThrowIfCancellationRequested() };
        bool shows = context.Environment.ErrorIsTerminal && options.Seeds > 1;
        Parallel.For(0, options.Seeds, Threads(cancel), (i, loop) =>
        {
            ulong seed = options.Seed + (ulong)i;
            SimulationVerdict verdict = options.Story switch
            {
                SimStory.Ordeal => UnknownOutcomes.Run(seed),
                SimStory.Rounds => ReconciliationRounds.Run(seed, options.Steps),
                SimStory.Whole => WholeSimulation.Run(seed, options.Steps),
                _ => Simulation.Driving.Simulation.Run(seed, options.Steps, interruptible),
            };
            lock (gate)
            {
                steps += verdict.Steps;
                crashes += verdict.Crashes;
                last = verdict;
                if (!verdict.IsOk) failed[verdict.Seed] = verdict;
                if (!verdict.IsOk && options.UntilFound) loop.Stop();
                if (!shows) done++;
                else
                    context.Environment.Error.Write(
                        $"\r{++done}/{options.Seeds} seeds, {steps} steps, {failed.Count} failed ");
            }
        });
        if (shows) context.Note("");

        string rate =
            (steps / Stopwatch.GetElapsedTime(started).TotalSeconds).ToString("F0", CultureInfo.InvariantCulture);
        Totals totals = new(options.Seed, options.Seeds, steps, crashes, failed.Count, rate, options.Seeds == 1
            ? last?.StateHash : null);
        context.Output.Write(new CommandResult(writer => WriteJson(writer, totals, failed.Values), Table(totals)));
        int shown = 0;
        foreach (SimulationVerdict verdict in failed.Values)
            if (++shown <= FailuresShownMax)
                context.Note(FailedSeed.Describe(verdict, NameOf(options.Story), options.Steps));
        if (options.Journal is not null)
        {
            ulong kept = failed.Count == 0 ? options.Seed : failed.First().Key;
            KeptJournal.Write(options.Journal, kept, options.Steps, context);
        }

        return Task.FromResult(failed.Count == 0 ? ExitCode.Ok : ExitCode.Error);
    }

    // Left to itself, it starts more of them where processors are shared, and each story is more memory in use.
    internal static ParallelOptions Threads(CancellationToken cancel) => new()
    {
        CancellationToken = cancel,
        MaxDegreeOfParallelism = Environment.ProcessorCount,
    };

    private static string NameOf(SimStory story) => story switch
    {
        SimStory.Ordeal => "ordeal",
        SimStory.Whole => "whole",
        SimStory.Rounds => "rounds",
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
}
