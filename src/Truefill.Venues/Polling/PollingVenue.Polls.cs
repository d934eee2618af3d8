using System;
using System.Threading;
using System.Threading.Tasks;

namespace Truefill.Venues.Polling;

/// <summary>When the broker is asked, and what follows from it that it does not answer.</summary>
public sealed partial class PollingVenue
{
    private DateTimeOffset nextCallAt = DateTimeOffset.MinValue;
    private DateTimeOffset nextProbeAt = DateTimeOffset.MinValue;
    private bool isPolling;
    private int failures;

    private void PollIfDue(CancellationToken stop)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (isPolling || now < nextCallAt) return;
        TrackedOrder? next = null;
        foreach (TrackedOrder order in open)
            if (order.NextPollAt <= now && (next is null || order.NextPollAt < next.NextPollAt)) next = order;
        if (next is { BrokerId: { } id } && isOpen)
        {
            TrackedOrder polled = next;
            polled.NextPollAt = now + options.PollInterval;
            Poll(token => broker.GetOrderAsync(id, token), status => Polled(polled, status), stop);
        }
        else if (now >= nextProbeAt)
        {
            nextProbeAt = now + options.IdleInterval;
            Poll(broker.GetPositionsAsync, static _ => { }, stop);
        }
    }

    private void Poll<T>(Func<CancellationToken, Task<T>> call, Action<T> then, CancellationToken stop)
    {
        isPolling = true;
        WhenDone(Limited(call, stop), done =>
        {
            isPolling = false;
            if (done.IsCompletedSuccessfully)
            {
                Open();
                then(done.Result);
            }
            else
            {
                PollFailed(done.Exception?.InnerException?.Message ?? "no answer in time");
            }
        });
    }

    private async Task<T> Limited<T>(Func<CancellationToken, Task<T>> call, CancellationToken stop)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop, ended.Token);
        limit.CancelAfter(options.CallTimeout);
        return await call(limit.Token).WaitAsync(limit.Token);
    }

    private void PollFailed(string why)
    {
        failures++;
        TimeSpan pause = options.PollInterval * (1L << Math.Min(failures, 20));
        if (pause > options.BackoffMax) pause = options.BackoffMax;
        nextCallAt = clock.GetUtcNow() + pause;
        nextProbeAt = nextCallAt;
        if (failures >= options.FailuresMax) Close(why);
    }

    private void Open()
    {
        failures = 0;
        if (isOpen) return;
        isOpen = true;
        Post(new VenueReport { Kind = VenueReportKind.SessionOpened });
    }

    private void Close(string why)
    {
        if (!isOpen) return;
        isOpen = false;
        Post(new VenueReport { Kind = VenueReportKind.SessionClosed, Detail = why });
    }

    private async Task WaitAsync(CancellationToken stop)
    {
        if (results.Reader.TryPeek(out _)) return;
        DateTimeOffset wake = nextProbeAt;
        foreach (TrackedOrder order in open)
            if (isOpen && order.NextPollAt < wake) wake = order.NextPollAt;
        if (wake < nextCallAt) wake = nextCallAt;
        TimeSpan pause = wake - clock.GetUtcNow();

        // While a poll is under way only its end, or something from outside, can give work.
        if (isPolling) pause = options.IdleInterval;
        if (pause <= TimeSpan.Zero) return;
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task result = results.Reader.WaitToReadAsync(over.Token).AsTask();
        await Task.WhenAny(result, Task.Delay(pause, clock, over.Token));
        await over.CancelAsync();
        stop.ThrowIfCancellationRequested();
    }
}
