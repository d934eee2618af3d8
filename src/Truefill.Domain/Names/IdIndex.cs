using System;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Truefill.Domain.Names;

/// <summary>
/// From the digest of an id to what carries it. Extendible hashing: the upper bits of the digest choose a bucket of
/// fixed size with open addressing inside, and a bucket in which places get far is split in two, so growth costs
/// microseconds at a time and never a pause over everything. 8 bytes per slot; an unknown id touches one cache line of
/// it. It finds candidates only; whoever asks compares the text.
/// </summary>
/// <remarks>
/// A bucket is 512 words, a page of memory: word 0 is its header (depth in the low byte, above it the bucket that
/// overflows it), the others are slots of digest (32 bits) and value (32 bits), empty when 0.
/// </remarks>
internal sealed class IdIndex
{
    private const int SlotBits = 9;
    private const int BucketWords = 1 << SlotBits;
    private const int SlabBits = 6;
    private const int SlabBuckets = 1 << SlabBits;

    // So many places tried mean that a bucket is more than half full of ids in sequence, or three quarters full of
    // others. Most are found in the first line.
    private const int ProbesMax = 128;

    // Chance gives some buckets more than others: a bit less than what a bucket holds on average.
    private const int ReservedPerBucket = BucketWords * 3 / 8;

    // Deeper than this nothing is gained: digests that agree in so many bits are somebody's doing, and get chained.
    private const int DepthMax = 22;

    private ulong[][] slabs = [];
    private int[] directory = [];
    private int buckets;
    private int depth;
    private bool overflows;

    public IdIndex() => Clear();

    public int Count { get; private set; }

    public Candidates Find(uint digest) => new(this, digest);

    /// <summary>Fetches what tells where a look-up of the digest starts, for <see cref="Prefetch"/>.</summary>
    public void PrefetchPlace(uint digest) => CacheHint.Fetch(ref directory[Cell(digest)]);

    /// <summary>Fetches the place where a look-up of the digest starts.</summary>
    public void Prefetch(uint digest) => CacheHint.Fetch(ref Words(directory[Cell(digest)])[Start(digest)]);

    /// <param name="value">Not 0.</param>
    public void Add(uint digest, uint value)
    {
        ulong slot = ((ulong)digest << 32) | value;
        Count++;
        while (true)
        {
            int bucket = directory[Cell(digest)];
            if (TryPut(Words(bucket), digest, slot, ProbesMax)) return;
            if (TrySplit(bucket, digest)) continue;
            while (!TryPut(Words(bucket), digest, slot, BucketWords)) bucket = OverflowOf(bucket);
            return;
        }
    }

    /// <summary>Makes room for so many more, so that none of them has to split a bucket.</summary>
    public void Reserve(int more)
    {
        while (buckets * (long)ReservedPerBucket < Count + (long)more && depth < DepthMax)
        {
            DoubleDirectory();
            for (int cell = 0; cell < directory.Length; cell += 2)
                Split(directory[cell], cell);
        }

        // Some buckets are split before the others all the same.
        if (depth < DepthMax) DoubleDirectory();
        ReserveBuckets(buckets / 4);
    }

    [MemberNotNull(nameof(directory), nameof(slabs))]
    public void Clear()
    {
        slabs = [new ulong[BucketWords]];
        directory = [0];
        buckets = 1;
        depth = 0;
        Count = 0;
        overflows = false;
    }

