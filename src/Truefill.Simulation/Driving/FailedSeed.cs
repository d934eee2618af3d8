using System.Linq;
using System.Reflection;

namespace Truefill.Simulation.Driving;

/// <summary>What has to be known of a seed that failed: which program it was, how to see it again, where to keep it.
/// </summary>
public static class FailedSeed
{
    /// <summary>Where seeds that once failed stand, from the root of the sources.</summary>
    public const string KeptIn = "tests/Truefill.Simulation.Tests/regression-seeds.txt";

    /// <summary>Version and commit of this build; the version alone where it was built outside a checkout.</summary>
    public static string Build { get; } = typeof(FailedSeed).Assembly
        .GetCustomAttributes<AssemblyInformationalVersionAttribute>().FirstOrDefault()?.InformationalVersion ?? "";

    /// <summary>The verdict, the command that repeats it, and the line to keep it by.</summary>
    /// <param name="story">model, whole, ordeal, rounds or restarts.</param>
    /// <param name="steps">As asked for; the run itself ends where it fails. Null: the story is of one length.</param>
    public static string Describe(SimulationVerdict verdict, string story, int? steps) =>
        $"{verdict}\n  build {Build}; again: truefill sim{(story == "model" ? "" : " --" + story)}"
        + $" --seed {verdict.Seed}{(steps is null ? "" : $" --steps {steps}")}\n  once it is mended, keep it: add the"
        + $" line \"{story} {verdict.Seed}{(steps is null ? "" : $" {steps}")}\" to {KeptIn}";
}
