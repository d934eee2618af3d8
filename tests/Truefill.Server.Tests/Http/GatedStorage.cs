using System;
using System.Threading;
using Truefill.Journal;

namespace Truefill.Server.Tests.Http;

/// <summary>A directory of the real disk that whoever only reads it waits for, from a moment on.</summary>
internal sealed class GatedStorage(IJournalStorage disk) : StorageOver(disk), IDisposable
{
    private readonly IJournalStorage disk = disk;
    private readonly ManualResetEventSlim gate = new(initialState: true);
    private int waiting;
    private int waitingMax;

    /// <summary>Readers that wait now.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <summary>The most that waited at a time.</summary>
    public int WaitingMax => Volatile.Read(ref waitingMax);

    public void Close() => gate.Reset();

    public void Open() => gate.Set();

    public override IJournalFile Open(string name, bool writable) =>
        writable ? disk.Open(name, writable) : base.Open(name, writable);

    public override IJournalFile Create(string name) => disk.Create(name);

    public void Dispose() => gate.Dispose();

    protected override int Read(IJournalFile file, long offset, Span<byte> to)
    {
        Pass();
        return base.Read(file, offset, to);
    }

    private void Pass()
    {
        if (gate.IsSet) return;
        int now = Interlocked.Increment(ref waiting);
        for (int most = WaitingMax; now > most; most = WaitingMax)
            Interlocked.CompareExchange(ref waitingMax, now, most);
        gate.Wait();
        Interlocked.Decrement(ref waiting);
    }
}
