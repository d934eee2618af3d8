using System;
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Threading;
using Truefill.Engine.Reading;
using Truefill.Journal;

namespace Truefill.Server.Hosting;

/// <summary>
/// Plays recovered blocks into the replica on a thread of its own, while the caller plays the same ones into the
/// engine's books: a start takes as long as one replay. Blocks are copied, because the reader reuses its memory.
/// </summary>
internal sealed class ReplicaReplay : IDisposable
{
    private const int Ahead = 4;

    private readonly BlockingCollection<Copy> free = [];
    private readonly BlockingCollection<Copy> waiting = [];
    private readonly Replica replica;
    private readonly Thread thread;
    private Exception? failure;

    public ReplicaReplay(Replica replica)
    {
        this.replica = replica;
        for (int i = 0; i < Ahead; i++) free.Add(new Copy());
        thread = new Thread(Run) { Name = "replica replay", IsBackground = true };
        thread.Start();
    }

    /// <summary>Waits while so many blocks are under way already.</summary>
    public void Add(in BlockView block)
    {
        Copy copy = free.Take();
        copy.Take(in block);
        waiting.Add(copy);
    }

    /// <summary>Everything added has been played; throws what went wrong with it.</summary>
    public void Finish()
    {
        waiting.CompleteAdding();
        thread.Join();
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
    }

    public void Dispose()
    {
        waiting.CompleteAdding();
        thread.Join();
        waiting.Dispose();
        free.Dispose();
    }

    private void Run()
    {
        failure = SideWork.FailureOf(Play);

        // The caller must not wait for ever for a copy to put the next block in.
        foreach (Copy copy in waiting.GetConsumingEnumerable()) free.Add(copy);
    }

    private void Play()
    {
        foreach (Copy copy in waiting.GetConsumingEnumerable())
        {
            replica.Play(copy.Records, copy.FirstSeq, copy.Count, copy.Raw);
            free.Add(copy);
        }
    }

    private sealed class Copy
    {
        private byte[] bytes = [];
        private int recordBytes;
        private int rawBytes;

        public ulong FirstSeq { get; private set; }

        public int Count { get; private set; }

        public ReadOnlySpan<byte> Records => bytes.AsSpan(0, recordBytes);

        public ReadOnlySpan<byte> Raw => bytes.AsSpan(recordBytes, rawBytes);

        public void Take(in BlockView block)
        {
            recordBytes = block.Records.Length;
            rawBytes = block.Raw.Length;
            if (bytes.Length < recordBytes + rawBytes) bytes = new byte[(recordBytes + rawBytes) * 2];
            block.Records.Span.CopyTo(bytes);
            block.Raw.Span.CopyTo(bytes.AsSpan(recordBytes));
            FirstSeq = block.FirstSeq;
            Count = block.Count;
        }
    }
}
