using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain.Venues;
using Truefill.Samples;
using Truefill.Venues.Conformance;
using Truefill.Venues.Polling;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Conformance;

/// <summary>Every venue that the library brings, and the sample, by the rules that hold for all.</summary>
public class ConformanceTests
{
    public static TheoryData<string> Names => [.. ConformanceSuite.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_simulated_venue_conforms(string name) =>
        await Passes(ConformanceTargets.Simulated(), name, mayBeUnclaimed: false);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_polled_broker_conforms(string name) =>
        await Passes(ConformanceTargets.Polled(), name);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_sample_adapter_conforms(string name) => await Passes(ConformanceTargets.Sample(), name);

    [Fact]
    public async Task All_checks_can_be_run_in_one_go()
    {
        IReadOnlyList<ConformanceResult> results = await ConformanceSuite.RunAllAsync(ConformanceTargets.Sample());

        Assert.Equal(ConformanceSuite.Names, results.Select(result => result.Name));
        Assert.DoesNotContain(results, result => result.Outcome == ConformanceOutcome.Failed);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_check_leaves_an_order_that_works(string name)
    {
        InMemoryBroker broker = new(100);
        await ConformanceSuite.RunAsync(ConformanceTargets.Polled(broker), name);

        Assert.Equal(0, broker.WorkingCount);
    }

    [Fact]
    public async Task The_sample_adapter_knows_what_did_not_leave()
    {
        RestBrokerServer server = new(new InMemoryBroker(100));
        RestBroker sample = new(ConformanceTargets.Http(server));
        server.IsDown = true;

        await Assert.ThrowsAsync<NotSentException>(
            () => sample.SubmitAsync(new PollingOrder("a", "A", "IBM", Venue.Order("a", 1).Terms), default));
    }

    [Fact]
    public void The_sample_adapter_claims_no_stop_loss_and_take_profit_which_its_broker_does_not_tell() =>
        Assert.False(new RestBroker(ConformanceTargets.Http(new RestBrokerServer(new InMemoryBroker(100))))
            .Capabilities.HasFlag(VenueCapabilities.ReportsProtection));

    [Theory]
    [InlineData("a_second_order_under_one_id_is_refused")]
    [InlineData("a_cancel_ends_a_resting_order_under_both_ids")]
    [InlineData("an_order_that_trades_is_acknowledged_and_its_trades_add_up")]
    public async Task A_venue_that_says_nothing_fails_its_checks(string name)
    {
        ConformanceTarget mute = ConformanceTargets.Simulated(new() { Faults = new() { Drop = 1 } }) with
        {
            Patience = TimeSpan.FromMilliseconds(300),
        };

        ConformanceResult result = await ConformanceSuite.RunAsync(mute, name);
        Assert.Equal(ConformanceOutcome.Failed, result.Outcome);
        Assert.StartsWith("expected ", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_check_has_a_name_of_its_own() =>
        Assert.Equal(ConformanceSuite.Names.Count(), ConformanceSuite.Names.Distinct().Count());

    private static async Task Passes(ConformanceTarget target, string name, bool mayBeUnclaimed = true)
    {
        ConformanceResult result = await ConformanceSuite.RunAsync(target, name);
        Assert.True(
            result.Outcome == ConformanceOutcome.Passed
                || (mayBeUnclaimed && result.Outcome == ConformanceOutcome.NotClaimed),
            $"{result.Outcome}: {result.Detail}");
    }
}
