using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Comparison;
using Truefill.Simulation.Driving;

namespace Truefill.Simulation.Tests.Driving;

/// <summary>The whole engine beside a simulated market. truefill sim --whole --seed N repeats a seed that fails.</summary>
public sealed class WholeSimulationTests
{
    private const int StepsPerSeed = 2_000;
    private const int UsualSeeds = 40;
    private const int LongSeeds = 4_000;

    private static bool IsLong => Environment.GetEnvironmentVariable("TRUEFILL_LONG") is "1";

    [Fact]
    public void After_all_faults_have_stopped_orders_and_positions_are_the_venues()
    {
        ConcurrentBag<SimulationVerdict> verdicts = [];
        Parallel.For(1, (IsLong ? LongSeeds : UsualSeeds) + 1, i =>
            verdicts.Add(WholeSimulation.Run((ulong)i, StepsPerSeed)));
        FailedSeeds.None(verdicts.Where(v => !v.IsOk).Select(v => FailedSeed.Describe(v, "whole", StepsPerSeed)));
        Assert.True(verdicts.Sum(v => v.Crashes) > 10);
        Assert.True(verdicts.Sum(v => v.Resumed) > 3);
        Assert.True(verdicts.Sum(v => v.Refused) > 3);
        Assert.True(verdicts.Sum(v => v.DiskFailures) > 3);
        Assert.True(verdicts.Sum(v => v.BrokenStarts) > 3);
    }

    [Fact]
    public void The_same_seed_of_a_whole_world_comes_to_the_same_state()
    {
        SimulationVerdict first = WholeSimulation.Run(7, StepsPerSeed);
        Assert.Equal(first, WholeSimulation.Run(7, StepsPerSeed));
        Assert.NotEqual(first.StateHash, WholeSimulation.Run(8, StepsPerSeed).StateHash);
    }

    [Theory]
    [InlineData("lost")]
    [InlineData("twice")]
    [InlineData("other side")]
    public void A_trade_that_is_not_booked_as_the_venue_made_it_is_found(string how) =>
        AssertFound(new WholeOptions { Tamper = (ref Input input, Domain.Books books, long step) => Tamper(ref input, how, step) });

    [Theory]
    [InlineData("session", "a request became unknown", "a question ended")]
    [InlineData("hold", "held", "decided")]
    public void A_hold_that_is_lost_and_a_session_that_ends_another_are_found(string what, params string[] fields)
    {
        WholeOptions options = new()
        {
            Tamper = (ref Input input, Domain.Books books, long _) => Mislead(ref input, books, what),
        };
        for (ulong seed = 1; seed <= 50; seed++)
        {
            SimulationVerdict verdict = WholeSimulation.Run(seed, StepsPerSeed, options);
            if (verdict.IsOk) continue;
            Assert.Contains(verdict.Failure!.First.Field, fields);
            return;
        }

        Assert.Fail("not found in 50 seeds");
    }

    [Fact]
    public void A_disk_that_only_says_it_has_synced_is_found() => AssertFound(new WholeOptions { DiskLies = true });

    [Theory]
    [InlineData("AvgPx")]
    [InlineData("Realised")]
    [InlineData("NetCash")]
    [InlineData("LeavesQty")]
    [InlineData("received")]
    public void Books_that_show_something_else_than_the_model_are_found_in_a_whole_world(string field)
    {
        WholeOptions lying = new() { Lie = seen => Lie(seen, field) };
        for (ulong seed = 1; seed <= 50; seed++)
        {
            SimulationVerdict verdict = WholeSimulation.Run(seed, StepsPerSeed, lying);
            if (verdict.IsOk) continue;
            Assert.Equal(field, verdict.Failure!.First.Field);
            return;
        }

        Assert.Fail("not found in 50 seeds");
    }

    [Fact]
    public void A_divergence_in_a_whole_world_tells_what_led_there()
    {
        SimulationVerdict verdict = Enumerable.Range(1, 50)
            .Select(seed => WholeSimulation.Run(
                (ulong)seed, StepsPerSeed, new WholeOptions { Lie = seen => Lie(seen, "AvgPx") }))
            .First(v => !v.IsOk);
        Assert.Contains(verdict.Failure!.Inputs, i => i.Contains("NewOrderSingle", StringComparison.Ordinal));
        Assert.Contains("Trade", verdict.Failure.Inputs[^1], StringComparison.Ordinal);
    }

    private static Lying Lie(IObservedState seen, string field) => field switch
    {
        "AvgPx" => new Lying(seen) { Order = o => o with { AvgPx = decimal.Round(o.AvgPx, 8) } },
        "Realised" => new Lying(seen) { Position = p => p.Quantity < 0 ? p with { Realised = -p.Realised } : p },
        "NetCash" => new Lying(seen) { Position = p => p with { NetCash = decimal.Round(p.NetCash, 1) } },
        "LeavesQty" => new Lying(seen) { Order = o => o.Overfill > 0 ? o with { LeavesQty = -o.Overfill } : o },
        _ => new Lying(seen) { Counted = c => c with { Received = c.Received / 1000 * 1000 } },
    };

    private static void Tamper(ref Input input, string how, long step)
    {
        if (input.Kind != InputKind.ExecutionReport || input.Report.ExecType != ExecType.Trade) return;

        // By its id, so that the venue's saying it again heals nothing.
        if (how != "twice" && !input.Report.ExecId.ToString().EndsWith('7')) return;
        switch (how)
        {
            case "lost":
                input = new Input { Kind = InputKind.Ignored, Source = input.Source, ReceivedAt = input.ReceivedAt };
                break;
            case "twice" when input.Report.PossDup:
                input.Report.ExecId = ExecId.FromTrusted(FormattableString.Invariant($"again{step}"));
                break;
            case "other side":
                input.Report.Side = input.Report.Side == Side.Buy ? Side.Sell : Side.Buy;
                break;
        }
    }

    private static void Mislead(ref Input input, Domain.Books books, string what)
    {
        bool hasTwo = books.Names.Venues.TryGet("SIM2", out _);
        if (what == "session" && hasTwo && input.Kind == InputKind.SessionClosed && input.Source == "venue:SIM")
            input.Body = new SessionChange("SIM2");
        else if (what == "hold" && input.Kind == InputKind.HoldTrading)
            input = new Input { Kind = InputKind.Ignored, Source = input.Source, ReceivedAt = input.ReceivedAt };
    }

    private static void AssertFound(WholeOptions options)
    {
        for (ulong seed = 1; seed <= 50; seed++)
            if (!WholeSimulation.Run(seed, StepsPerSeed, options).IsOk) return;
        Assert.Fail("not found in 50 seeds");
    }
}
