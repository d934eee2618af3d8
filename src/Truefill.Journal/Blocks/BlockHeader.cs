using System;
using System.Buffers.Binary;

namespace Truefill.Journal;

/// <summary>The fixed head of a block. All integers are little-endian.</summary>
/// <remarks>
/// <code>
///  offset  0        4    6    8                16               24       28       32       36
///         +--------+----+----+----------------+----------------+--------+--------+--------+--------+
///         | magic  |ver |flag| segment id     | first sequence | count  |records |raw     | mask   |
///         +--------+----+----+----------------+----------------+--------+--------+--------+--------+
///          40       44       48                                                   80       84
///         +--------+--------+----------------------------------------------------+--------+--------+
///         |sectors | zero   | SHA-256 of the previous block (32 bytes)            |body crc|head crc|
///         +--------+--------+----------------------------------------------------+--------+--------+
///          88
///         +-----------------------------+---------------------------+------------------------------+
///         | records (records bytes)     | raw (raw bytes)           | padding 0xA5 up to a sector  |
///         +-----------------------------+---------------------------+------------------------------+
/// </code>
/// mask: XORed word by word over everything from 88 on; 0 as a rule (see <see cref="SectorMask"/>). sectors: size of
/// the whole segment in sectors, so that a file cut short shows. body crc: CRC-32C from 88 to the end of the padding,
/// as on disk. head crc: CRC-32C of bytes 0 to 83; with it the lengths can be trusted when the body cannot. The hash of
/// a block, which the next one carries, is SHA-256 over header, records and raw as on disk, without the padding.
/// </remarks>
internal readonly record struct BlockHeader(
    BlockFlags Flags,
    ulong Segment,
    ulong FirstSeq,
    uint Count,
    uint RecordBytes,
    uint RawBytes,
    uint Mask,
    uint SegmentSectors,
    ChainHash Previous,
    uint BodyCrc)
{
    /// <summary>Bytes that the header crc covers.</summary>
    internal const int CoveredBytes = 84;

    private const int KnownFlags = (int)(BlockFlags.Seal | BlockFlags.Resume);

    public long BodyBytes => (long)RecordBytes + RawBytes;

    public long SizeOnDisk => BlockFormat.SizeOnDisk(BodyBytes);

    public bool IsSeal => (Flags & BlockFlags.Seal) != BlockFlags.None;

    public ulong NextSeq => FirstSeq + Count;

    /// <summary>Writes the header with its checksum into the first 88 bytes of <paramref name="to"/>.</summary>
    public void Write(Span<byte> to)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to, BlockFormat.Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(to[4..], BlockFormat.Version);
        BinaryPrimitives.WriteUInt16LittleEndian(to[6..], (ushort)Flags);
        BinaryPrimitives.WriteUInt64LittleEndian(to[8..], Segment);
        BinaryPrimitives.WriteUInt64LittleEndian(to[16..], FirstSeq);
        BinaryPrimitives.WriteUInt32LittleEndian(to[24..], Count);
        BinaryPrimitives.WriteUInt32LittleEndian(to[28..], RecordBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(to[32..], RawBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(to[36..], Mask);
        BinaryPrimitives.WriteUInt32LittleEndian(to[40..], SegmentSectors);
        BinaryPrimitives.WriteUInt32LittleEndian(to[44..], 0);
        Previous.CopyTo(to[48..]);
        BinaryPrimitives.WriteUInt32LittleEndian(to[80..], BodyCrc);
        BinaryPrimitives.WriteUInt32LittleEndian(to[84..], Crc32C.Of(to[..CoveredBytes]));
    }

    /// <summary>Reads a header that carries the right checksum; null means it is one that can be trusted.</summary>
    public static JournalFinding? TryRead(ReadOnlySpan<byte> from, out BlockHeader header)
    {
        header = default;
        if (from.Length < BlockFormat.HeaderBytes
            || BinaryPrimitives.ReadUInt32LittleEndian(from) != BlockFormat.Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(from[84..]) != Crc32C.Of(from[..CoveredBytes]))
        {
            return JournalFinding.BadHeader;
        }

        ushort version = BinaryPrimitives.ReadUInt16LittleEndian(from[4..]);
        ushort flags = BinaryPrimitives.ReadUInt16LittleEndian(from[6..]);
        if (version is 0 or > BlockFormat.Version || (flags & ~KnownFlags) != 0)
            return JournalFinding.UnsupportedVersion;

        header = new BlockHeader(
            (BlockFlags)flags,
            BinaryPrimitives.ReadUInt64LittleEndian(from[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(from[16..]),
            BinaryPrimitives.ReadUInt32LittleEndian(from[24..]),
            BinaryPrimitives.ReadUInt32LittleEndian(from[28..]),
            BinaryPrimitives.ReadUInt32LittleEndian(from[32..]),
            BinaryPrimitives.ReadUInt32LittleEndian(from[36..]),
            BinaryPrimitives.ReadUInt32LittleEndian(from[40..]),
            ChainHash.Read(from[48..]),
            BinaryPrimitives.ReadUInt32LittleEndian(from[80..]));
        return header.SizeOnDisk > BlockFormat.MaxBlockBytes ? JournalFinding.BadHeader : null;
    }
}
