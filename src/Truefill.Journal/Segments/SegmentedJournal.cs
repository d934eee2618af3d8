using System;
using System.Linq;
using System.Threading;

namespace Truefill.Journal;

/// <summary>Writes blocks into segments that were zeroed ahead: one write per block, one checked sync.</summary>
public sealed class SegmentedJournal : IJournalWriter
{
    private const int PageBytes = 4096;

    private readonly IJournalStorage storage;
    private readonly JournalOptions options;
    private readonly WatermarkFile watermark;
    private readonly BlockBuilder marks = new(0, 64);
    private IJournalFile file;
    private long fileBytes;
    private JournalPosition at;
    private ulong segment;
    private long used;
    private bool unsynced;
    private bool isSealed;
    private JournalWriteException? failure;

    private SegmentedJournal(
        IJournalStorage storage, JournalOptions options, JournalTail tail, WatermarkFile watermark, IJournalFile file)
    {
        this.storage = storage;
        this.options = options;
        this.watermark = watermark;
        at = tail.Position;
        segment = tail.Position.Segment;
        used = tail.Position.Offset;
        this.file = file;
        fileBytes = file.Length;
        DurableSeq = tail.NextSeq - 1;
    }

    public ulong NextSeq => at.NextSeq;

    public ulong DurableSeq { get; private set; }

    /// <summary>Where the next block goes, unless the segment is full.</summary>
    public JournalPosition Position => at;

    /// <summary>Number of the segment that is written. May be read by another thread than the owner's.</summary>
    public ulong Segment => Volatile.Read(ref segment);

    /// <summary>
    /// Bytes of the current segment that are taken by blocks. May be read by another thread than the owner's.
    /// </summary>
    public long Used => Volatile.Read(ref used);

    /// <summary>
    /// Times that a new segment had to be zeroed on the spot, because it was not ready: each is a long stall.
    /// </summary>
    public int LateSegments { get; private set; }

    /// <summary>
    /// Makes an empty journal in an empty directory. Once in its life; a journal is never made by opening.
    /// </summary>
    public static void Initialize(IJournalStorage storage)
    {
        WatermarkFile.Create(storage);
        storage.SyncDirectory();
    }

    /// <summary>
    /// Opens for writing where <see cref="JournalRecovery"/> found the end. After a seal it marks that writing goes on.
    /// </summary>
    /// <exception cref="JournalWriteException">The first segment or the mark could not be written.</exception>
    public static SegmentedJournal Open(IJournalStorage storage, JournalOptions options, JournalTail tail)
    {
        if (options.SegmentBytes is < BlockFormat.SectorBytes or > 1L << 40
            || options.SegmentBytes % BlockFormat.SectorBytes != 0)
        {
            throw new ArgumentException("SegmentBytes is not a multiple of 512 up to 1 TiB.", nameof(options));
        }

        WatermarkFile mark = WatermarkFile.Open(storage, writable: true);
        mark.Read();
        IJournalFile segmentFile = OpenOrMake(storage, options, tail.Position.Segment, out bool made);
        var journal = new SegmentedJournal(storage, options, tail, mark, segmentFile);
        if (made && tail.NextSeq > 1)
            journal.LateSegments++;
        if (tail.Sealed)
            journal.WriteMark(BlockFlags.Resume, default);
        else
            journal.SaveWatermark(sync: false);
        return journal;
    }

    public void Append(BlockBuilder block)
    {
        ThrowIfFailed();
        if (block.Count == 0 || block.HasOpenRecord)
            throw new ArgumentException("A block to append has records, all of them ended.", nameof(block));
        if (block.FirstSeq != NextSeq)
            throw new ArgumentException($"The block starts at {block.FirstSeq}, not at {NextSeq}.", nameof(block));
        if (unsynced)
            throw new InvalidOperationException("The block before was not synced: a block is a sync.");
        Write(block, BlockFlags.None);
    }

    public void Sync()
    {
        ThrowIfFailed();
#if PLANTED_BUGS
        unsynced &= !Planted.Is(Bug.SyncForgotten);
#endif
        if (!unsynced)
            return;
        try
        {
            if (options.Durability == JournalDurability.Sync)
                file.SyncData();
            unsynced = false;
            DurableSeq = NextSeq - 1;
            SaveWatermark(sync: false);
        }
        catch (JournalWriteException e)
        {
            failure = e;
            throw;
        }
    }

    public void Seal(ReadOnlySpan<byte> state)
    {
        ThrowIfFailed();
        Sync();
        WriteMark(BlockFlags.Seal, state);
        isSealed = true;
    }

