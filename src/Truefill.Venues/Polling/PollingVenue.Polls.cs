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
        bool mayCall = now.UtcTicks >= Interlocked.Read(ref nextCallTicks);
        if (listings.Find(one => one.NeedsList && (mayCall || one.Times == 0)) is { } listing)
        {
            // The first list of a question is the question itself, which whoever asked has paced.
            ListPositions(listing);
            return;
        }

        if (isPolling || !mayCall) return;
        if (isOpen && NextToPoll(now) is { BrokerId: { } id } polled)
        {
            polls++;
            polled.NextPollAt = now + options.PollInterval;
            int views = polled.Views;
            Poll(token => broker.GetOrderAsync(id, token), status => Polled(polled, status, views), polled, stop);
        }
        else if (now >= nextProbeAt)
        {
            nextProbeAt = now + options.IdleInterval;
            Poll(broker.GetPositionsAsync, static _ => { }, about: null, stop);
        }
    }

    // In turn; but where positions wait for some orders to be looked at, these come first.
    private TrackedOrder? NextToPoll(DateTimeOffset now)
    {
        TrackedOrder? next = null;
        bool isNextWanted = false;
        foreach (TrackedOrder order in open)
        {
            if (order.NextPollAt > now) continue;
            bool isWanted = IsWanted(order);
            bool isBefore = next is null || (isWanted && !isNextWanted)
                || (isWanted == isNextWanted && order.NextPollAt < next.NextPollAt);
            if (!isBefore) continue;
            next = order;
            isNextWanted = isWanted;
        }

        return next;
    }

    private bool IsWanted(TrackedOrder order)
    {
        foreach (PositionListing listing in listings)
            if (listing.Wants(order)) return true;
        return false;
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
        bool isToList = listings.Exists(static one => one.NeedsList);
        wake = isToList ? 0 : wake;
        wake = Math.Max(wake, Interlocked.Read(ref nextCallTicks));
        bool canOnlyWait = isPolling && !isToList;
        TimeSpan pause = canOnlyWait ? options.IdleInterval : new TimeSpan(wake - clock.GetUtcNow().UtcTicks);
        return pause <= TimeSpan.Zero ? Task.CompletedTask : results.WaitAsync(RoundedUp(pause), stop);
    }

    // Below a millisecond a wait would be none, and the loop spin.
    private static TimeSpan RoundedUp(TimeSpan pause) =>
        TimeSpan.FromMilliseconds(Math.Ceiling(pause.TotalMilliseconds));
}
