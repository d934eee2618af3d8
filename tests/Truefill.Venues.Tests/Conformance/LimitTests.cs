using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Venues.Conformance;
using Truefill.Venues.Tests.Support;

namespace Truefill.Venues.Tests.Conformance;

/// <summary>Each check is judged by itself, and ends, whatever an adapter does.</summary>
public class LimitTests
{
    private const string Sale = "a_sale_trades_like_a_purchase";

    [Fact]
    public async Task A_command_that_holds_up_its_caller_fails_and_is_named()
    {
        ConformanceTarget target = ConformanceTargets.Polled(Mistake.HoldsUpCaller) with
        {
            CallMost = TimeSpan.FromMilliseconds(200),
        };
        ConformanceResult result = await ConformanceSuite.RunAsync(target, Sale);

        Assert.Equal(ConformanceOutcome.Failed, result.Outcome);
        Assert.Matches("^expected Send of New C.* to return within 200 ms, not after ", result.Detail);
    }

    [Fact]
    public async Task A_command_that_never_returns_fails_and_is_named()
    {
        ConformanceTarget target = ConformanceTargets.Polled(Mistake.HangsInCaller) with
        {
            Patience = TimeSpan.FromMilliseconds(500),
        };
        ConformanceResult result = await ConformanceSuite.RunAsync(target, Sale);

        Assert.Equal(ConformanceOutcome.Failed, result.Outcome);
        Assert.Matches("^expected Send of New C.* to return, which it has not after 0.5 s", result.Detail);
    }

    [Fact]
    public async Task A_check_that_does_not_end_fails_and_says_what_it_waited_for()
    {
        InMemoryBroker silent = new(100) { FailsPolls = new TimeoutException("no answer") };
        ConformanceTarget target = ConformanceTargets.Polled(silent) with
        {
            CaseMost = TimeSpan.FromMilliseconds(300),
        };
        ConformanceResult result = await ConformanceSuite.RunAsync(target, Sale);

        Assert.Equal(ConformanceOutcome.Failed, result.Outcome);
        Assert.StartsWith(
            "expected the check to end within 0.3 s, which it did not while it waited for a session that opens",
            result.Detail,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_adapter_that_throws_fails_what_it_throws_in_and_every_other_check_is_run()
    {
        ConformanceTarget sound = ConformanceTargets.Polled();
        IReadOnlyList<ConformanceResult> results = await ConformanceSuite.RunAllAsync(
            sound with { Create = () => new MistakenVenue(sound.Create(), Mistake.ThrowsWhenAsked) });

        Assert.Equal(ConformanceSuite.Names, results.Select(result => result.Name));
        Assert.Equal(ConformanceOutcome.Passed, results.Single(result => result.Name == Sale).Outcome);
        ConformanceResult asked = results.Single(result => result.Name == "positions_change_by_what_was_traded");
        Assert.Equal(ConformanceOutcome.Failed, asked.Outcome);
        Assert.StartsWith(
            "System.InvalidOperationException: nobody thought of questions", asked.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_venue_that_cannot_be_made_fails_every_check()
    {
        ConformanceTarget target = ConformanceTargets.Polled() with
        {
            Create = () => throw new InvalidOperationException("no key"),
        };
        IReadOnlyList<ConformanceResult> results = await ConformanceSuite.RunAllAsync(target);

        Assert.Equal(ConformanceSuite.Names, results.Select(result => result.Name));
        Assert.All(results, result => Assert.Contains("no key", result.Detail, StringComparison.Ordinal));
    }
}