    public void Dispose()
    {
        file.Dispose();
        watermark.Dispose();
    }

    // Seals and resume marks are synced whatever the durability: both are rare, and a seal is a promise.
    private void WriteMark(BlockFlags flags, ReadOnlySpan<byte> content)
    {
        marks.Reset(NextSeq);
        marks.AppendRaw(content);
        Write(marks, flags);
        try
        {
            file.SyncData();
            unsynced = false;
            SaveWatermark(sync: true);
        }
        catch (JournalWriteException e)
        {
            failure = e;
            throw;
        }
    }

    private void Write(BlockBuilder block, BlockFlags flags)
    {
        long size = block.SizeOnDisk;
        if (size > Math.Min(options.SegmentBytes, BlockFormat.MaxBlockBytes))
            throw new ArgumentException($"A block of {size} bytes does not fit into a segment.", nameof(block));
        try
        {
            if (at.Offset + size > fileBytes)
                Roll(size);
            WriteImage(block, flags);
        }
        catch (JournalWriteException e)
        {
            failure = e;
            throw;
        }
    }

    private void WriteImage(BlockBuilder block, BlockFlags flags)
    {
        int size = (int)block.SizeOnDisk;
        Span<byte> written = block.Image(ZerosBehind(size));
        Span<byte> image = written[..size];
        BlockHeader header = BlockFramer.Frame(
            image,
            new BlockHeader(
                flags,
                at.Segment,
                block.FirstSeq,
                (uint)block.Count,
                (uint)block.RecordBytes,
                (uint)block.RawBytes,
                Mask: 0,
                (uint)(fileBytes / BlockFormat.SectorBytes),
                at.Chain,
                BodyCrc: 0),
            out ChainHash hash);
        try
        {
            file.WriteAt(at.Offset, written);
        }
        finally
        {
            // The builder's owner may go on reading the records.
            SectorMask.Apply(image, header.Mask);
        }

        unsynced = true;
        at = new JournalPosition(at.Segment, at.Offset + size, header.NextSeq, hash);
        Volatile.Write(ref used, at.Offset);
    }

    // The kernel reads a page from the disk of which only a part is written, and the writer would wait for it: so the
    // page in which a block ends is written whole, with the zeros that are there.
    private int ZerosBehind(int size)
    {
        long end = at.Offset + size;
        long pageEnd = Math.Min(fileBytes, (end + PageBytes - 1) / PageBytes * PageBytes);
        return (int)Math.Min(pageEnd - end, BlockFormat.MaxBlockBytes - size);
    }

    private void Roll(long blockBytes)
    {
        if (options.Durability == JournalDurability.Os)
            file.SyncData();
        SaveWatermark(sync: true);
        IJournalFile next = NextFile(out bool made);
        file.Dispose();
        file = next;
        fileBytes = next.Length;
        if (made)
            LateSegments++;
        if (fileBytes < blockBytes)
            throw new JournalWriteException(Errnos.NoSpace, "roll to a smaller", next.Name);
        at = at with { Segment = at.Segment + 1, Offset = 0 };
        Volatile.Write(ref used, 0);
        Volatile.Write(ref segment, at.Segment);
    }

    // Without a next file nothing more can be written, whatever the call that failed.
    private IJournalFile NextFile(out bool made)
    {
        try
        {
            return OpenOrMake(storage, options, at.Segment + 1, out made);
        }
        catch (JournalIoException e) when (e is not JournalWriteException)
        {
            throw new JournalWriteException(e.Errno, e.Operation, e.File);
        }
    }

    private static IJournalFile OpenOrMake(
        IJournalStorage storage, JournalOptions options, ulong segment, out bool made)
    {
        string name = SegmentName.Of(segment);
        made = !storage.List().Contains(name);
        if (made)
        {
            // The stall is counted: the preparer should have done this.
            using var zeroer = new SegmentZeroer(storage, segment, options.SegmentBytes, ".rolling");
            zeroer.Run();
        }

        // The name may be there without being durable, if whoever gave it died before the sync.
        storage.SyncDirectory();
        return storage.Open(name, writable: true);
    }

    private void SaveWatermark(bool sync)
    {
        watermark.Save(new Watermark(DurableSeq, at.Segment, at.Offset));
        if (sync)
            watermark.Sync();
    }

    private void ThrowIfFailed()
    {
        if (failure is { } e)
            throw new JournalWriteException(e.Errno, e.Operation, e.File);
        if (isSealed)
            throw new InvalidOperationException("The journal was sealed.");
    }
}
