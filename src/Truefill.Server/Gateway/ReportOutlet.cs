using System;
using System.Collections.Generic;
using System.Threading;
using Truefill.Fix;
using Truefill.Server.Hosting;

namespace Truefill.Server.Gateway;

/// <summary>
/// What one client is still to be told, in the journal's order, and the loop that tells it while it is logged on. Added
/// to by the replica's thread, which never waits here; a client that is away for too long is told out of the journal
/// when it is back.
/// </summary>
internal sealed class ReportOutlet(
    string folder, FixVersion version, Func<ulong, ulong, IEnumerable<ClientReport>> journal, Action<string> report,
    bool spin = false)
    : IDisposable
{
    private const int WaitingMost = 100_000;
    private const int Batch = 64;
    private static readonly TimeSpan CoverPause = TimeSpan.FromSeconds(1);

    private readonly Lock guard = new();
    private readonly Queue<ClientReport> waiting = new();
    private readonly SemaphoreSlim work = new(0);
    private readonly ClientReportWriter writer = new(version);
    private readonly CancellationTokenSource stop = new();
    private ReportCursor? cursor;
    private Thread? running;

    // The replica has been played up to here; what it gave is in the queue, unless the queue was given up.
    private ulong played;
    private bool isBehind;
    private long coveredAt;

    public FixConnection? Connection { get; private set; }

    /// <summary>Reports that wait for the client to be logged on.</summary>
    public int Waiting
    {
        get
        {
            lock (guard) return waiting.Count;
        }
    }

    /// <param name="connection">The session's.</param>
    /// <param name="store">Of the session, opened.</param>
    /// <param name="seq">From here on what the replica plays is added.</param>
    public void Open(FixConnection connection, IMessageStore store, ulong seq)
    {
        Connection = connection;
        cursor = ReportCursor.Open(
            System.IO.Path.Combine(folder, "reports"), otherwise: seq, store.CreatedAt, store.NextOutbound);
        played = seq;
        isBehind = cursor.Covered < seq;
        this.store = store;
    }

    private IMessageStore? store;

    /// <summary>A thread of its own: a report waits neither for a pool's thread nor behind other work there.</summary>
    public void Start()
    {
        running = new Thread(Run) { Name = "fix reports", IsBackground = true };
        running.Start();
    }

    public void Add(ClientReport added)
    {
        lock (guard)
        {
            if (isBehind && added.Seq != 0) return;
            if (waiting.Count < WaitingMost)
            {
                waiting.Enqueue(added);
                return;
            }

            waiting.Clear();
            isBehind = true;
        }
    }

    /// <summary>The replica has been played up to here.</summary>
    public void Advance(ulong seq)
    {
        bool any;
        lock (guard)
        {
            played = seq;
            any = waiting.Count > 0;
        }

        if (any) Wake();
    }

    public void Wake()
    {
        if (work.CurrentCount == 0) work.Release();
    }

    /// <summary>Ends the telling; what was not told is told after the next start.</summary>
    public void Dispose()
    {
        stop.Cancel();
        running?.Join();
        if (cursor is not null) Cover();
        cursor?.Dispose();
        work.Dispose();
        stop.Dispose();
    }

    private void Run()
    {
        Exception? failure = SideWork.FailureOf(TellUntilStopped);
        if (failure is null or OperationCanceledException) return;
        report(failure is Truefill.Journal.JournalCorruptException
            ? $"what was not told cannot be read again: {failure.Message}"
            : $"nothing more is sent: {failure.Message}");
        Connection!.Cut();
    }

    private void TellUntilStopped()
    {
        while (!stop.IsCancellationRequested)
        {
            BriefSpin look = new(spin);
            while (work.CurrentCount == 0 && look.Again())
            {
            }

            work.Wait(CoverPause, stop.Token);
            TellAll();
        }
    }

    private void TellAll()
    {
        if (!Connection!.IsLoggedOn) return;
        bool behind;
        lock (guard) behind = isBehind;
        if (behind && !CatchUp()) return;
        while (TryPeek(out ClientReport? next, out bool isLast))
        {
            if (!Tell(next, isLast)) return;
            lock (guard) waiting.Dequeue();
        }

        if (Environment.TickCount64 - coveredAt > CoverPause.TotalMilliseconds) Cover();
    }

    // From here on the queue takes what is new; what is before is made again out of the journal.
    private bool CatchUp()
    {
        ulong upTo;
        lock (guard)
        {
            upTo = played;
            isBehind = false;
        }

        foreach (ClientReport missed in journal(cursor!.Covered, upTo))
        {
            if (!stop.IsCancellationRequested && Tell(missed, isLast: true)) continue;
            lock (guard)
            {
                waiting.Clear();
                isBehind = true;
            }

            return false;
        }

        return true;
    }

    private bool TryPeek([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ClientReport? next, out bool isLast)
    {
        lock (guard)
        {
            bool any = waiting.TryPeek(out next);
            isLast = waiting.Count == 1 || (next is not null && next.Seq % Batch == 0);
            return any && !stop.IsCancellationRequested;
        }
    }

    // False: the client is gone, and is told later.
    private bool Tell(ClientReport told, bool isLast)
    {
        FixSent sent = Connection!.Send(
            ClientReportWriter.MsgTypeOf(told.Kind),
            (Outlet: this, Report: told),
            static (ref FixMessageWriter body, (ReportOutlet Outlet, ClientReport Report) each) =>
                each.Outlet.Write(ref body, each.Report),
            isLast: isLast);
        if (sent.Error == FixSendError.Malformed)
            report($"a report could not be written and was left out: {sent.WriteError} at tag {sent.Tag}, {told}");
        else if (!sent.IsOk)
            return false;
        if (told.Seq != 0) cursor!.Told(told.Seq);
        return true;
    }

    // Under the session's lock, so the number is the report's own.
    private void Write(ref FixMessageWriter body, ClientReport told)
    {
        if (told.Seq != 0) cursor!.Announce(told.Seq, store!.CreatedAt, store.NextOutbound);
        writer.Write(ref body, told);
    }

    private void Cover()
    {
        lock (guard)
        {
            // What was handed to the session may not be in its file yet: then what was announced last still says it.
            if (isBehind || waiting.Count > 0 || played == cursor!.Covered || !Connection!.IsFlushed) return;
            cursor.Cover(played);
        }

        coveredAt = Environment.TickCount64;
    }
}
