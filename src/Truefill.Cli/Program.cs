using System;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Handlers;

namespace Truefill.Cli;

internal static class Program
{
    // Both are kept until the process has gone: a signal that comes while it ends, such as a supervisor's after a
    // failed disk, must not put its own exit code in the place of 74.
    private static readonly CancellationTokenSource Interrupted = new();
    private static readonly PosixSignalRegistration[] Signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
    ];

    private static async Task<int> Main(string[] args)
    {
        using var readerGone = new CancellationTokenSource();
        CliEnvironment environment = CliEnvironment.OfProcess(readerGone);
        try
        {
            var line = new CommandLine(Catalogue.Commands, AllHandlers.Table, environment);
            return await line.RunAsync(args, Interrupted.Token);
        }
        catch (Exception e)
        {
            await environment.Out.FlushAsync();
            await environment.Error.WriteLineAsync($"error: this is a bug in truefill, {e}");
            await environment.Error.WriteLineAsync("try: report it with the lines above");
            return (int)ExitCode.Error;
        }
        finally
        {
            GC.KeepAlive(Signals);
        }
    }

    // The first time, the command ends by itself; the second time, the system ends it.
    private static void Stop(PosixSignalContext signal)
    {
        if (Interrupted.IsCancellationRequested) return;
        signal.Cancel = true;
        Interrupted.Cancel();
    }
}
