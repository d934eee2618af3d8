using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Driving;
using Truefill.Simulation.Ordeal;
using Truefill.Simulation.Tests.Driving;

namespace Truefill.Simulation.Tests.Ordeal;

/// <summary>The line is cut at each point of a request's life.</summary>
public sealed class UnknownOutcomeTests
{
    private const int UsualSeeds = 15;
    private const int LongSeeds = 1_000;

    private static int Seeds => Environment.GetEnvironmentVariable("TRUEFILL_LONG") is "1" ? LongSeeds : UsualSeeds;

    public static TheoryData<CutPoint> Points => [.. UnknownOutcomes.Points];

    [Theory]
    [MemberData(nameof(Points))]
    public void No_order_lives_twice_and_no_execution_is_missed_whatever_way_the_line_comes_back(CutPoint point)
    {
        ConcurrentBag<(ReconnectPolicy Policy, SimulationVerdict Verdict)> verdicts = [];
        IEnumerable<(ulong Seed, ReconnectPolicy Policy)> all =
            from seed in Enumerable.Range(1, Seeds)
            from policy in UnknownOutcomes.Policies
            select ((ulong)seed, policy);
        Parallel.ForEach(all, run => verdicts.Add(
            (run.Policy, UnknownOutcomes.Run(run.Seed, point, run.Policy))));
        FailedSeeds.None(verdicts.Where(v => !v.Verdict.IsOk)
            .Select(v => $"{point}, {v.Policy}: {FailedSeed.Describe(v.Verdict, "ordeal", null)}"));
        Assert.All(verdicts, v => Assert.Equal(1, v.Verdict.Checks));
    }

    [Fact]
    public void There_are_twelve_points() => Assert.Equal(12, UnknownOutcomes.Points.Count);

    [Fact]
    public void An_engine_that_takes_a_lookup_that_failed_for_not_found_is_caught() =>
        AssertCaught(CutPoint.BeforeAnswer, static (ref Input input, Books _, long _) =>
        {
            if (input.Body is VenueAnswer { Kind: QueryKind.Order } answer)
                input.Body = answer with { Status = AnswerStatus.NotFound, Orders = [] };
        });

    [Fact]
    public void An_engine_that_never_hears_of_a_trade_is_caught() =>
        AssertCaught(CutPoint.AtFill, static (ref Input input, Books _, long _) =>
        {
            if (input.Kind == InputKind.ExecutionReport && input.Report.ExecType == ExecType.Trade && input.Report.PossDup)
                input = new Input { Kind = InputKind.Ignored, Source = input.Source, ReceivedAt = input.ReceivedAt };
        });

    [Fact]
    public void The_same_seed_comes_to_the_same_state() => Assert.Equal(
        UnknownOutcomes.Run(3, CutPoint.AtQuestion, ReconnectPolicy.DropsAgain),
        UnknownOutcomes.Run(3, CutPoint.AtQuestion, ReconnectPolicy.DropsAgain));

    private static void AssertCaught(CutPoint point, InputTampering how)
    {
        for (ulong seed = 1; seed <= 20; seed++)
            if (!UnknownOutcomes.Run(seed, point, ReconnectPolicy.LosesMissed, how).IsOk) return;
        Assert.Fail("not caught in 20 seeds");
    }
}
