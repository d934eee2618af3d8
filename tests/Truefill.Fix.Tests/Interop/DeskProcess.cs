using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using OsProcess = System.Diagnostics.Process;

namespace Truefill.Fix.Tests.Interop;

/// <summary>One side of a session as a process of its own, which may be killed and started again.</summary>
internal sealed class DeskProcess : IDisposable
{
    private readonly ProcessStartInfo start;
    private OsProcess? process;
    private DateTime startedAt;

    /// <param name="program">The C++ engine's desk, or ours.</param>
    /// <param name="folder">Its store, journal and books.</param>
    /// <param name="part">venue or client.</param>
    /// <param name="config">The text of its configuration file.</param>
    /// <param name="orders">How many a client sends.</param>
    public DeskProcess(string program, string folder, string part, string config, int orders)
    {
        Folder = Directory.CreateDirectory(folder).FullName;
        var file = Path.Combine(Folder, "desk.cfg");
        File.WriteAllText(file, config);
        string[] arguments = [part, file, Folder, orders.ToString(CultureInfo.InvariantCulture)];
        start = program.EndsWith(".dll", StringComparison.Ordinal)
            ? new ProcessStartInfo(Environment.ProcessPath!, [program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.UseShellExecute = false;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
    }

    public string Folder { get; }

    public string Books => Read("books");

    /// <summary>A number that the desk says of itself, 0 before it has.</summary>
    public long State(string key) => Read("state").Split('\n')
        .Where(line => line.StartsWith(key + " ", StringComparison.Ordinal))
        .Select(line => long.Parse(line[(key.Length + 1)..], CultureInfo.InvariantCulture)).FirstOrDefault();

    /// <summary>It has logged on since it was started last; what it said of itself before does not count.</summary>
    public bool HasLoggedOn => File.GetLastWriteTimeUtc(Path.Combine(Folder, "state")) > startedAt && State("logons") > 0;

    public void Start()
    {
        startedAt = DateTime.UtcNow;
        process = OsProcess.Start(start)!;
        process.ErrorDataReceived += (_, line) => Errors.Add(line.Data ?? "");
        process.BeginErrorReadLine();
        var line = process.StandardOutput.ReadLine();
        if (line is null) process.WaitForExit();
        Assert.True(line == "started", $"the desk did not start: {line} {string.Join('\n', Errors)}");
    }

    public List<string> Errors { get; } = [];

    /// <summary>SIGKILL: no time for anything.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    /// <summary>SIGTERM, and a clean end.</summary>
    public void Stop()
    {
        OsSignal.Send(process!.Id, OsSignal.Terminate);
        Assert.True(process.WaitForExit(20_000), "the desk did not end");
        Assert.True(process.ExitCode == 0, string.Join('\n', Errors));
        process.Dispose();
        process = null;
    }

    public void Dispose()
    {
        if (process is not null) Kill();
    }

    private string Read(string name)
    {
        var path = Path.Combine(Folder, name);
        return File.Exists(path) ? File.ReadAllText(path) : "";
    }
}
