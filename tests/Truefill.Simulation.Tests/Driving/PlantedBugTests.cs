using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace Truefill.Simulation.Tests.Driving;

/// <summary>
/// The proof from inside: the same sources built with mistakes in them, one at a time, are found in 200,000 steps. The
/// usual run takes a few of them, --long all.
/// </summary>
public sealed class PlantedBugTests
{
    private static readonly string[] Usual = ["BustIgnored", "LateTradeStandsLast", "RecordSkipped", "SyncForgotten"];

    [Fact]
    public async Task A_build_with_a_planted_bug_is_found_out_and_one_without_is_not()
    {
        bool isLong = Environment.GetEnvironmentVariable("TRUEFILL_LONG") is "1";
        string root = Root();
        ProcessStartInfo start = new(Path.Combine(root, "eng/planted-bugs.sh"), isLong ? [] : Usual)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = root,
        };
        using Process hunt = Process.Start(start)!;
        Task<string> said = hunt.StandardOutput.ReadToEndAsync();
        Task<string> complained = hunt.StandardError.ReadToEndAsync();
        await hunt.WaitForExitAsync();
        string all = await said + await complained;
        Assert.True(hunt.ExitCode == 0, all);
        Assert.Contains($"{(isLong ? 20 : Usual.Length)} bugs, 0 missed", all, StringComparison.Ordinal);
    }

    private static string Root()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Truefill.slnx"))) at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("Run inside a checkout: Truefill.slnx was not found.");
    }
}
