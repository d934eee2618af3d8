using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Server.Service;

namespace Truefill.Cli.Handlers.Journal;

/// <summary>A state directory from a backup; it starts held.</summary>
internal sealed class RestoreHandler : IHandler<RestoreOptions>
{
    public Task<ExitCode> RunAsync(RestoreOptions options, CommandContext context, CancellationToken cancel)
    {
        string path = StatePlace.OfFiles(context);
        string source = Path.GetFullPath(options.From, context.Environment.WorkingDirectory);
        StateCopy copy = StatePlace.Guard(
            source, () => StateCopies.Restore(source, path, $"restored from a backup ({source})", context.Note));
        CopyRendering.Write(context, copy, removed: null);
        context.Note($"it comes up held: compare it with the venues. next: truefill serve --state-dir {path}");
        return Task.FromResult(ExitCode.Ok);
    }
}
