using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Venues.Conformance;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Conformance;

/// <summary>A mistake that one check is about fails that check, and no other.</summary>
public class OneCheckTests
{
    [Theory]
    [InlineData(Mistake.ForgetsIds, "a_second_instance_finds_by_its_id_what_the_first_sent", "not NotFound")]
    [InlineData(Mistake.ForgetsWhatToCancel, "a_second_instance_cancels_what_the_first_sent", "not one of mine")]
    [InlineData(Mistake.ForgetsFilled, "a_filled_order_is_found_as_filled", "which is Filled, not NotFound")]
    [InlineData(Mistake.ForgetsCanceled, "a_canceled_order_is_found_as_canceled", "which is Canceled, not NotFound")]
    [InlineData(Mistake.FindsAnything, "an_id_that_was_never_sent_finds_no_order", "not Complete with 1")]
    [InlineData(Mistake.WorseThanLimit, "a_limit_order_across_the_market_trades_at_its_limit_or_better", "not 201")]
    public Task A_polled_broker_fails_one_check(Mistake mistake, string check, string saying) =>
        FailsOnly(() => ConformanceTargets.Polled(mistake), ConformanceSuite.Names, check, saying);

    [Theory]
    [InlineData(Mistake.ReplaceKeepsQuantity, "a_replace_gives_the_order_its_new_quantity_and_id", "of 200, not 100")]
    [InlineData(Mistake.ReplaceKeepsPrice, "a_replace_gives_the_order_its_new_price", "Price(44) of 99")]
    public Task A_pushing_venue_fails_one_check_about_replaces(Mistake mistake, string check, string saying) =>
        FailsOnly(
            () => ConformanceTargets.Simulated(mistake: mistake),
            ConformanceSuite.Names.Where(name => name.Contains("replace", StringComparison.Ordinal)),
            check,
            saying);

    private static async Task FailsOnly(
        Func<ConformanceTarget> target, IEnumerable<string> names, string check, string saying)
    {
        List<ConformanceResult> results = [];
        foreach (string[] some in names.Chunk(8))
            results.AddRange(await Task.WhenAll(some.Select(name => ConformanceSuite.RunAsync(target(), name))));

        ConformanceResult failed =
            Assert.Single(results, result => result.Outcome == ConformanceOutcome.Failed);
        Assert.Equal(check, failed.Name);
        Assert.Contains(saying, failed.Detail, StringComparison.Ordinal);
    }
}
