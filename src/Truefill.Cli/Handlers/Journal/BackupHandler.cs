using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Server.Service;

namespace Truefill.Cli.Handlers.Journal;

/// <summary>A copy that verifies, also while a service writes.</summary>
internal sealed class BackupHandler : IHandler<BackupOptions>
{
    public Task<ExitCode> RunAsync(BackupOptions options, CommandContext context, CancellationToken cancel)
    {
        string path = StatePlace.OfFiles(context);
        string target = Path.GetFullPath(options.To, context.Environment.WorkingDirectory);
        StateCopy copy = StatePlace.Guard(path, () => StateCopies.Backup(path, target, context.Note));
        CopyRendering.Write(context, copy, removed: null);
        return Task.FromResult(ExitCode.Ok);
    }
}
