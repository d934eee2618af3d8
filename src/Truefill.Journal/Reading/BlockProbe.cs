using System;

namespace Truefill.Journal;

/// <summary>What stands at a position: the next block, nothing, or something else.</summary>
internal readonly struct BlockProbe
{
    private BlockProbe(JournalFinding? finding, BlockHeader? header, BlockView? block)
    {
        Finding = finding;
        Header = header;
        Block = block;
    }

    /// <summary>The next block, verified in full.</summary>
    public BlockView? Block { get; }

    /// <summary>Why it is not the next block.</summary>
    public JournalFinding? Finding { get; }

    /// <summary>The header, when its own checksum and its place in the chain hold but its body does not.</summary>
    public BlockHeader? Header { get; }

    /// <summary>The first sector is zero, or the segment ends here.</summary>
    public bool IsEmpty => Block is null && Finding is null;

    /// <summary>Looks at <paramref name="at"/> in <paramref name="file"/>, the segment of that position.</summary>
    public static BlockProbe Read(IJournalFile file, ReadWindow window, in JournalPosition at)
    {
        long length = file.Length;
        if (length < BlockFormat.SectorBytes || length % BlockFormat.SectorBytes != 0 || at.Offset > length)
            return new BlockProbe(JournalFinding.SegmentSize, null, null);
        if (at.Offset == length)
            return default;

        ReadOnlySpan<byte> head = window.Get(file, at.Offset, BlockFormat.SectorBytes).Span;
        if (!head.ContainsAnyExcept((byte)0))
            return default;
        if ((BlockHeader.TryRead(head, out BlockHeader header) ?? Misplaced(header, at, length)) is { } finding)
            return new BlockProbe(finding, null, null);

        ReadOnlyMemory<byte> image = window.Get(file, at.Offset, (int)header.SizeOnDisk);
        bool isSound = image.Length == header.SizeOnDisk
            && Crc32C.Of(image.Span[BlockFormat.HeaderBytes..]) == header.BodyCrc;
#if PLANTED_BUGS
        isSound |= image.Length == header.SizeOnDisk && Planted.Is(Bug.ChecksumIgnored);
#endif
        if (!isSound)
            return new BlockProbe(JournalFinding.BadChecksum, header, null);
        return new BlockProbe(null, header, View(image, header, at));
    }

    private static JournalFinding? Misplaced(in BlockHeader header, in JournalPosition at, long length)
    {
        if (header.Segment != at.Segment)
            return JournalFinding.ForeignSegment;
        if ((long)header.SegmentSectors * BlockFormat.SectorBytes != length)
            return JournalFinding.SegmentSize;
        if (header.FirstSeq != at.NextSeq)
            return JournalFinding.Gap;
        if (header.Previous != at.Chain)
            return JournalFinding.ChainBreak;
        return at.Offset + header.SizeOnDisk > length ? JournalFinding.BadHeader : null;
    }

    private static BlockView View(ReadOnlyMemory<byte> image, in BlockHeader header, in JournalPosition at)
    {
        ChainHash hash = BlockFramer.HashOf(image.Span, header);
        if (header.Mask != 0)
        {
            // Not in place: the window must keep what the file says.
            byte[] unmasked = image.ToArray();
            SectorMask.Apply(unmasked, header.Mask);
            image = unmasked;
        }

        ReadOnlyMemory<byte> raw = image.Slice(BlockFormat.HeaderBytes + (int)header.RecordBytes, (int)header.RawBytes);
        return new BlockView
        {
            Position = at,
            Next = new JournalPosition(at.Segment, at.Offset + header.SizeOnDisk, header.NextSeq, hash),
            Count = (int)header.Count,
            Records = image.Slice(BlockFormat.HeaderBytes, (int)header.RecordBytes),
            Raw = header.IsSeal ? default : raw,
            IsSeal = header.IsSeal,
            Seal = header.IsSeal ? raw : default,
        };
    }
}
