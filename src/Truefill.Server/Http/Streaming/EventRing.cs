using System.Collections.Generic;

namespace Truefill.Server.Http.Streaming;

/// <summary>What a reader gets from the ring.</summary>
/// <param name="IsBehind">The events it needs have been dropped; they are in the journal.</param>
/// <param name="CoveredSeq">When there were no more: all events up to here have been handed out.</param>
internal readonly record struct RingRead(bool IsBehind, IReadOnlyList<StreamEvent> Events, ulong CoveredSeq);

/// <summary>
/// The last events, bounded by number and bytes; the oldest go first. Every reader keeps its own place, so a slow one
/// holds nothing back. Not thread-safe.
/// </summary>
internal sealed class EventRing(int eventsMax, long bytesMax)
{
    private const int BatchMax = 256;

    private readonly StreamEvent[] ring = new StreamEvent[eventsMax];
    private long first;
    private long next;
    private long bytes;

    /// <summary>Every event behind this sequence, up to <see cref="CoveredSeq"/>, is here.</summary>
    public ulong StartSeq { get; private set; }

    public ulong CoveredSeq { get; private set; }

    public void Start(ulong seq)
    {
        System.Array.Clear(ring);
        first = next;
        bytes = 0;
        StartSeq = seq;
        CoveredSeq = seq;
    }

    public void Cover(ulong seq) => CoveredSeq = seq;

    public void Add(StreamEvent added)
    {
        while (next - first == ring.Length || (bytes + added.Data.Length > bytesMax && next > first)) Drop();
        ring[next++ % ring.Length] = added;
        bytes += added.Data.Length;
    }

    /// <summary>Where the first event behind a sequence is; null when it may have been dropped.</summary>
    public long? Locate(ulong afterSeq)
    {
        if (afterSeq < StartSeq) return null;
        long low = first;
        long high = next;
        while (low < high)
        {
            long middle = low + (high - low) / 2;
            if (ring[middle % ring.Length].Seq <= afterSeq) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>The next events of a reader, whose place moves on.</summary>
    public RingRead Read(ref long place)
    {
        if (place < first) return new RingRead(IsBehind: true, [], 0);
        List<StreamEvent> events = [];
        while (place < next && events.Count < BatchMax) events.Add(ring[place++ % ring.Length]);
        return new RingRead(IsBehind: false, events, place == next ? CoveredSeq : 0);
    }

    private void Drop()
    {
        ref StreamEvent oldest = ref ring[first++ % ring.Length];
        bytes -= oldest.Data.Length;
        StartSeq = oldest.Seq;
        oldest = null!;
    }
}
