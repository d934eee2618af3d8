using System;
using System.Threading;
using Truefill.Journal;

namespace Truefill.Server.Hosting;

/// <summary>
/// Zeroes the next segment in small synced steps with pauses, which keep the writer's own syncs fast; without pauses
/// while the writer is about to need it.
/// </summary>
internal sealed class SegmentPreparation : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);

    private readonly SegmentPreparer preparer;
    private readonly Action<Exception> failed;
    private readonly ManualResetEventSlim stop = new();
    private readonly Thread thread;

    public SegmentPreparation(
        IJournalStorage storage, JournalOptions options, SegmentedJournal journal, Action<Exception> failed)
    {
        preparer = new SegmentPreparer(storage, options, journal);
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
        while (!stop.Wait(!preparer.Step() ? Rest : preparer.IsBehind ? TimeSpan.Zero : Pause))
        {
            // Each round is one step.
        }
    }
}
