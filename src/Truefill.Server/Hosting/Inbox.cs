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
    private readonly object guard = new();
    private readonly InboxLane reports = new(reportCapacity);
    private readonly InboxLane requests = new(requestCapacity);
    private volatile int queued;
    private int waiting;
    private bool woken;
    private bool closing;
    private bool closed;

    /// <summary>Inputs that wait to be decided, or are being decided.</summary>
    public int Queued => queued;

    /// <summary>Waits while the lane is full. False: the inbox is closed and the report was not taken.</summary>
    public bool PostReport(in Input input)
    {
        lock (guard)
        {
            while (reports.IsFull && !closed) WaitForPlace();
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
    /// one thread may look, and it does not disturb those who post as long as there is nothing.
    /// </summary>
    /// <returns>False: there is nothing.</returns>
    public bool Look(int most, out ReadOnlySpan<Input> firstReports, out ReadOnlySpan<Input> firstRequests)
    {
        firstReports = firstRequests = default;
        if (queued == 0) return false;
        lock (guard)
        {
            firstReports = reports.Oldest(most);
            firstRequests = requests.Oldest(most - firstReports.Length);
        }

        return true;
    }

    /// <summary>Takes away what was looked at.</summary>
    public void Remove(int firstReports, int firstRequests)
    {
        lock (guard)
        {
            reports.Remove(firstReports);
            requests.Remove(firstRequests);
            queued = reports.Count + requests.Count;

            // Waking takes longer than deciding a report: who waits for a place is woken for half a lane of them.
            if (waiting > 0 && (reports.Count <= reportCapacity / 2 || firstRequests > 0)) Monitor.PulseAll(guard);
        }
    }

    /// <summary>
    /// Sleeps until something arrives, <see cref="Wake"/> is called, or the time is over (-1: no end).
    /// </summary>
    public void Wait(int milliseconds = Timeout.Infinite)
    {
        lock (guard)
        {
            while (!woken && queued == 0)
                if (!Monitor.Wait(guard, milliseconds)) break;
            woken = false;
        }
    }

    public void Wake()
    {
        lock (guard)
        {
            woken = true;
            Monitor.PulseAll(guard);
        }
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
            while (requests.IsFull && !closed) WaitForPlace();
            if (closed) return false;
            requests.Add(in last);
            Added();
            CloseGuarded();
            return true;
        }
    }

    private void WaitForPlace()
    {
        waiting++;
        Monitor.Wait(guard);
        waiting--;
    }

    private void CloseGuarded()
    {
        closed = true;
        woken = true;
        Monitor.PulseAll(guard);
    }

    // The engine thread sleeps only while both lanes are empty, so only the first arrival has to wake it.
    private void Added()
    {
        queued = reports.Count + requests.Count;
        if (queued == 1) Monitor.PulseAll(guard);
    }
}
