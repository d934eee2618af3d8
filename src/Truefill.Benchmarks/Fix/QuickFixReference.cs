using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace Truefill.Benchmarks.Fix;

/// <summary>
/// QuickFIX in C++ doing the same, built on first use from <c>bench/quickfix</c> of the repository. Where it cannot be
/// built, it is said so and nothing is measured.
/// </summary>
internal static class QuickFixReference
{
    private const string Header = "/usr/include/quickfix/Application.h";
    private const int Minutes = 5;

    private static readonly Lazy<(string? Program, string Why)> Built = new(Build);

    /// <summary>Behind what is measured: null, or why QuickFIX is not.</summary>
    public static string? Missing => Built.Value.Program is null ? Built.Value.Why : null;

    /// <param name="what">What it does, in the words of the report.</param>
    public static string Describe(string what) => Missing is { } why
        ? "QuickFIX in C++: not measured, " + why
        : "QuickFIX in C++, " + what;

    /// <summary>parse and parse_dictionary, in nanoseconds per message.</summary>
    public static IReadOnlyDictionary<string, double> Parse(BenchmarkRun run, byte[] messages, int messageBytes)
    {
        using TemporaryDirectory folder = run.NewDirectory();
        string file = Path.Combine(folder.DirectoryPath, "messages");
        File.WriteAllBytes(file, messages);
        return Run(run, "parse", file, Text(messageBytes), Text(run.Rounds * 5));
    }

    /// <summary>latency in microseconds from order to report, and pairs per second.</summary>
    public static IReadOnlyDictionary<string, double> Sessions(BenchmarkRun run, int pings, int pairs)
    {
        using TemporaryDirectory folder = run.NewDirectory();
        return Run(run, "session", folder.DirectoryPath, Text(pings), Text(pairs), Text(FreePort()));
    }

    private static Dictionary<string, double> Run(BenchmarkRun run, params string[] arguments)
    {
        Dictionary<string, double> figures = new(StringComparer.Ordinal);
        if (Built.Value.Program is not { } program) return figures;
        run.Progress("fix: QuickFIX for comparison");
        (int exit, string output, string errors) = Execute(program, arguments);
        if (exit != 0) throw new InvalidOperationException($"QuickFIX's part of the benchmark failed: {errors}");
        foreach (string line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = line.Split(' ');
            figures[words[0]] = double.Parse(words[1], CultureInfo.InvariantCulture);
        }

        return figures;
    }

    private static (string? Program, string Why) Build()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Truefill.slnx"))) root = root.Parent;
        if (root is null) return (null, "its part is built in the repository only");
        string source = Path.Combine(root.FullName, "bench", "quickfix", "reference.cpp");
        if (!File.Exists(Header) || !Finds("g++"))
            return (null, "not installed (Debian: g++ libquickfix-dev)");
        string folder = Directory.CreateDirectory(Path.Combine(root.FullName, "artifacts", "bench")).FullName;
        string program = Path.Combine(folder, "quickfix-reference");
        if (File.GetLastWriteTimeUtc(program) > File.GetLastWriteTimeUtc(source)) return (program, "");

        // Two runs may build it at the same time.
        string fresh = $"{program}.{Text(Environment.ProcessId)}";
        (int exit, _, string errors) = Execute(
            "g++", "-std=c++14", "-O2", "-w", "-o", fresh, source, "-lquickfix", "-lpthread");
        if (exit != 0) return (null, "it does not build: " + errors.Split('\n')[0]);
        File.Move(fresh, program, overwrite: true);
        return (program, "");
    }

    private static (int Exit, string Output, string Errors) Execute(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        }) ?? throw new InvalidOperationException($"{program} did not start");
        System.Threading.Tasks.Task<string> errors = process.StandardError.ReadToEndAsync();
        System.Threading.Tasks.Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (process.WaitForExit(TimeSpan.FromMinutes(Minutes)))
            return (process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
        process.Kill();
        return (-1, "", $"no end within {Text(Minutes)} minutes");
    }

    private static bool Finds(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
