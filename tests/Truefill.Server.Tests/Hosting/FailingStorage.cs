using System;
using System.Collections.Generic;
using System.Threading;
using Truefill.Journal;

namespace Truefill.Server.Tests.Hosting;

/// <summary>A directory of the real disk whose syncs wait, and then may fail, from a moment on.</summary>
internal sealed class FailingStorage(IJournalStorage disk) : IJournalStorage, IDisposable
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

    public IReadOnlyList<string> List() => disk.List();

    public IJournalFile Open(string name, bool writable) => new File(this, disk.Open(name, writable));

    public IJournalFile Create(string name) => new File(this, disk.Create(name));

    public void Rename(string from, string to) => disk.Rename(from, to);

    public void Delete(string name) => disk.Delete(name);

    public void SyncDirectory() => disk.SyncDirectory();

    public void Dispose() => released.Dispose();

    private void BeforeSync(string name)
    {
        if (!isFailing && !isHanging) return;
        Interlocked.Increment(ref failed);
        released.Wait();
        if (isFailing) throw new JournalWriteException(5, "fdatasync", name);
    }

    private sealed class File(FailingStorage storage, IJournalFile file) : IJournalFile
    {
        public string Name => file.Name;

        public long Length => file.Length;

        public int ReadAt(long offset, Span<byte> to) => file.ReadAt(offset, to);

        public void WriteAt(long offset, ReadOnlySpan<byte> bytes) => file.WriteAt(offset, bytes);

        public void SyncData()
        {
            storage.BeforeSync(Name);
            file.SyncData();
        }

        public void Dispose() => file.Dispose();
    }
}
