using System;
using System.Threading;
using Truefill.Engine.Inputs;

namespace Truefill.Server.Hosting;

/// <summary>
/// The way in: two bounded lanes. Reports go first and wait when theirs is full, so that a venue's socket is no longer
/// read; requests keep their order of arrival and are refused when theirs is full. Nothing that was taken is dropped.
/// </summary>
public sealed class Inbox(int reportCapacity = 4096, int requestCapacity = 4096)
{
    // Who posts and who waits hold it; the engine's thread does not, as long as it has something to do.
    private readonly object guard = new();
    private readonly InboxLane reports = new(reportCapacity);
    private readonly InboxLane requests = new(requestCapacity);
    private volatile int waiting;
    private volatile bool sleeping;
    private volatile bool woken;
    private bool closing;
    private bool closed;

    /// <summary>Inputs that wait to be decided, or are being decided.</summary>
    public int Queued => reports.Count + requests.Count;

    /// <summary>Waits while the lane is full. False: the inbox is closed and the report was not taken.</summary>
    public bool PostReport(in Input input)
    {
        lock (guard)
        {
            WaitWhileFull(reports);
            if (closed) return false;
            reports.Add(in input);
            Added();
            return true;
        }
    }

    /// <summary>False when the lane is full or the inbox is closed: the caller is told, nothing is queued.</summary>
    public bool TryPostRequest(in Input input)
    {
        lock (guard)
        {
            if (closing || closed || requests.IsFull) return false;
            requests.Add(in input);
            Added();
            return true;
        }
    }

    /// <summary>
    /// What is there, at most so many, reports first, where it lies: it stays there until <see cref="Remove"/>. Only
    /// one thread may look, and it does not disturb those who post.
    /// </summary>
    /// <returns>False: there is nothing.</returns>
    public bool Look(int most, out ReadOnlySpan<Input> firstReports, out ReadOnlySpan<Input> firstRequests)
    {
        firstReports = reports.Oldest(most);
        firstRequests = requests.Oldest(most - firstReports.Length);
        return firstReports.Length + firstRequests.Length > 0;
    }

    /// <summary>Takes away what was looked at.</summary>
    public void Remove(int firstReports, int firstRequests)
    {
        if (firstReports > 0) reports.Remove(firstReports);
        if (firstRequests > 0) requests.Remove(firstRequests);

        // Against the look of who begins to wait, see WaitWhileFull.
        Interlocked.MemoryBarrier();

        // Waking takes longer than deciding a report: who waits for a place is woken for half a lane of them.
        if (waiting == 0 || (reports.Count > reportCapacity / 2 && firstRequests == 0)) return;
        lock (guard) Monitor.PulseAll(guard);
    }

    /// <summary>
    /// Sleeps until something arrives, <see cref="Wake"/> is called, or the time is over (-1: no end).
    /// </summary>
    public void Wait(int milliseconds = Timeout.Infinite)
    {
        lock (guard)
        {
            sleeping = true;

            // Against Wake, which looks whether somebody sleeps after it has said that they are to wake.
            Interlocked.MemoryBarrier();
            while (!woken && Queued == 0)
                if (!Monitor.Wait(guard, milliseconds)) break;
            sleeping = false;
            woken = false;
        }
    }

    public void Wake()
    {
        woken = true;
        Interlocked.MemoryBarrier();
        if (!sleeping) return;
        lock (guard) Monitor.PulseAll(guard);
    }

    /// <summary>Nothing more is taken; what is queued stays to be decided.</summary>
    public void Close()
    {
        lock (guard) CloseGuarded();
    }

    /// <summary>
    /// Takes a last request, for which it waits while the lane is full, and nothing more: other requests are refused
    /// meanwhile, so that they cannot keep the place from it. False: it was closed already.
    /// </summary>
    public bool CloseWith(in Input last)
    {
        lock (guard)
        {
            closing = true;
            WaitWhileFull(requests);
            if (closed) return false;
            requests.Add(in last);
            Added();
            CloseGuarded();
            return true;
        }
    }

    // The place is made without the guard: that somebody waits is said before the last look, and looked at after a
    // place is made, so that one of the two sees the other.
    private void WaitWhileFull(InboxLane lane)
    {
        while (lane.IsFull && !closed)
        {
            waiting++;
            Interlocked.MemoryBarrier();
            if (lane.IsFull) Monitor.Wait(guard);
            waiting--;
        }
    }

    private void CloseGuarded()
    {
        closed = true;
        woken = true;
        Monitor.PulseAll(guard);
    }

    private void Added()
    {
        if (sleeping) Monitor.PulseAll(guard);
    }
}
