using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using Truefill.Server.Hosting;

namespace Truefill.Server.Service;

/// <summary>
/// Takes a checkpoint every hour out of the journal's files, so that the engine never pauses for one. One that fails
/// costs nothing but a longer replay; it is reported and tried again an hour later. The hour begins when the last one
/// is done: two at a time would take each other's disk and files.
/// </summary>
internal sealed class CheckpointSchedule : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Action<CancellationToken> take;
    private readonly Action<string> report;
    private readonly TimeSpan interval;
    private readonly CancellationTokenSource stop = new();
    private readonly Timer timer;
    private readonly Lock arming = new();
    private bool isStopped;

    internal CheckpointSchedule(Action<CancellationToken> take, Action<string> report, TimeSpan interval)
    {
        this.take = take;
        this.report = report;
        this.interval = interval;
        timer = new Timer(_ => Run(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(interval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>By <c>truefill checkpoint</c>, a child process of low priority.</summary>
    /// <param name="reserve">Bytes that are to stay free beside it.</param>
    public static CheckpointSchedule Beside(string stateDirectory, long reserve, Action<string> report) =>
        new(stopped => RunChild(stateDirectory, reserve, report, stopped), report, Hour);

    /// <summary>In this process, which is not ours to start again.</summary>
    public static CheckpointSchedule Inside(LiveLoop service, Action<string> report) => new(
        stopped => CheckpointTaker.Take(
            service.StateDirectory, service.Genesis, service.Plan.StopOrdersFree, report, stopped),
        report, Hour);

    /// <summary>Ends the one that is being taken, and waits for its end. May be called twice.</summary>
    public void Dispose()
    {
        lock (arming)
        {
            if (isStopped) return;
            isStopped = true;
        }

        stop.Cancel();
        timer.DisposeAsync().AsTask().Wait();
        stop.Dispose();
    }

    private void Run()
    {
        Exception? failure = SideWork.FailureOf(() => take(stop.Token));
        if (failure is not null and not OperationCanceledException) report("checkpoint failed: " + failure.Message);
        lock (arming)
        {
            if (!isStopped) timer.Change(interval, Timeout.InfiniteTimeSpan);
        }
    }

    private static void RunChild(string stateDirectory, long reserve, Action<string> report, CancellationToken stopped)
    {
        // By what this service is configured with, which the child may not see.
        CheckpointSaver.RequireSpace(stateDirectory, reserve);
        string program = Environment.ProcessPath ?? "truefill";
        string[] command =
            ["-n", "19", program, "--state-dir", stateDirectory, "--set", "storage.stop_orders_free=0B", "checkpoint"];
        ProcessStartInfo start = new("nice", command)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        RunChild(start, report, stopped);
    }

    /// <summary>Runs it to its end, or to ours.</summary>
    internal static void RunChild(ProcessStartInfo start, Action<string> report, CancellationToken stopped)
    {
        using Process? child = Process.Start(start);
        if (child is null) return;
        using (stopped.Register(child.Kill))
        {
            string told = child.StandardError.ReadToEnd().Trim();
            child.WaitForExit();
            stopped.ThrowIfCancellationRequested();
            if (child.ExitCode != 0)
                report(string.Create(
                    CultureInfo.InvariantCulture, $"checkpoint failed with {child.ExitCode}: {told}"));
            else if (told.Length > 0) report(told);
        }
    }
}
