using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Truefill.Domain;
using Truefill.Fix;
using Truefill.Journal;
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
    /// <summary>In the session's folder.</summary>
    internal const string CursorName = "reports";

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

    // The replica has been played up to here; what it gave is in the queue, unless the queue was given up. What it
    // gives of the block that it plays just then may be beyond.
    private ulong played;
    private bool isBehind;
    private ulong passedOver;
    private long coveredAt;

    // Handed to the session and not yet sent on their way.
    private int unpushed;
    private volatile string? failure;

    public FixConnection? Connection { get; private set; }

    /// <summary>Why nothing more is told until the next start; null as a rule.</summary>
    public string? Failure => failure;

    /// <summary>Reports that wait for the client to be logged on.</summary>
    public int Waiting
    {
        get
        {
            lock (guard) return waiting.Count;
        }
    }

    /// <summary>No question is answered before some of what waits was taken.</summary>
    public bool IsFull => Waiting >= WaitingMost;

    /// <param name="connection">The session's.</param>
    /// <param name="store">Of the session, opened.</param>
    /// <param name="seq">From here on what the replica plays is added.</param>
    public void Open(FixConnection connection, IMessageStore store, ulong seq)
    {
        Connection = connection;
        cursor = ReportCursor.Open(System.IO.Path.Combine(folder, CursorName), otherwise: seq, store);
        if (cursor.WasDamaged)
            report("the record of what it was told is damaged: what it was not told before this start is left out");
        if (cursor.Covered > seq)
        {
            report($"it was told facts up to {cursor.Covered}, and the journal ends at {seq}");
            cursor.Restart(seq);
        }

        played = seq;
        isBehind = cursor.Covered < seq;
        this.store = store;
    }

    private IMessageStore? store;
    private bool isDisposed;

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
            if (added.Seq != 0 && waiting.Count >= WaitingMost) FallBehind();
            if (added.Seq == 0 || !isBehind) waiting.Enqueue(added);
            else passedOver = added.Seq;
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
        // A block that is being played while the gateway is taken down still tells of itself.
        lock (guard)
        {
            if (!isDisposed && work.CurrentCount == 0) work.Release();
        }
    }

    /// <summary>Ends the telling; what was not told is told after the next start.</summary>
    public void Dispose()
    {
        stop.Cancel();
        running?.Join();
        if (cursor is not null) SideWork.Do("what it was told is not written down", Cover, report);
        cursor?.Dispose();
        lock (guard)
        {
            isDisposed = true;
            work.Dispose();
        }

        stop.Dispose();
    }

    private void Run()
    {
        Exception? thrown = SideWork.FailureOf(TellUntilStopped);
        if (thrown is null or OperationCanceledException) return;
        failure = $"nothing more is sent: {thrown.Message}";
        report(failure);
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
            if (Connection!.IsLoggedOn && !TellAll()) continue;
            if (Environment.TickCount64 - coveredAt > CoverPause.TotalMilliseconds) Cover();
        }
    }

    // False: the client is gone, and is told later.
    private bool TellAll()
    {
        do
        {
            if (IsBehind() && !CatchUp()) return false;
            while (TryPeek(out ClientReport? next, out bool isLast))
            {
                if (!Tell(next, isLast)) return false;
                Done(next);
            }
        }
        while (IsBehind() && !stop.IsCancellationRequested);
        return true;
    }

    private bool IsBehind()
    {
        lock (guard) return isBehind;
    }

    // From here on the queue takes what is new; what is before is made again out of the journal.
    private bool CatchUp()
    {
        ulong upTo;
        lock (guard)
        {
            upTo = Math.Max(played, passedOver);
            isBehind = false;
        }

        bool isDone = false;
        try
        {
            isDone = TellMissed(upTo);
        }
        catch (Exception e) when (e is JournalCorruptException or JournalFormatException or JournalIoException
            or InvariantBrokenException)
        {
            string why = $"what was not told cannot be read in the journal: {e.Message}";
            report(why);
            Connection!.LogOut(why);
        }
        finally
        {
            if (!isDone)
                lock (guard) FallBehind();
        }

        return isDone;
    }

    private bool TellMissed(ulong upTo)
    {
        foreach (ClientReport missed in journal(cursor!.Covered, upTo))
            if (stop.IsCancellationRequested || !Tell(missed, isLast: true)) return false;
        return true;
    }

    // With the guard. An answer is kept: no journal has it.
    private void FallBehind()
    {
        int count = waiting.Count;
        for (int i = 0; i < count; i++)
        {
            ClientReport each = waiting.Dequeue();
            if (each.Seq == 0) waiting.Enqueue(each);
            else passedOver = Math.Max(passedOver, each.Seq);
        }

        isBehind = true;
    }

    private bool TryPeek([NotNullWhen(true)] out ClientReport? next, out bool isLast)
    {
        lock (guard)
        {
            bool any = waiting.TryPeek(out next);
            isLast = waiting.Count == 1 || unpushed >= Batch - 1;
            return any && !stop.IsCancellationRequested;
        }
    }

    // The queue may have been given up meanwhile.
    private void Done(ClientReport told)
    {
        lock (guard)
        {
            if (waiting.TryPeek(out ClientReport? first) && ReferenceEquals(first, told)) waiting.Dequeue();
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
        unpushed = isLast ? 0 : unpushed + 1;
        if (sent.Error == FixSendError.Malformed) NotWritten(told, in sent);
        else if (!sent.IsOk) return false;
        if (told.Seq != 0) cursor!.Told(told.Seq);
        return true;
    }

    // An answer can be asked for again. A fact cannot: it must not count as told, and what comes behind it must not be
    // told without it.
    private void NotWritten(ClientReport told, in FixSent sent)
    {
        string why = $"a report could not be written: {sent.WriteError} at tag {sent.Tag}, {told}";
        if (told.Seq != 0) throw new InvalidOperationException(why);
        report(why + "; the answer was left out");
    }

    // Under the session's lock, so the number is the report's own. One that cannot be written is not announced: what
    // uses its number would be taken for it.
    private void Write(ref FixMessageWriter body, ClientReport told)
    {
        writer.Write(ref body, told);
        if (told.Seq != 0 && body.Error == FixWriteError.None) Announce(told.Seq);
    }

    private void Announce(ulong seq)
    {
        FixSession session = Connection!.Session;
        cursor!.Flushed(session.Flushed);
        if (cursor.IsFull)
        {
            // The line takes nothing just now; the file does.
            session.Flush();
            cursor.Flushed(session.Flushed);
        }

        cursor.Announce(seq, store!.CreatedAt, store.NextOutbound);
    }

    private void Cover()
    {
        cursor!.Flushed(Connection!.Flushed);
        lock (guard)
        {
            if (isBehind || waiting.Count > 0) return;

            // What was told of the block that is being played just then may be beyond where the replica stands.
            cursor.Cover(Math.Max(played, cursor.Covered));
        }

        coveredAt = Environment.TickCount64;
    }
}
