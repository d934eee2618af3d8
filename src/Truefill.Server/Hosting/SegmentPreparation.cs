using System;
using System.Threading;
using Truefill.Journal;

namespace Truefill.Server.Hosting;

/// <summary>
/// Zeroes the next segment in small synced steps with pauses, which keep the writer's own syncs fast; without pauses
/// while the writer is about to need it.
/// </summary>
/// <remarks>
/// A full disk ends nothing here: the writer has the rest of its segment, often a whole one. So it is told, and tried
/// again until there is space; the writer ends when it gets to the end of what there is. Any other failure is final.
/// </remarks>
internal sealed class SegmentPreparation : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly SegmentPreparer preparer;
    private readonly Action<JournalIoException?> noSpace;
    private readonly Action<Exception> failed;
    private readonly ManualResetEventSlim stop = new();
    private readonly Thread thread;

    /// <param name="noSpace">Told at each attempt that finds none; null: the next segment is ready.</param>
    /// <param name="failed">Told of what ends the preparation, and with it the journal.</param>
    public SegmentPreparation(
        IJournalStorage storage, JournalOptions options, SegmentedJournal journal,
        Action<JournalIoException?> noSpace, Action<Exception> failed)
    {
        preparer = new SegmentPreparer(storage, options, journal);
        this.noSpace = noSpace;
        this.failed = failed;
        thread = new Thread(Run) { Name = "segments", IsBackground = true };
    }

    public void Start() => thread.Start();

    public void Dispose()
    {
        stop.Set();
        if (thread.IsAlive) thread.Join();
        preparer.Dispose();
        stop.Dispose();
    }

    private void Run()
    {
        if (SideWork.FailureOf(Prepare) is not { } failure) return;

        // Whatever call it was, there will be no next segment to write to.
        failed(failure is JournalIoException e and not JournalWriteException
            ? new JournalWriteException(e.Errno, e.Operation, e.File) : failure);
    }

    private void Prepare()
    {
        while (!stop.Wait(Step()))
        {
            // Each round is one step.
        }
    }

    private TimeSpan Step()
    {
        try
        {
            if (preparer.Step()) return preparer.IsBehind ? TimeSpan.Zero : Pause;
            noSpace(null);
            return Rest;
        }
        catch (JournalIoException e) when (e.IsNoSpace)
        {
            noSpace(e);
            return Retry;
        }
    }
}
