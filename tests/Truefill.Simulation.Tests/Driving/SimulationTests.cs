using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Simulation.Driving;
using Truefill.Simulation.Generation;

namespace Truefill.Simulation.Tests.Driving;

/// <summary>Engine and model through the same stories. A seed that fails here prints itself; truefill sim --seed N repeats it.</summary>
public sealed class SimulationTests
{
    private const int StepsPerSeed = 6_000;
    private const int UsualSeeds = 180;
    private const int LongSeeds = 6_000;

    /// <summary>Seeds that once failed, with the steps at which they did.</summary>
    public static TheoryData<ulong, int> OnceFailed => new()
    {
        { 10, 2_000 }, { 18, 3_000 }, { 23, 2_000 }, { 57, 3_000 }, { 83, 3_000 }, { 49, 3_000 }, { 99, 3_000 },
        { 56, 6_000 }, { 53, 6_000 }, { 172, 6_000 }, { 171, 6_000 }, { 259, 6_000 }, { 160, 6_000 }, { 101, 6_000 },
        { 62, 6_000 }, { 14, 3_000 }, { 2, 3_000 }, { 34, 3_000 },
    };

    private static bool IsLong => Environment.GetEnvironmentVariable("TRUEFILL_LONG") is "1";

    [Fact]
    public void Engine_and_model_agree_after_a_million_faulty_steps()
    {
        int seeds = IsLong ? LongSeeds : UsualSeeds;
        ConcurrentBag<SimulationVerdict> verdicts = [];
        Parallel.For(0, seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            verdicts.Add(Simulation.Driving.Simulation.Run(100_000 + (ulong)i, StepsPerSeed)));
        Assert.Empty(verdicts.Where(v => !v.IsOk).Select(v => v.ToString()).Order().Take(5));
        Assert.True(verdicts.Sum(v => v.Steps) >= 1_000_000);
        Assert.All(verdicts, v => Assert.True(v.Checks > 0));
        Assert.True(verdicts.Sum(v => v.Crashes) > seeds);
    }

    [Theory]
    [MemberData(nameof(OnceFailed))]
    public void A_seed_that_once_failed_does_so_no_more(ulong seed, int steps)
    {
        SimulationVerdict verdict = Simulation.Driving.Simulation.Run(seed, steps);
        Assert.True(verdict.IsOk, verdict.ToString());
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
        Assert.True(verdict.IsOk, verdict.ToString());
    }

    public static TheoryData<FaultKind> EachFault() => [.. Enum.GetValues<FaultKind>()];
}
