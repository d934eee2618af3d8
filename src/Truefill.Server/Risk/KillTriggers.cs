using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Journal;
using Truefill.Server.Hosting;

namespace Truefill.Server.Risk;

/// <summary>
/// The ways to stop everything without the API: SIGUSR1, and a file called <c>kill</c> in the state directory, whose
/// first line is the reason. The file goes away once the switch is journaled. A signal counts from the moment this is
/// made, before there is anything to stop: a service that is still reading its journal must not die of it.
/// </summary>
public sealed class KillTriggers : IDisposable
{
    private const int SigUsr1 = 10;
    private const int ReasonMax = 200;

    // Whatever else the file holds, the switch must not wait for it.
    private const int ReasonBytes = 1024;

    private const string NoReason = "the file 'kill' was dropped into the state directory";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly Action<string> report;
    private readonly CancellationTokenSource stop = new();
    private readonly PosixSignalRegistration signal;
    private KillControl? control;
    private string path = "";
    private Task watching = Task.CompletedTask;
    private int asked;
    private bool isDisposed;

    public KillTriggers(Action<string> report)
    {
        this.report = report;
        signal = PosixSignalRegistration.Create((PosixSignal)SigUsr1, context =>
        {
            context.Cancel = true;
            Interlocked.Exchange(ref asked, 1);
            if (Volatile.Read(ref control) is not null) _ = EngageIfAsked();
        });
    }

    /// <summary>
    /// Engages what was asked for before: what is dropped or sent before a start stops it before anything can leave.
    /// From then on both ways are watched.
    /// </summary>
    public async Task StartAsync(KillControl kills, string stateDirectory)
    {
        path = Path.Combine(stateDirectory, StateLayout.Kill);
        Volatile.Write(ref control, kills);
        await EngageIfAsked();
        bool isTold = await LookAtFile(isTold: false);
        watching = Task.Run(() => Watch(isTold));
    }

    /// <summary>
    /// Has the next start engage the global switch. Best effort: the disk may refuse this too. What is there stays.
    /// </summary>
    public static void Leave(string stateDirectory, string reason)
    {
        string file = Path.Combine(stateDirectory, StateLayout.Kill);
        try
        {
            if (!File.Exists(file)) File.WriteAllText(file, reason + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The failure that led here is being reported, and the next start comes up held all the same.
        }
    }

    public void Dispose()
    {
        if (isDisposed) return;
        isDisposed = true;
        stop.Cancel();
        signal.Dispose();
        watching.Wait(TimeSpan.FromSeconds(2));
        stop.Dispose();
    }

    private async Task Watch(bool isTold)
    {
        using PeriodicTimer timer = new(Look);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                Task<bool> look = LookAtFile(isTold);

                // The file is looked at again, whatever went wrong.
                if (await SideWork.FailureOf(look) is { } failure) report($"kill switch: {path}: {failure.Message}");
                else isTold = await look;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private async Task EngageIfAsked()
    {
        if (Interlocked.Exchange(ref asked, 0) == 1) await Engage("SIGUSR1", "signal");
    }

    // True: the file is there, and its switch was told of.
    private async Task<bool> LookAtFile(bool isTold)
    {
        if (!File.Exists(path)) return false;
        if (await Engage(ReadReason(), "kill file", isQuiet: isTold)) Remove();
        return true;
    }

    // True once it is journaled.
    private async Task<bool> Engage(string reason, string by, bool isQuiet = false)
    {
        KillOutcome outcome = await control!.Set(new SetKillSwitch(
            KillScope.Global, "", null, KillSwitchState.Active, reason, by));
        if (!isQuiet) report($"KILL SWITCH: engaged by {by}: {reason}");
        return outcome.IsJournaled;
    }

    private string ReadReason()
    {
        try
        {
            // A pipe has no length either, and reading it would wait for somebody to write.
            if (new FileInfo(path).Length == 0) return NoReason;
            using FileStream file = File.OpenRead(path);
            byte[] first = new byte[ReasonBytes];
            int read = file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
            string line = Encoding.UTF8.GetString(first, 0, read).Split('\n')[0];
            line = string.Concat(line.Where(static c => !char.IsControl(c))).Trim();
            if (line.Length > 0) return line.Length <= ReasonMax ? line : line[..ReasonMax];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What it says is not needed to know what it means.
        }

        return NoReason;
    }

    private void Remove()
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report($"kill switch: {path} cannot be removed and goes on engaging it: {e.Message}");
        }
    }
}
