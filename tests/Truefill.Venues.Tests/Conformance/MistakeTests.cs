using System;
using System.Threading.Tasks;
using Truefill.Venues.Conformance;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Conformance;

/// <summary>An adapter with one of the usual mistakes fails a check that says what is wrong.</summary>
public class MistakeTests
{
    private const string Sales = "a_sale_lowers_the_position_and_a_short_one_is_negative";
    private const string Lost = "a_lost_answer_leaves_the_outcome_open_and_the_order_is_found";
    private const string Dropped = "after_the_line_dropped_no_trade_is_told_under_another_id";

    [Theory]
    [InlineData(Mistake.SellsAreBuys, Sales, "a position of 100 less than 0 after a sale, not 100")]
    [InlineData(Mistake.PositionsHaveNoSign, Sales, "a position of 100 less than 0 after a sale, not 100")]
    [InlineData(Mistake.TriesAgain, Lost, "no rejection of ")]
    [InlineData(Mistake.ClaimsFailure, Lost, "no NotSentException for an order of which only the answer was lost")]
    [InlineData(Mistake.ClaimsSuccess, Lost, "the look-up")]
    [InlineData(Mistake.HidesParts, "what_traded_before_a_cancel_is_reported", "a trade of a part of ")]
    [InlineData(Mistake.PricesInCents, "a_sale_trades_like_a_purchase", "LastPx(31) between 50 and 200")]
    [InlineData(Mistake.WrongZone, "a_sale_trades_like_a_purchase", "TransactTime(60) between ")]
    [InlineData(Mistake.CanceledIsFilled, "a_cancel_ends_a_resting_order_under_both_ids", "ExecType(150)=Canceled for ")]
    public Task A_polled_broker_with_a_mistake_is_found(Mistake mistake, string check, string saying) =>
        IsFound(ConformanceTargets.Polled(mistake), check, saying);

    [Theory]
    [InlineData(Mistake.NewIdEachTime, Dropped, "the same trade has to come again under the same ExecID(17)")]
    [InlineData(Mistake.OneIdForAll, "what_traded_before_a_cancel_is_reported", "to be of one trade")]
    [InlineData(Mistake.TradesAreAllBuys, "a_sale_trades_like_a_purchase", "Side(54) Sell in ExecID(17)=")]
    public Task A_pushing_venue_with_a_mistake_is_found(Mistake mistake, string check, string saying) =>
        IsFound(ConformanceTargets.Simulated(mistake: mistake), check, saying);

    [Fact]
    public async Task What_the_target_cannot_make_happen_is_not_run_and_says_what_is_missing()
    {
        ConformanceTarget bare = ConformanceTargets.Polled() with { LoseNextAnswer = null };
        ConformanceResult result = await ConformanceSuite.RunAsync(bare, Lost);

        Assert.Equal(
            (ConformanceOutcome.NotClaimed, "the target has no LoseNextAnswer"), (result.Outcome, result.Detail));
    }

    private static async Task IsFound(ConformanceTarget target, string check, string saying)
    {
        ConformanceResult result =
            await ConformanceSuite.RunAsync(target with { Patience = TimeSpan.FromSeconds(2) }, check);

        Assert.Equal(ConformanceOutcome.Failed, result.Outcome);
        Assert.Contains(saying, result.Detail, StringComparison.Ordinal);
    }
}
