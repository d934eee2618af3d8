using System;
using System.Linq;
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

    // What the model finds beside the whole engine; the others take reports that the simulated market does not make.
    private static readonly string[] Whole =
    [
        "DuplicateBookedAgain", "CorrectionKeepsPrice", "EarlyAmendmentLost", "LateFillLost", "OverfillCapped",
        "DayNeverEnds", "RestatementIgnored", "PoolRoundsDown", "SplitIgnored", "GlobalKillStopsNothing",
        "EntersUnderKill", "LastBlockNotRewritten", "SilenceTakenForRejection", "RefusalKeepsRequest",
    ];

    [Fact]
    public async Task A_build_with_a_planted_bug_is_found_out_and_one_without_is_not()
    {
        bool isLong = Environment.GetEnvironmentVariable("TRUEFILL_LONG") is "1";
        string all = await PlantedBuild.Hunt(isLong ? [] : Usual);
        Assert.Contains($"{(isLong ? 26 : Usual.Length)} bugs, 0 missed", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_model_beside_the_whole_engine_finds_what_a_simulated_venue_can_show()
    {
        bool isLong = Environment.GetEnvironmentVariable("TRUEFILL_LONG") is "1";
        string[] bugs = isLong ? Whole : [.. Whole.TakeLast(4)];
        string all = await PlantedBuild.Hunt(["--whole", .. bugs]);
        Assert.Contains($"{bugs.Length} bugs, 0 missed", all, StringComparison.Ordinal);
    }
}
