using System;
using System.Threading;
using System.Threading.Tasks;

namespace Truefill.Venues.Polling;

/// <summary>When the broker is asked, and what follows from it that it does not answer.</summary>
public sealed partial class PollingVenue
{
    // UTC ticks. Every call to the broker moves it, whichever thread makes it.
    private long nextCallTicks;
    private DateTimeOffset nextProbeAt = DateTimeOffset.MinValue;
    private bool isPolling;

    // Polls of orders that were ever begun; there is never more than one.
    private long polls;
    private int failures;

    private void PollIfDue(CancellationToken stop)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (isPolling || now.UtcTicks < Interlocked.Read(ref nextCallTicks)) return;
        TrackedOrder? next = null;
        foreach (TrackedOrder order in open)
            if (order.NextPollAt <= now && (next is null || order.NextPollAt < next.NextPollAt)) next = order;
        if (next is { BrokerId: { } id } && isOpen)
        {
            TrackedOrder polled = next;
            polls++;
            polled.NextPollAt = now + options.PollInterval;
            Poll(token => broker.GetOrderAsync(id, token), status => Polled(polled, status), polled, stop);
        }
        else if (now >= nextProbeAt)
        {
            nextProbeAt = now + options.IdleInterval;
            Poll(broker.GetPositionsAsync, static _ => { }, about: null, stop);
        }
    }

    private void Poll<T>(
        Func<CancellationToken, Task<T>> call, Action<T> then, TrackedOrder? about, CancellationToken stop)
    {
        isPolling = true;
        WhenDone(Limited(call, stop), done =>
        {
            isPolling = false;
            if (done.IsCompletedSuccessfully)
            {
                Open();
                if (about is not null) about.PolledAs = polls;
                then(done.Result);
            }
            else if (about is not null && done.Exception?.InnerException is RefusedByBrokerException refused)
            {
                // It is there, and answers: only this order it does not tell of.
                Open();
                about.PolledAs = polls;
                Complain(about, "the broker refuses to tell of it: " + refused.Message);
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
        RetryPause backoff = new(options.PollInterval * 2, options.BackoffMax, options.Jitter);
        TimeSpan pause = backoff.After(failures, options.Chance());
        DelayPolls(pause);
        nextProbeAt = clock.GetUtcNow() + pause;
        sink.Retrying(new VenueRetry(failures, pause, why));
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

    private void DelayPolls(TimeSpan pause) =>
        Interlocked.Exchange(ref nextCallTicks, clock.GetUtcNow().UtcTicks + pause.Ticks);

    private Task WaitAsync(CancellationToken stop)
    {
        // While a poll is under way only its end, or something from outside, gives work.
        long wake = nextProbeAt.UtcTicks;
        foreach (TrackedOrder order in open)
            if (isOpen && order.NextPollAt.UtcTicks < wake) wake = order.NextPollAt.UtcTicks;
        wake = Math.Max(wake, Interlocked.Read(ref nextCallTicks));
        TimeSpan pause = isPolling ? options.IdleInterval : new TimeSpan(wake - clock.GetUtcNow().UtcTicks);
        return pause <= TimeSpan.Zero ? Task.CompletedTask : results.WaitAsync(RoundedUp(pause), stop);
    }

    // Below a millisecond a wait would be none, and the loop spin.
    private static TimeSpan RoundedUp(TimeSpan pause) =>
        TimeSpan.FromMilliseconds(Math.Ceiling(pause.TotalMilliseconds));
}
