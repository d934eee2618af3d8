using System;
using System.Threading;
using Truefill.Journal;

namespace Truefill.Server.Tests.Hosting;

/// <summary>A directory of the real disk whose syncs wait, and then may fail, from a moment on.</summary>
internal sealed class FailingStorage(IJournalStorage disk) : StorageOver(disk), IDisposable
{
    private readonly ManualResetEventSlim released = new();
    private volatile bool isFailing;
    private volatile bool isHanging;
    private volatile int failed;

    /// <summary>Syncs that wait, or have failed.</summary>
    public int Failed => failed;

    /// <summary>From now on every sync waits for <see cref="Release"/> and fails.</summary>
    public void Fail() => isFailing = true;

    /// <summary>From now on every sync waits for <see cref="Release"/>.</summary>
    public void Hang() => isHanging = true;

    public void Release() => released.Set();

    public void Dispose() => released.Dispose();

    protected override void Sync(IJournalFile file)
    {
        if (isFailing || isHanging)
        {
            Interlocked.Increment(ref failed);
            released.Wait();
            if (isFailing) throw new JournalWriteException(5, "fdatasync", file.Name);
        }

        base.Sync(file);
    }
}
