using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Conformance;

/// <summary>
/// One check on one venue, judged by itself: what it throws is its failure, and what does not end within its limit has
/// failed. An adapter may be anybody's, so each call into it runs on a thread that can be left behind.
/// </summary>
internal sealed class ConformanceCase(ConformanceTarget target, ConformanceCheck check)
{
    public async Task<ConformanceResult> RunAsync()
    {
        Task<ConformanceRun> making = Task.Run(() => new ConformanceRun(target, check.Name));
        string? unmade = await FailureOf(making, target.Patience, () => "expected Create to return a venue");
        if (unmade is not null) return new ConformanceResult(check.Name, ConformanceOutcome.Failed, unmade);

        ConformanceRun run = await making;
        if (Lacking(run) is { } lacking)
        {
            await DisposeAsync(run);
            return new ConformanceResult(check.Name, ConformanceOutcome.NotClaimed, lacking);
        }

        string? failure = await FailureOf(Task.Run(() => BodyAsync(run)), target.CaseLimit, () => Late(run));
        run.Abandon();
        await FailureOf(Task.Run(run.SweepAsync), target.Patience, () => "");
        failure ??= await DisposeAsync(run);
        return failure is null
            ? new ConformanceResult(check.Name, ConformanceOutcome.Passed)
            : new ConformanceResult(check.Name, ConformanceOutcome.Failed, failure);
    }

    private async Task BodyAsync(ConformanceRun run)
    {
        await check.Body(run);
        run.CheckExecutions();
    }

    private string? Lacking(ConformanceRun run)
    {
        List<string> missing = [];
        VenueCapabilities unclaimed = check.Needs & ~run.Venue.Capabilities;
        if (unclaimed != VenueCapabilities.None) missing.Add(unclaimed.ToString());
        if (run.Plan.Missing(check.Orders) is { Length: > 0 } orders) missing.Add(orders);
        if (missing.Count > 0) return string.Join(", ", missing);
        return check.Lacks(target) is { } member ? $"the target has no {member}" : null;
    }

    private string Late(ConformanceRun run) => run.Expected(
        $"the check to end within {target.CaseLimit.TotalSeconds:0.#} s, which it did not while it waited for"
        + $" {run.Step}");

    private Task<string?> DisposeAsync(ConformanceRun run) => FailureOf(
        Task.Run(async () => await run.DisposeAsync()),
        target.Patience * 2,
        () => "expected RunAsync and DisposeAsync to end when the venue is stopped");

    private static async Task<string?> FailureOf(Task work, TimeSpan limit, Func<string> late)
    {
        using CancellationTokenSource done = new();
        await Task.WhenAny(work, Task.Delay(limit, done.Token));
        await done.CancelAsync();
        if (!work.IsCompleted) return late();
        return work.Exception?.InnerException switch
        {
            null => work.IsCanceled ? "a task was canceled" : null,
            ConformanceException or NotSentException => work.Exception.InnerException.Message,
            var error => error.ToString(),
        };
    }
}