    // Chance fills some buckets before the others: they split, and their halves need a place too.
    private void ReserveBuckets(int more)
    {
        int last = (buckets + more) >> SlabBits;
        if (last >= slabs.Length) Array.Resize(ref slabs, last + 1);
        int first = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(SlabBuckets, buckets + more)) << SlotBits;
        if (slabs[0].Length < first) Array.Resize(ref slabs[0], first);
        for (int slab = 1; slab <= last; slab++) slabs[slab] ??= new ulong[SlabBuckets << SlotBits];
    }

    private static int DepthOf(Span<ulong> words) => (int)(words[0] & 0xFF);

    private static int Start(uint digest) => Math.Max(1, (int)(digest & (BucketWords - 1)));

    private static int Next(int at) => at == BucketWords - 1 ? 1 : at + 1;

    private static bool TryPut(Span<ulong> words, uint digest, ulong slot, int probes)
    {
        int at = Start(digest);
        for (int i = 1; i < probes; i++)
        {
            if (words[at] == 0)
            {
                words[at] = slot;
                return true;
            }

            at = Next(at);
        }

        return false;
    }

    private int Cell(uint digest) => (int)((ulong)digest >> (32 - depth));

    private Span<ulong> Words(int bucket) =>
        slabs[bucket >> SlabBits].AsSpan((bucket & (SlabBuckets - 1)) << SlotBits, BucketWords);

    private int OverflowOf(int bucket)
    {
        ref ulong header = ref Words(bucket)[0];
        int next = (int)(header >> 8);
        if (next != 0) return next;
        next = NewBucket(DepthOf(Words(bucket)));
        Words(bucket)[0] |= (ulong)next << 8;
        overflows = true;
        return next;
    }

    private int NewBucket(int bucketDepth)
    {
        int bucket = buckets++;
        int slab = bucket >> SlabBits;
        int wanted = ((bucket & (SlabBuckets - 1)) + 1) << SlotBits;
        if (slab == slabs.Length) Array.Resize(ref slabs, slab * 2);
        if (slab > 0) slabs[slab] ??= new ulong[SlabBuckets << SlotBits];
        else if (slabs[0].Length < wanted) Array.Resize(ref slabs[0], slabs[0].Length * 2);

        // New memory is written before it is read, else the system maps it twice and the processors have to be told.
        Span<ulong> words = Words(bucket);
        words.Clear();
        words[0] = (ulong)bucketDepth;
        return bucket;
    }

    private bool TrySplit(int bucket, uint digest)
    {
        // Not worth it when the directory is already long for what is in it: then digests are alike, not many.
        int bucketDepth = DepthOf(Words(bucket));
        if (bucketDepth == depth)
        {
            if (depth == DepthMax || directory.Length > 16 + Count / 32) return false;
            DoubleDirectory();
        }

        Split(bucket, Cell(digest) & (-1 << (depth - bucketDepth)));
        return true;
    }

    private void DoubleDirectory()
    {
        int[] doubled = new int[directory.Length * 2];
        for (int i = 0; i < doubled.Length; i++) doubled[i] = directory[i >> 1];
        directory = doubled;
        depth++;
    }

    // Half of a bucket's cells, from the first of them on, go to a new one.
    private void Split(int bucket, int firstCell)
    {
        int newDepth = DepthOf(Words(bucket)) + 1;
        int high = NewBucket(newDepth);
        int span = 1 << (depth - newDepth);
        Array.Fill(directory, high, firstCell + span, span);
        Span<ulong> old = stackalloc ulong[BucketWords];
        Words(bucket).CopyTo(old);
        Words(bucket).Clear();
        Words(bucket)[0] = (ulong)newDepth;
        for (int next = (int)(old[0] >> 8); ; next = (int)(old[0] >> 8))
        {
            foreach (ulong slot in old[1..])
                if (slot != 0) PutAnywhere(directory[Cell((uint)(slot >> 32))], slot);
            if (next == 0) break;
            Words(next).CopyTo(old);
        }
    }

    private void PutAnywhere(int bucket, ulong slot)
    {
        while (!TryPut(Words(bucket), (uint)(slot >> 32), slot, BucketWords)) bucket = OverflowOf(bucket);
    }

    /// <summary>Values whose digest is the one asked for.</summary>
    internal ref struct Candidates
    {
        private readonly IdIndex index;
        private readonly uint digest;
        private Span<ulong> words;
        private int at;
        private int probes;

        public Candidates(IdIndex index, uint digest)
        {
            this.index = index;
            this.digest = digest;
            words = index.Words(index.directory[index.Cell(digest)]);
            at = Start(digest);
        }

        public uint Current { get; private set; }

        public bool MoveNext()
        {
            while (true)
            {
                ulong slot = words[at];
                if (slot == 0 || ++probes == BucketWords)
                {
                    if (!index.overflows || !MoveToOverflow()) return false;
                    continue;
                }

                at = Next(at);
                if ((uint)(slot >> 32) != digest) continue;
                Current = unchecked((uint)slot);
                return true;
            }
        }

        private bool MoveToOverflow()
        {
            int next = (int)(words[0] >> 8);
            if (next == 0) return false;
            words = index.Words(next);
            at = Start(digest);
            probes = 0;
            return true;
        }
    }
}
