using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Truefill.Domain.Names;

/// <summary>
/// From the digest of an id to what carries it. Extendible hashing: the upper bits of the digest choose a bucket of fixed
/// size with open addressing inside, and a full bucket is split in two, so growth costs microseconds at a time and never
/// a pause over everything. 8 bytes per slot. It finds candidates only; whoever asks compares the text.
/// </summary>
internal sealed class IdIndex
{
    private const int SlotBits = 9;
    private const int BucketSlots = 1 << SlotBits;
    private const int BucketFull = BucketSlots * 7 / 10;

    // Deeper than this nothing is gained: digests that agree in so many bits are somebody's doing, and get chained.
    private const int DepthMax = 22;

    private Bucket[] directory = [new Bucket()];
    private int depth;

    public int Count { get; private set; }

    public Candidates Find(uint digest) => new(directory[Cell(digest)], digest);

    /// <param name="value">Not 0.</param>
    public void Add(uint digest, uint value)
    {
        Bucket bucket = directory[Cell(digest)];
        while (bucket.Count >= BucketFull && TrySplit(bucket, digest)) bucket = directory[Cell(digest)];
        Put(bucket, digest, ((ulong)digest << 32) | value);
        Count++;
    }

    public void Clear()
    {
        directory = [new Bucket()];
        depth = 0;
        Count = 0;
    }

    private int Cell(uint digest) => (int)((ulong)digest >> (32 - depth));

    private static void Put(Bucket bucket, uint digest, ulong slot)
    {
        while (bucket.Count >= BucketFull) bucket = bucket.Overflow ??= new Bucket { Depth = bucket.Depth };
        int at = (int)(digest & (BucketSlots - 1));
        while (bucket.Slots[at] != 0) at = (at + 1) & (BucketSlots - 1);
        bucket.Slots[at] = slot;
        bucket.Count++;
    }

    private bool TrySplit(Bucket full, uint digest)
    {
        if (full.Depth == depth && !TryDouble()) return false;
        int newDepth = full.Depth + 1;
        Bucket low = new() { Depth = newDepth };
        Bucket high = new() { Depth = newDepth };
        for (Bucket? old = full; old is not null; old = old.Overflow)
        {
            for (int i = 0; i < BucketSlots; i++)
            {
                ulong slot = old.Slots[i];
                if (slot == 0) continue;
                uint moved = (uint)(slot >> 32);
                Put((moved >> (32 - newDepth) & 1) == 0 ? low : high, moved, slot);
            }
        }

        int span = 1 << (depth - newDepth);
        int first = (int)((ulong)digest >> (32 - full.Depth) << (depth - full.Depth));
        Array.Fill(directory, low, first, span);
        Array.Fill(directory, high, first + span, span);
        return true;
    }

    private bool TryDouble()
    {
        if (depth == DepthMax || directory.Length > 16 + Count / 32) return false;
        Bucket[] doubled = new Bucket[directory.Length * 2];
        for (int i = 0; i < doubled.Length; i++) doubled[i] = directory[i >> 1];
        directory = doubled;
        depth++;
        return true;
    }

    /// <summary>Values whose digest is the one asked for.</summary>
    [SuppressMessage("Design", "CA1034", Justification = "The enumerator of its table.")]
    internal ref struct Candidates
    {
        private readonly uint digest;
        private Bucket? bucket;
        private int at;

        public Candidates(Bucket bucket, uint digest)
        {
            this.bucket = bucket;
            this.digest = digest;
            at = (int)(digest & (BucketSlots - 1));
            Current = 0;
        }

        public uint Current { get; private set; }

        public bool MoveNext()
        {
            while (bucket is not null)
            {
                ulong slot = bucket.Slots[at];
                if (slot == 0)
                {
                    bucket = bucket.Overflow;
                    at = (int)(digest & (BucketSlots - 1));
                    continue;
                }

                at = (at + 1) & (BucketSlots - 1);
                if ((uint)(slot >> 32) != digest) continue;
                Current = unchecked((uint)slot);
                return true;
            }

            return false;
        }
    }

    internal sealed class Bucket
    {
        public Slots Slots;

        public int Count { get; set; }

        public int Depth { get; init; }

        public Bucket? Overflow { get; set; }
    }

    [InlineArray(BucketSlots)]
    internal struct Slots
    {
        private ulong first;
    }
}
