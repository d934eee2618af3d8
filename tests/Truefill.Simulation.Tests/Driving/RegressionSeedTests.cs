using System;
using System.Globalization;
using System.IO;
using Truefill.Simulation.Driving;
using Truefill.Simulation.Ordeal;
using Truefill.Simulation.Restarts;

namespace Truefill.Simulation.Tests.Driving;

/// <summary>The seeds in regression-seeds.txt.</summary>
public sealed class RegressionSeedTests
{
    private const string FileName = "regression-seeds.txt";

    public static TheoryData<string, ulong, int?> OnceFailed()
    {
        TheoryData<string, ulong, int?> seeds = [];
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, FileName)))
        {
            string[] words = line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0) continue;
            seeds.Add(
                words[0], ulong.Parse(words[1], CultureInfo.InvariantCulture),
                words.Length == 2 ? null : int.Parse(words[2], CultureInfo.InvariantCulture));
        }

        return seeds;
    }

    [Theory]
    [MemberData(nameof(OnceFailed))]
    public void A_seed_that_once_failed_does_so_no_more(string story, ulong seed, int? steps)
    {
        SimulationVerdict verdict = (story, steps) switch
        {
            ("model", { } inputs) => Simulation.Driving.Simulation.Run(seed, inputs),
            ("whole", { } inputs) => WholeSimulation.Run(seed, inputs),
            ("rounds", { } rounds) => ReconciliationRounds.Run(seed, rounds),
            ("ordeal", null) => UnknownOutcomes.Run(seed),
            ("restarts", null) => WarmStarts.Run(seed),
            _ => throw new FormatException(
                $"\"{story} {seed} {steps}\" in {FileName}: write model, whole or rounds with seed and steps, or"
                + " ordeal or restarts with a seed alone."),
        };
        Assert.True(verdict.IsOk, FailedSeed.Describe(verdict, story, steps));
    }

    [Fact]
    public void A_failure_is_printed_to_its_last_word()
    {
        string described = new('x', 1_000);
        Exception failure = Assert.ThrowsAny<Exception>(() => FailedSeeds.None([described]));
        Assert.Contains(described, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_names_its_build_its_command_and_the_line_to_keep_it_by()
    {
        SimulationOptions deaf = new() { Lie = _ => new FakeState() };
        SimulationVerdict verdict = Simulation.Driving.Simulation.Run(1, 1_000, deaf);
        Assert.False(verdict.IsOk);
        string said = FailedSeed.Describe(verdict, "model", 1_000);
        Assert.Contains("truefill sim --seed 1 --steps 1000\n", said, StringComparison.Ordinal);
        Assert.Contains($"\"model 1 1000\" to tests/Truefill.Simulation.Tests/{FileName}", said, StringComparison.Ordinal);
        Assert.EndsWith(
            $"\"restarts 1\" to {FailedSeed.KeptIn}", FailedSeed.Describe(verdict, "restarts", null),
            StringComparison.Ordinal);
        Assert.NotEmpty(FailedSeed.Build);
        Assert.Contains("build " + FailedSeed.Build, said, StringComparison.Ordinal);
    }
}
