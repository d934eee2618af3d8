using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Service;

namespace Truefill.Cli.Handlers.Journal;

/// <summary>A copy that verifies, also while a service writes.</summary>
internal sealed class BackupHandler : IHandler<BackupOptions>
{
    public Task<ExitCode> RunAsync(BackupOptions options, CommandContext context, CancellationToken cancel)
    {
        string path = StatePlace.Of(context);
        string target = Path.GetFullPath(options.To, context.Environment.WorkingDirectory);
        StateCopy copy = StatePlace.Guard(path, () => StateCopies.Backup(path, target));
        CopyRendering.Write(context, copy, removed: null);
        return Task.FromResult(ExitCode.Ok);
    }
}

/// <summary>A state directory from a backup; it starts held.</summary>
internal sealed class RestoreHandler : IHandler<RestoreOptions>
{
    public Task<ExitCode> RunAsync(RestoreOptions options, CommandContext context, CancellationToken cancel)
    {
        string path = StatePlace.Of(context);
        string source = Path.GetFullPath(options.From, context.Environment.WorkingDirectory);
        StateCopy copy = StatePlace.Guard(
            source, () => StateCopies.Restore(source, path, $"restored from a backup ({source})"));
        CopyRendering.Write(context, copy, removed: null);
        context.Note($"it comes up held: compare it with the venues. next: truefill serve --state-dir {path}");
        return Task.FromResult(ExitCode.Ok);
    }
}

/// <summary>Old segments go to a complete copy elsewhere.</summary>
internal sealed class JournalArchiveHandler : IHandler<JournalArchiveOptions>
{
    public Task<ExitCode> RunAsync(JournalArchiveOptions options, CommandContext context, CancellationToken cancel)
    {
        TruefillOptions configuration = context.Configuration();
        string path = StatePlace.Of(context, configuration);
        string target = Path.GetFullPath(options.To, context.Environment.WorkingDirectory);
        DateTime? before = configuration.Storage.ArchiveAfter is { } age ? DateTime.UtcNow - age : null;
        (StateCopy copy, IReadOnlyList<string> removed, string? keptFor) =
            StatePlace.Guard(path, () => StateCopies.Archive(path, target, before));
        CopyRendering.Write(context, copy, removed);
        if (keptFor is not null)
            context.Note($"more stays for {keptFor}");
        return Task.FromResult(ExitCode.Ok);
    }
}

/// <summary>Saves the state as of the last durable record.</summary>
internal sealed class CheckpointHandler : IHandler<CheckpointOptions>
{
    public Task<ExitCode> RunAsync(CheckpointOptions options, CommandContext context, CancellationToken cancel)
    {
        string path = StatePlace.Of(context);
        (string name, ulong seq) = StatePlace.Read(
            path, state => CheckpointTaker.Take(state.Path, state.Options.Genesis));
        context.Output.Write(new CommandResult(
            json =>
            {
                json.WriteStartObject();
                json.WriteString("checkpoint", name);
                json.WriteNumber("seq", seq);
                json.WriteEndObject();
            },
            new TextTable([new("checkpoint"), new("seq", true)]).Add(name, $"{seq}")));
        return Task.FromResult(ExitCode.Ok);
    }
}

/// <summary>What was copied.</summary>
internal static class CopyRendering
{
    public static void Write(CommandContext context, StateCopy copy, IReadOnlyList<string>? removed)
    {
        TextTable table = new([new("path"), new("last_seq", true), new("verified"), new("removed_segments", true)]);
        table.Add(copy.Path, $"{copy.Seq}", "true", removed is null ? "" : $"{removed.Count}");
        context.Output.Write(new CommandResult(
            json =>
            {
                json.WriteStartObject();
                json.WriteString("path", copy.Path);
                json.WriteNumber("last_seq", copy.Seq);
                json.WriteBoolean("verified", copy.Report.IsSound);
                if (removed is not null)
                {
                    json.WriteStartArray("removed_segments");
                    foreach (string name in removed) json.WriteStringValue(name);
                    json.WriteEndArray();
                }

                json.WriteEndObject();
            },
            table));
    }
}
