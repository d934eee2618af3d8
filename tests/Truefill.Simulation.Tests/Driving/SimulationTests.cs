using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Simulation.Driving;
using Truefill.Simulation.Generation;

namespace Truefill.Simulation.Tests.Driving;

/// <summary>Engine and model through the same stories. A seed that fails here says how to repeat and keep it.</summary>
public sealed class SimulationTests
{
    private const int ShortSteps = 1_000;
    private const int ShortSeeds = 4_200;
    private const int DeepSteps = 6_000;
    private const int DeepSeeds = 150;
    private const int LongFactor = 20;

    private static bool IsLong => Environment.GetEnvironmentVariable("TRUEFILL_LONG") is "1";

    // What an order or position costs the model grows with its story: many short worlds, and some that grow old.
    [Fact]
    public void Engine_and_model_agree_after_five_million_faulty_steps()
    {
        int factor = IsLong ? LongFactor : 1;
        List<(ulong Seed, int Steps)> worlds =
        [
            .. Enumerable.Range(0, DeepSeeds * factor).Select(i => (100_000 + (ulong)i, DeepSteps)),
            .. Enumerable.Range(0, ShortSeeds * factor).Select(i => (1_000_000 + (ulong)i, ShortSteps)),
        ];
        ConcurrentBag<SimulationVerdict> verdicts = [];
        ConcurrentBag<string> failed = [];
        ParallelOptions all = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.ForEach(Partitioner.Create(worlds, loadBalance: true), all, world =>
        {
            SimulationVerdict verdict = Simulation.Driving.Simulation.Run(world.Seed, world.Steps);
            verdicts.Add(verdict);
            if (!verdict.IsOk) failed.Add(FailedSeed.Describe(verdict, "model", world.Steps));
        });
        FailedSeeds.None(failed);
        Assert.True(verdicts.Sum(v => v.Steps) >= 5_000_000L * factor);
        Assert.All(verdicts, v => Assert.True(v.Checks > 0));
        Assert.True(verdicts.Sum(v => v.Crashes) > worlds.Count);
    }

    [Fact]
    public void The_same_seed_comes_to_the_same_state_and_another_to_another()
    {
        SimulationVerdict first = Simulation.Driving.Simulation.Run(7, 3_000);
        Assert.Equal(first, Simulation.Driving.Simulation.Run(7, 3_000));
        Assert.NotEqual(first.StateHash, Simulation.Driving.Simulation.Run(8, 3_000).StateHash);
    }

    [Fact]
    public void A_journal_of_every_kind_is_decided_again_byte_by_byte()
    {
        SimulationOptions always = new() { RedecidesOneSeedIn = 1 };
        for (ulong seed = 300; seed < 310; seed++)
        {
            SimulationVerdict verdict = Simulation.Driving.Simulation.Run(seed, 3_000, always);
            Assert.True(verdict.IsOk, verdict.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(EachFault))]
    public void Each_fault_alone_leaves_engine_and_model_agreed(FaultKind fault)
    {
        SimulationOptions only = new() { Faults = [fault] };
        SimulationVerdict verdict = Simulation.Driving.Simulation.Run(1_000 + (ulong)fault, 2_000, only);

        // It runs each time as it does here: there is no seed to keep, and none to keep it by without its fault.
        Assert.True(verdict.IsOk, $"{fault} alone: {verdict}");
    }

    public static TheoryData<FaultKind> EachFault() => [.. Enum.GetValues<FaultKind>()];
}
