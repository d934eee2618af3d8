using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Service;

namespace Truefill.Cli.Handlers.Journal;

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
