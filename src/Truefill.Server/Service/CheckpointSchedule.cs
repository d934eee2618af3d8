using System;
using System.Diagnostics;
using System.Threading;

namespace Truefill.Server.Service;

/// <summary>
/// Runs <c>truefill checkpoint</c> as a child process of low priority every hour, so that the engine never pauses for
/// one.
/// A checkpoint that fails costs nothing but a longer replay; it is reported and tried again at the next hour.
/// </summary>
internal sealed class CheckpointSchedule : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly string stateDirectory;
    private readonly Action<string> report;
    private readonly Timer timer;

    public CheckpointSchedule(string stateDirectory, Action<string> report)
    {
        this.stateDirectory = stateDirectory;
        this.report = report;
        timer = new Timer(_ => RunOnce(), null, Interval, Interval);
    }

    public void Dispose() => timer.Dispose();

    private void RunOnce()
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
