using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;
using Truefill.Server.Offline;
using Truefill.Simulation.Driving;
using Truefill.Simulation.Reproduction;

namespace Truefill.Cli.Handlers.Journal;

/// <summary>A piece of a journal as a test in C#, to a file or to stdout; what it shows goes to stderr.</summary>
internal sealed class ReproHandler : IHandler<ReproOptions>
{
    public Task<ExitCode> RunAsync(ReproOptions options, CommandContext context, CancellationToken cancel)
    {
        if (options.From < 1 || options.To < options.From)
            throw new CliException(
                ExitCode.Usage, $"{options.From} to {options.To} is no piece of a journal", "--from, --to",
                "sequences start at 1; --to is not before --from");
        string? file = options.File is null ? null
            : Path.GetFullPath(options.File, context.Environment.WorkingDirectory);
        if (File.Exists(file))
            throw new CliException(ExitCode.Error, "the file exists, and nothing was done", file, "take another name");
        string path = StatePlace.OfFiles(context);
        ReproTest test = StatePlace.Read(path, state => Make(state, options, cancel));
        if (file is not null) Write(file, test.Source);
        if (context.Output.Format == OutputFormat.Json) WriteJson(test, file, context);
        else if (file is null) context.Output.WriteText(test.Source);
        Explain(test, context);
        return Task.FromResult(ExitCode.Ok);
    }

    private static void Write(string file, string source)
    {
        try
        {
            File.WriteAllText(file, source);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(
                ExitCode.Error, $"the file could not be written: {e.Message}", file,
                "name a file in a directory that exists, or leave out --file");
        }
    }

    private static ReproTest Make(OfflineState state, ReproOptions options, CancellationToken cancel)
    {
        Reproducer reproducer = new((ulong)options.From, (ulong)options.To, state.At);
        using OfflineReader reader = state.Read();
        while (reader.MoveNext())
        {
            cancel.ThrowIfCancellationRequested();
            if (!reproducer.Add(reader.Current)) break;
        }

        if (reproducer.Last < (ulong)options.To)
        {
            throw new CliException(
                ExitCode.NotFound, $"there is no sequence {options.To}: the journal ends at {reproducer.Last}", "--to",
                "truefill journal stats");
        }

        return reproducer.Make(FailedSeed.Build);
    }

    private static void Explain(ReproTest test, CommandContext context)
    {
        if (test.NotCompared is { } why)
            context.Note($"held to the journal alone, not to the independent model: {why}");
        context.Note(test switch
        {
            { Finding: null } => "it passes on this build: nothing is wrong here, or not in how it is decided",
            { IsAgainstModel: true } => $"it fails on this build, {test.Inputs} inputs are enough: {test.Finding}",
            _ => $"it fails on this build: {test.Finding}",
        });
        context.Note("to run it: put it into a test project that references xunit and Truefill.Simulation");
    }

    private static void WriteJson(ReproTest test, string? file, CommandContext context) =>
        context.Output.Write(new CommandResult(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("from", test.From);
            json.WriteNumber("to", test.To);
            json.WriteBoolean("fails", test.Finding is not null);
            json.WriteString("finding", test.Finding);
            json.WriteString("against", test.IsAgainstModel ? "model" : "journal");
            if (file is null) json.WriteString("source", test.Source);
            else json.WriteString("file", file);
            json.WriteEndObject();
        }));
}
