using System.Threading;
using Truefill.Engine.Inputs;

namespace Truefill.Server.Hosting;

/// <summary>
/// The way in: two bounded lanes. Reports go first and wait when theirs is full, so that a venue's socket is no longer read;
/// requests keep their order of arrival and are refused when theirs is full. Nothing that was taken is dropped.
/// </summary>
public sealed class Inbox(int reportCapacity = 4096, int requestCapacity = 4096)
{
    private readonly Lock guard = new();
    private readonly InboxLane reports = new(reportCapacity);
    private readonly InboxLane requests = new(requestCapacity);
    private readonly ManualResetEventSlim arrived = new(initialState: false, spinCount: 0);
    private readonly ManualResetEventSlim room = new(initialState: true);
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
        while (true)
        {
            lock (guard)
            {
                if (closed) return false;
                if (!reports.IsFull)
                {
                    reports.Add(in input);
                    break;
                }

                room.Reset();
            }

            room.Wait();
        }

        arrived.Set();
        return true;
    }

    /// <summary>False when the lane is full or the inbox is closed: the caller is told, nothing is queued.</summary>
    public bool TryPostRequest(in Input input)
    {
        lock (guard)
        {
            if (closed || requests.IsFull) return false;
            requests.Add(in input);
        }

        arrived.Set();
        return true;
    }

    /// <summary>Moves what is there to <paramref name="batch"/>, reports first, and returns how many.</summary>
    public int Take(Input[] batch)
    {
        lock (guard)
        {
            arrived.Reset();
            int count = requests.MoveTo(batch, reports.MoveTo(batch, 0));
            room.Set();
            return count;
        }
    }

    /// <summary>Sleeps until something arrives or <see cref="Wake"/> is called.</summary>
    public void Wait() => arrived.Wait();

    public void Wake() => arrived.Set();

    /// <summary>Nothing more is taken; what is queued stays to be decided.</summary>
    public void Close()
    {
        lock (guard) closed = true;
        room.Set();
        arrived.Set();
    }
}
