using System.Threading;
using Truefill.Engine.Inputs;

namespace Truefill.Server.Hosting;

/// <summary>
/// The way in: two bounded lanes. Reports go first and wait when theirs is full, so that a venue's socket is no longer
/// read;
/// requests keep their order of arrival and are refused when theirs is full. Nothing that was taken is dropped.
/// </summary>
public sealed class Inbox(int reportCapacity = 4096, int requestCapacity = 4096)
{
    private readonly object guard = new();
    private readonly InboxLane reports = new(reportCapacity);
    private readonly InboxLane requests = new(requestCapacity);
    private bool woken;
    private bool closed;

    /// <summary>Inputs that wait to be decided.</summary>
    public int Queued
    {
        get
        {
            lock (guard) return reports.Count + requests.Count;
        }
    }

    /// <summary>Waits while the lane is full. False: the inbox is closed and the report was not taken.</summary>
    public bool PostReport(in Input input)
    {
        lock (guard)
        {
            while (reports.IsFull && !closed) Monitor.Wait(guard);
            if (closed) return false;
            reports.Add(in input);
            WakeTaker();
            return true;
        }
    }

    /// <summary>False when the lane is full or the inbox is closed: the caller is told, nothing is queued.</summary>
    public bool TryPostRequest(in Input input)
    {
        lock (guard)
        {
            if (closed || requests.IsFull) return false;
            requests.Add(in input);
            WakeTaker();
            return true;
        }
    }

    /// <summary>Moves what is there to <paramref name="batch"/>, reports first, and returns how many.</summary>
    public int Take(Input[] batch)
    {
        lock (guard)
        {
            bool wasFull = reports.IsFull;
            int count = requests.MoveTo(batch, reports.MoveTo(batch, 0));
            if (wasFull && count > 0) Monitor.PulseAll(guard);
            return count;
        }
    }

    /// <summary>
    /// Sleeps until something arrives, <see cref="Wake"/> is called, or the time is over (-1: no end).
    /// </summary>
    public void Wait(int milliseconds = Timeout.Infinite)
    {
        lock (guard)
        {
            while (!woken && reports.Count + requests.Count == 0)
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
        lock (guard)
        {
            closed = true;
            woken = true;
            Monitor.PulseAll(guard);
        }
    }

    // The engine thread sleeps only while both lanes are empty, so only the first arrival has to wake it.
    private void WakeTaker()
    {
        if (reports.Count + requests.Count == 1) Monitor.PulseAll(guard);
    }
}
