using System;
using System.Collections.Concurrent;
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

/// <summary>
/// Comparisons with a venue that answers badly. A seed that is kept shares its rounds out among the modes.
/// </summary>
public sealed class ReconciliationRoundTests
{
    private const int RoundsPerSeed = 250;
    private const int UsualSeeds = 4;
    private const int LongSeeds = 134;

    // As many as a seed that is kept has to have in all, for as many in each mode as here.
    private static readonly int RoundsToKeep = RoundsPerSeed * ReconciliationRounds.Modes.Count;

    private static int Seeds => Environment.GetEnvironmentVariable("TRUEFILL_LONG") is "1" ? LongSeeds : UsualSeeds;

    [Theory]
    [InlineData(ComparisonMode.Trades)]
    [InlineData(ComparisonMode.Corrects)]
    [InlineData(ComparisonMode.LooksOn)]
    public void No_break_is_false_none_is_missed_and_every_execution_counts_once(ComparisonMode mode)
    {
        ConcurrentBag<ComparisonVerdict> verdicts = [];
        Parallel.For(1, Seeds + 1, seed => verdicts.Add(ReconciliationRounds.Run((ulong)seed, RoundsPerSeed, mode)));
        FailedSeeds.None(verdicts.Where(v => !v.Run.IsOk)
            .Select(v => $"{mode}: {FailedSeed.Describe(v.Run, "rounds", RoundsToKeep)}"));
        Assert.All(verdicts, v => Assert.True(v.Conclusive > v.Compared / 5, $"{v.Conclusive} of {v.Compared} conclusive"));
        if (mode == ComparisonMode.Trades) Assert.All(verdicts, v => Assert.True(v.Planted > 10, $"{v.Planted} planted"));
        if (mode == ComparisonMode.Trades) Assert.All(verdicts, v => Assert.True(v.Phantoms > 4, $"{v.Phantoms} phantoms"));
        if (mode == ComparisonMode.Trades) Assert.All(verdicts, v => Assert.True(v.Missed > 4, $"{v.Missed} missing"));
        if (mode == ComparisonMode.Corrects) Assert.True(verdicts.Sum(v => v.Untold) > 4, "withheld trades");
        if (mode == ComparisonMode.LooksOn) Assert.True(verdicts.Count(v => v.Orphaned > 4) >= 2, "report and correct");
        if (mode == ComparisonMode.Corrects) Assert.True(verdicts.Sum(v => v.Corrected) > 12, "corrected");
    }

    [Fact]
    public void An_engine_that_takes_a_list_cut_short_for_the_whole_is_caught() => AssertCaught(
        ComparisonMode.Trades,
        static (ref Input input, Books _, long _) =>
        {
            if (input.Body is VenueAnswer { Kind: QueryKind.Positions, Status: AnswerStatus.Partial } answer)
                input.Body = answer with { Status = AnswerStatus.Complete };
        });

    [Fact]
    public void An_engine_that_takes_a_lagging_list_for_the_present_is_caught() => AssertCaught(
        ComparisonMode.Trades,
        static (ref Input input, Books _, long _) =>
        {
            if (input.Body is VenueAnswer { Kind: QueryKind.Positions, Status: AnswerStatus.Complete } answer)
                input.Body = answer with { AsOf = input.ReceivedAt };
        });

    [Fact]
    public void An_engine_that_takes_a_lagging_list_of_orders_for_the_present_is_caught() => AssertCaught(
        ComparisonMode.Trades,
        static (ref Input input, Books _, long _) =>
        {
            if (input.Body is VenueAnswer { Kind: QueryKind.OpenOrders, Status: AnswerStatus.Complete } answer)
                input.Body = answer with { AsOf = input.ReceivedAt };
        });

    [Fact]
    public void An_engine_that_takes_a_lagging_look_up_of_an_order_for_the_present_is_caught() => AssertCaught(
        ComparisonMode.Trades,
        static (ref Input input, Books _, long _) =>
        {
            if (input.Body is VenueAnswer { Kind: QueryKind.Order, Status: AnswerStatus.NotFound } answer)
                input.Body = answer with { AsOf = input.ReceivedAt };
        });

    [Fact]
    public void An_engine_that_forgets_an_order_with_its_venue_is_caught() => AssertCaught(
        ComparisonMode.Trades,
        static (ref Input input, Books _, long _) =>
        {
            if (input.Body is VenueAnswer { Kind: QueryKind.Order, Status: AnswerStatus.NotFound } answer)
                input.Body = answer with { Status = AnswerStatus.Failed };
        });

    [Fact]
    public void An_engine_that_books_a_late_execution_under_a_new_id_is_caught() => AssertCaught(
        ComparisonMode.Corrects,
        static (ref Input input, Books _, long step) =>
        {
            if (input is { Kind: InputKind.ExecutionReport, Report: { ExecType: ExecType.Trade, PossDup: true } })
                input.Report.ExecId = Domain.Names.ExecId.FromTrusted(FormattableString.Invariant($"again{step}"));
        });

    private static void AssertCaught(ComparisonMode mode, InputTampering how)
    {
        // Two look-ups in a row that lag behind the same new order take a hundred seeds; the others take one.
        for (ulong seed = 1; seed <= 400; seed++)
            if (!ReconciliationRounds.Run(seed, RoundsPerSeed, mode, how).Run.IsOk) return;
        Assert.Fail("not caught in 400 seeds");
    }
}
