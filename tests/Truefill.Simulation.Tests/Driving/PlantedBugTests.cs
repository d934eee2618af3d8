using System;
using System.Threading.Tasks;

namespace Truefill.Simulation.Tests.Driving;

/// <summary>
/// The proof from inside: the same sources built with mistakes in them, one at a time, are found in 200,000 steps. The
/// usual run takes a few of them, --long all.
/// </summary>
[Collection(PlantedBuild.Name)]
public sealed class PlantedBugTests
{
    private static readonly string[] Usual = ["BustIgnored", "LateTradeStandsLast", "RecordSkipped", "SyncForgotten"];

    [Fact]
    public async Task A_build_with_a_planted_bug_is_found_out_and_one_without_is_not()
    {
        bool isLong = Environment.GetEnvironmentVariable("TRUEFILL_LONG") is "1";
        string all = await PlantedBuild.Hunt(isLong ? [] : Usual);
        Assert.Contains($"{(isLong ? 23 : Usual.Length)} bugs, 0 missed", all, StringComparison.Ordinal);
    }
}
