using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Service;

namespace Truefill.Cli.Handlers.Journal;

/// <summary>Old segments go to a complete copy elsewhere.</summary>
internal sealed class JournalArchiveHandler : IHandler<JournalArchiveOptions>
{
    public Task<ExitCode> RunAsync(JournalArchiveOptions options, CommandContext context, CancellationToken cancel)
    {
        string path = StatePlace.Of(context);

        // What else is wrong with the configuration changes nothing here. An age that cannot be read is not taken for
        // none: more would go than somebody meant.
        ConfigurationResult configuration = context.LoadConfiguration();
        StorageOptions storage = configuration.Storage
            ?? throw new CliException([.. configuration.Errors.Select(CommandContext.ErrorOf)]);
        string target = Path.GetFullPath(options.To, context.Environment.WorkingDirectory);
        DateTime? before = storage.ArchiveAfter is { } age ? DateTime.UtcNow - age : null;
        (StateCopy copy, IReadOnlyList<string> removed, string? keptFor) =
            StatePlace.Guard(path, () => StateCopies.Archive(path, target, before));
        CopyRendering.Write(context, copy, removed);
        if (keptFor is not null)
            context.Note($"more stays for {keptFor}");
        return Task.FromResult(ExitCode.Ok);
    }
}
