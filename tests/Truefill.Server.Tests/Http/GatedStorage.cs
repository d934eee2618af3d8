using System;
using System.Collections.Generic;
using System.Threading;
using Truefill.Journal;

namespace Truefill.Server.Tests.Http;

/// <summary>A directory of the real disk that whoever only reads it waits for, from a moment on.</summary>
internal sealed class GatedStorage(IJournalStorage disk) : IJournalStorage, IDisposable
{
    private readonly ManualResetEventSlim gate = new(initialState: true);
    private int waiting;
    private int waitingMax;

    /// <summary>Readers that wait now.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <summary>The most that waited at a time.</summary>
    public int WaitingMax => Volatile.Read(ref waitingMax);

    public void Close() => gate.Reset();

    public void Open() => gate.Set();

    public IReadOnlyList<string> List() => disk.List();

    public IJournalFile Open(string name, bool writable)
    {
        IJournalFile file = disk.Open(name, writable);
        return writable ? file : new File(this, file);
    }

    public IJournalFile Create(string name) => disk.Create(name);

    public void Rename(string from, string to) => disk.Rename(from, to);

    public void Delete(string name) => disk.Delete(name);

    public void SyncDirectory() => disk.SyncDirectory();

    public void Dispose() => gate.Dispose();

    private void Pass()
    {
        if (gate.IsSet) return;
        int now = Interlocked.Increment(ref waiting);
        for (int most = WaitingMax; now > most; most = WaitingMax)
            Interlocked.CompareExchange(ref waitingMax, now, most);
        gate.Wait();
        Interlocked.Decrement(ref waiting);
    }

    private sealed class File(GatedStorage storage, IJournalFile file) : IJournalFile
    {
        public string Name => file.Name;

        public long Length => file.Length;

        public int ReadAt(long offset, Span<byte> to)
        {
            storage.Pass();
            return file.ReadAt(offset, to);
        }

        public void WriteAt(long offset, ReadOnlySpan<byte> bytes) => file.WriteAt(offset, bytes);

        public void SyncData() => file.SyncData();

        public void Dispose() => file.Dispose();
    }
}
