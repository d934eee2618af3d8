using System;
using System.IO;
using System.Threading;
using Truefill.Journal;

namespace Truefill.Benchmarks.Followers;

/// <summary>
/// A follower with a cursor of its own on a thread of its own, which checks that every record comes once and in order.
/// It can be stopped and killed, as the process of a slow consumer can.
/// </summary>
internal sealed class CheckedFollower : IDisposable
{
    // A consumer acknowledges now and then, not after each record.
    private const int BlocksPerAcknowledgement = 64;

    private readonly PosixStorage journal;
    private readonly PosixStorage cursors;
    private readonly JournalFollower follower;
    private readonly ManualResetEventSlim go;
    private readonly Thread thread;
    private volatile bool end;
    private long seq;
    private Exception? broken;

    public CheckedFollower(string stateDirectory, JournalOptions options, bool running)
    {
        string folder = StateLayout.CursorsIn(stateDirectory);
        Directory.CreateDirectory(folder);
        journal = new PosixStorage(StateLayout.JournalIn(stateDirectory));
        cursors = new PosixStorage(folder);
        follower = new JournalFollower(journal, options, cursors, "bench");
        seq = (long)follower.DoneSeq;
        go = new ManualResetEventSlim(running);
        thread = new Thread(Run) { Name = "follower", IsBackground = true };
        thread.Start();
    }

    /// <summary>The last record that it handled.</summary>
    public ulong Seq => (ulong)Volatile.Read(ref seq);

    public void Resume() => go.Set();

    /// <summary>Waits until it has handled that record, and says how long that took.</summary>
    /// <exception cref="InvalidOperationException">A record was missing or came twice.</exception>
    public TimeSpan CatchUp(ulong last)
    {
        System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();
        while (Seq < last && broken is null) Thread.Sleep(1);
        if (broken is not null) throw new InvalidOperationException("the follower broke", broken);
        return watch.Elapsed;
    }

    /// <summary>Ends it where it is; what it handled and did not acknowledge comes again.</summary>
    public void Dispose()
    {
        end = true;
        go.Set();
        thread.Join();
        follower.Dispose();
        cursors.Dispose();
        journal.Dispose();
        go.Dispose();
    }

    private void Run()
    {
        try
        {
            int blocks = 0;
            while (!end)
            {
                go.Wait();
                if (!follower.TryNext())
                {
                    Thread.Sleep(1);
                    continue;
                }

                Take(follower.Current);
                if (++blocks % BlocksPerAcknowledgement == 0) follower.Acknowledge(Seq);
            }
        }
        catch (Exception e) when (e is IOException or JournalCorruptException or InvalidOperationException)
        {
            broken = e;
        }
    }

    private void Take(BlockView block)
    {
        RecordCursor cursor = block.Cursor();
        while (cursor.MoveNext())
        {
            ulong next = Seq + 1;
            if (cursor.Seq < next && cursor.Seq > follower.DoneSeq) throw Wrong(cursor.Seq, "again");
            if (cursor.Seq > next) throw Wrong(cursor.Seq, "without " + next);
            if (cursor.Seq == next) Volatile.Write(ref seq, (long)next);
        }
    }

    private static InvalidOperationException Wrong(ulong record, string how) =>
        new(FormattableString.Invariant($"record {record} came {how}"));
}
