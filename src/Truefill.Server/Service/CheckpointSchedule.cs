using System;
using System.Diagnostics;
using System.Threading;
using Truefill.Server.Hosting;

namespace Truefill.Server.Service;

/// <summary>
/// Takes a checkpoint every hour out of the journal's files, so that the engine never pauses for one. One that fails
/// costs nothing but a longer replay; it is reported and tried again at the next hour.
/// </summary>
internal sealed class CheckpointSchedule : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly Timer timer;

    private CheckpointSchedule(Action take, Action<string> report) => timer = new Timer(
        _ => SideWork.Do("checkpoint failed", take, report), null, Interval, Interval);

    /// <summary>By <c>truefill checkpoint</c>, a child process of low priority.</summary>
    public static CheckpointSchedule Beside(string stateDirectory, Action<string> report) =>
        new(() => RunChild(stateDirectory, report), report);

    /// <summary>In this process, which is not ours to start again.</summary>
    public static CheckpointSchedule Inside(RunningService service, Action<string> report) =>
        new(() => CheckpointTaker.Take(service.StateDirectory, service.Genesis), report);

    public void Dispose() => timer.Dispose();

    private static void RunChild(string stateDirectory, Action<string> report)
    {
        string program = Environment.ProcessPath ?? "truefill";
        ProcessStartInfo start = new("nice", ["-n", "19", program, "--state-dir", stateDirectory, "checkpoint"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using Process? child = Process.Start(start);
        if (child is null) return;
        string errors = child.StandardError.ReadToEnd();
        child.WaitForExit();
        if (child.ExitCode != 0) report($"checkpoint failed with {child.ExitCode}: {errors.Trim()}");
    }
}
