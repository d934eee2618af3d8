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
    private static async Task<int> Main(string[] args)
    {
        using var readerGone = new CancellationTokenSource();
        CliEnvironment environment = CliEnvironment.OfProcess(readerGone);
        using var interrupted = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            var line = new CommandLine(Catalogue.Commands, AllHandlers.Table, environment);
            return await line.RunAsync(args, interrupted.Token);
        }
        catch (Exception e)
        {
            await environment.Out.FlushAsync();
            await environment.Error.WriteLineAsync($"error: this is a bug in truefill, {e}");
            await environment.Error.WriteLineAsync("try: report it with the lines above");
            return (int)ExitCode.Error;
        }

        // The first time, the command ends by itself; the second time, the system ends it.
        void Stop(PosixSignalContext signal)
        {
            if (interrupted.IsCancellationRequested) return;
            signal.Cancel = true;
            interrupted.Cancel();
        }
    }
}
