using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using OsProcess = System.Diagnostics.Process;

namespace Truefill.Fix.Tests.Interop;

/// <summary>Where the two programs are. The C++ one is built on first use, from tests/interop/quickfix.</summary>
internal static class Desks
{
    private static readonly Lazy<string> Built = new(Build);

    public static string QuickFix => Built.Value;

    public static string Ours { get; } = Path.Combine(AppContext.BaseDirectory, "Truefill.Fix.Desk.dll");

    private static string Build()
    {
        var sources = Directory.GetFiles(Checkout.PathOf("tests/interop/quickfix"));
        var folder = Directory.CreateDirectory(Checkout.PathOf("artifacts/interop"));
        var program = Path.Combine(folder.FullName, "fix-desk");
        if (File.Exists(program) && sources.All(s => File.GetLastWriteTimeUtc(s) < File.GetLastWriteTimeUtc(program))) return program;

        // Two test programs may build it at the same time.
        var fresh = $"{program}.{Environment.ProcessId}";
        var start = new ProcessStartInfo("g++",
            ["-std=c++14", "-O1", "-w", "-o", fresh, sources.Single(s => s.EndsWith("main.cpp", StringComparison.Ordinal)), "-lquickfix", "-lpthread"])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var compiler = OsProcess.Start(start)!;
        var errors = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        Assert.True(compiler.ExitCode == 0, "needs g++ and libquickfix-dev: " + errors);
        File.Move(fresh, program, overwrite: true);
        return program;
    }
}
