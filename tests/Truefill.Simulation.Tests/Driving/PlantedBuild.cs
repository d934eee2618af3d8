using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace Truefill.Simulation.Tests.Driving;

/// <summary>The build with mistakes in it, which eng/planted-bugs.sh makes. One test at a time works on it.</summary>
[CollectionDefinition(Name)]
public sealed class PlantedBuild
{
    public const string Name = "planted build";

    /// <summary>The program, once a hunt has built it.</summary>
    public static string Program => Checkout.PathOf("artifacts/planted/bin/Truefill.Cli/release/truefill");

    /// <summary>Builds, hunts these bugs, and answers what was said; fails when one was missed.</summary>
    /// <param name="bugs">None: all.</param>
    public static async Task<string> Hunt(params string[] bugs)
    {
        string root = Checkout.Root;
        ProcessStartInfo start = new(Path.Combine(root, "eng/planted-bugs.sh"), bugs)
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
        return all;
    }
}
