using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Driving;
using Truefill.Simulation.Restarts;
using Truefill.Simulation.Tests.Driving;

namespace Truefill.Simulation.Tests.Restarts;

/// <summary>kill -9 and a warm start, with orders of all seven fates in every combination.</summary>
public sealed class WarmStartTests
{
    private const int UsualSeeds = 8;
    private const int LongSeeds = 400;

    private static int Seeds => Environment.GetEnvironmentVariable("TRUEFILL_LONG") is "1" ? LongSeeds : UsualSeeds;

    [Fact]
    public void In_all_128_combinations_the_books_end_as_the_venues_and_only_what_was_held_is_sent()
    {
        ConcurrentBag<string> failed = [];
        ConcurrentBag<OrderFates> run = [];
        Parallel.For(0, (int)OrderFates.All + 1, fates =>
        {
            run.Add((OrderFates)fates);
            for (ulong seed = 1; seed <= (ulong)Seeds; seed++)
            {
                SimulationVerdict verdict = WarmStarts.Run(seed, (OrderFates)fates);
                if (!verdict.IsOk) failed.Add($"{(OrderFates)fates}: {FailedSeed.Describe(verdict, "restarts", null)}");
            }
        });
        FailedSeeds.None(failed);
        Assert.Equal(128, run.Distinct().Count());
    }

    [Fact]
    public void The_same_seed_comes_to_the_same_state() =>
        Assert.Equal(WarmStarts.Run(3, OrderFates.All), WarmStarts.Run(3, OrderFates.All));

    [Fact]
    public void An_engine_that_takes_what_was_in_flight_for_never_arrived_is_caught() =>
        AssertCaught(OrderFates.InFlight, static (ref Input input, Books _, long _) =>
        {
            if (input.Body is VenueAnswer { Kind: QueryKind.Order } answer)
                input.Body = answer with { Status = AnswerStatus.NotFound, Orders = [] };
        });

    [Fact]
    public void An_engine_that_does_not_hear_what_was_filled_meanwhile_is_caught() =>
        AssertCaught(OrderFates.FilledMeanwhile, static (ref Input input, Books _, long _) =>
        {
            if (input is { Kind: InputKind.ExecutionReport, Report: { ExecType: ExecType.Trade, PossDup: true } })
                input = new Input { Kind = InputKind.Ignored, Source = input.Source, ReceivedAt = input.ReceivedAt };
        });

    [Fact]
    public void An_engine_that_is_told_of_no_orphans_is_caught() =>
        AssertCaught(OrderFates.Orphan, static (ref Input input, Books _, long _) =>
        {
            if (input.Body is VenueAnswer { Kind: QueryKind.OpenOrders } answer)
                input.Body = answer with { Orders = [] };
        });

    private static void AssertCaught(OrderFates fates, InputTampering how)
    {
        for (ulong seed = 1; seed <= 20; seed++)
            if (!WarmStarts.Run(seed, fates, how).IsOk) return;
        Assert.Fail("not caught in 20 seeds");
    }
}
