using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Truefill.Process.Tests;

/// <summary>One run of the built program, its output collected; killed when the test is over.</summary>
internal sealed class TruefillProcess : IDisposable
{
    private static readonly string Program = FindProgram();

    private readonly System.Diagnostics.Process process;
    private readonly StringBuilder output = new();
    private readonly List<string> errors = [];
    private readonly TaskCompletionSource<string?> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TruefillProcess(ProcessStartInfo start)
    {
        process = new System.Diagnostics.Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, e) => Take(e.Data);
        process.ErrorDataReceived += (_, e) => Take(e.Data, isError: true);
        process.Exited += (_, _) => ready.TrySetResult(null);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>Everything said so far, both streams.</summary>
    public string Output
    {
        get
        {
            lock (output) return output.ToString();
        }
    }

    /// <summary>What standard error had so far, line by line.</summary>
    public IReadOnlyList<string> Errors
    {
        get
        {
            lock (output) return [.. errors];
        }
    }

    /// <summary>The address of a service that is ready; null when it ended instead.</summary>
    public Task<string?> Ready => ready.Task;

    public static TruefillProcess Serve(string directory, params string[] wrapper) => Start(
        ["serve", "--state-dir", directory, "--urls", "http://127.0.0.1:0"], wrapper, []);

    public static TruefillProcess Serve(string directory, (string Name, string Value) variable) => Start(
        ["serve", "--state-dir", directory, "--urls", "http://127.0.0.1:0"], [], [variable]);

    /// <summary>Without a venue: nothing but what comes in is journaled, so every run makes the same calls.</summary>
    public static TruefillProcess ServeAlone(string directory, params string[] wrapper) => Start(
        ["serve", "--set", "venues=[]", "--state-dir", directory, "--urls", "http://127.0.0.1:0"], wrapper, []);

    /// <summary>With a configuration of its own.</summary>
    public static TruefillProcess ServeWith(string configuration, string directory, params string[] wrapper) => Start(
        ["serve", "--config", configuration, "--state-dir", directory, "--urls", "http://127.0.0.1:0"], wrapper, []);

    /// <summary>The demo on a state directory that it makes itself.</summary>
    public static TruefillProcess Demo(string directory) => Start(
        ["serve", "--demo", "--state-dir", directory, "--urls", "http://127.0.0.1:0"], [], []);

    /// <summary>The demo as typed in a directory.</summary>
    public static TruefillProcess DemoIn(string directory, params string[] options)
    {
        ProcessStartInfo start = new(Program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = directory,
        };
        foreach (string argument in (string[])["serve", "--demo", "--urls", "http://127.0.0.1:0", .. options])
            start.ArgumentList.Add(argument);
        return new TruefillProcess(start);
    }

    public static TruefillProcess Run(string[] arguments) => Start(arguments, [], []);

    /// <summary>Another program that the solution builds.</summary>
    public static TruefillProcess Other(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(Built(program))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        return new TruefillProcess(start);
    }

    /// <summary>Waits until the output contains the text.</summary>
    public async Task SaysAsync(string text, TimeSpan within)
    {
        long start = Stopwatch.GetTimestamp();
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            if (Stopwatch.GetElapsedTime(start) > within)
                throw new TimeoutException($"'{text}' was not said in {within}: {Output}");
            await Task.Delay(50);
        }
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        using TruefillProcess run = Start(arguments, [], []);
        int code = await run.WaitAsync();
        return (code, run.Output);
    }

    public void Kill() => OsSignal.Send(process.Id, OsSignal.Kill);

    public void HangUp() => OsSignal.Send(process.Id, OsSignal.HangUp);

    /// <summary>Stands still, as under a debugger, until <see cref="GoOn"/>.</summary>
    public void StandStill() => OsSignal.Send(process.Id, OsSignal.Stop);

    public void GoOn() => OsSignal.Send(process.Id, OsSignal.Continue);

    public void Terminate() => OsSignal.Send(process.Id, OsSignal.Terminate);

    /// <summary>Asks the program under a wrapper to stop; the wrapper passes its exit code on.</summary>
    public void TerminateChildren()
    {
        foreach (string child in File.ReadAllText($"/proc/{process.Id}/task/{process.Id}/children").Split(
            ' ', StringSplitOptions.RemoveEmptyEntries))
            OsSignal.Send(int.Parse(child, System.Globalization.CultureInfo.InvariantCulture), OsSignal.Terminate);
    }

    public async Task<int> WaitAsync(int seconds = 60)
    {
        using CancellationTokenSource timeout = new(TimeSpan.FromSeconds(seconds));
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"the process did not end within {seconds} s; it said:\n{Output}", e);
        }

        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private static TruefillProcess Start(
        IEnumerable<string> arguments, string[] wrapper, (string Name, string Value)[] variables)
    {
        ProcessStartInfo start = new(wrapper.Length > 0 ? wrapper[0] : Program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        for (int i = 1; i < wrapper.Length; i++) start.ArgumentList.Add(wrapper[i]);
        if (wrapper.Length > 0) start.ArgumentList.Add(Program);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        foreach ((string name, string value) in variables) start.Environment[name] = value;
        return new TruefillProcess(start);
    }

    private void Take(string? line, bool isError = false)
    {
        if (line is null) return;
        lock (output)
        {
            output.AppendLine(line);
            if (isError) errors.Add(line);
        }

        if (line.StartsWith("dashboard: ", StringComparison.Ordinal)) ready.TrySetResult(line["dashboard: ".Length..]);
    }

    private static string FindProgram() => Built("src/Truefill.Cli/bin/Release/net10.0/truefill");

    private static string Built(string path)
    {
        string program = Checkout.PathOf(path);
        return File.Exists(program) ? program : throw new FileNotFoundException("build the program first", program);
    }
}
