using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Venues;
using Truefill.Venues.Conformance;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Conformance;

/// <summary>A broker without orders for the day, or without market orders, is tested with those that it has.</summary>
public class NarrowVenueTests
{
    private const VenueCapabilities LimitsTillCanceled =
        VenueCapabilities.Limit | VenueCapabilities.GoodTillCancel | VenueCapabilities.RejectsDuplicateIds;

    [Fact]
    public async Task Without_day_and_market_orders_no_check_is_left_out_that_is_about_neither()
    {
        HashSet<string> full = await NotRun(ConformanceTargets.Polled());
        HashSet<string> narrow = await NotRun(ConformanceTargets.Polled(takes: LimitsTillCanceled));

        Assert.Equal(full, narrow);
    }

    [Fact]
    public async Task Market_orders_alone_are_tested_as_far_as_they_go()
    {
        const VenueCapabilities AtOnce = VenueCapabilities.Market | VenueCapabilities.ImmediateOrCancel;
        HashSet<string> notRun = await NotRun(ConformanceTargets.Polled(takes: AtOnce));

        Assert.DoesNotContain("a_sale_trades_like_a_purchase", notRun);
        Assert.DoesNotContain("a_filled_order_is_found_as_filled", notRun);
        Assert.Contains("a_limit_order_away_from_the_market_rests", notRun);
    }

    [Fact]
    public async Task A_mistake_shows_without_day_and_market_orders_too()
    {
        ConformanceTarget target = ConformanceTargets.Polled(Mistake.SellsAreBuys, LimitsTillCanceled) with
        {
            Patience = TimeSpan.FromSeconds(2),
        };
        ConformanceResult result = await ConformanceSuite.RunAsync(
            target, "a_sale_lowers_the_position_and_a_short_one_is_negative");

        Assert.Equal(ConformanceOutcome.Failed, result.Outcome);
    }

    [Fact]
    public async Task What_a_venue_would_have_to_claim_is_said()
    {
        ConformanceTarget target = ConformanceTargets.Polled(takes: VenueCapabilities.Limit);
        ConformanceResult result = await ConformanceSuite.RunAsync(target, "a_limit_order_away_from_the_market_rests");

        Assert.Equal((ConformanceOutcome.NotClaimed, "Day or GoodTillCancel"), (result.Outcome, result.Detail));
    }

    private static async Task<HashSet<string>> NotRun(ConformanceTarget target)
    {
        IReadOnlyList<ConformanceResult> results = await ConformanceSuite.RunAllAsync(target);

        Assert.DoesNotContain(results, result => result.Outcome == ConformanceOutcome.Failed);
        return [.. results.Where(r => r.Outcome == ConformanceOutcome.NotClaimed).Select(r => r.Name)];
    }
}
