using System;

namespace Truefill.Journal;

/// <summary>
/// The open block: a section of records and a section of raw bytes, collected in buffers that are reused.
/// </summary>
/// <remarks>
/// Room for the block header stays free in front of the records, so a block without raw bytes is framed and written
/// where it was built. The buffers grow by doubling and never shrink: in steady state nothing is allocated. One owner
/// at a time.
/// </remarks>
public sealed partial class BlockBuilder
{
    private const int NoRecord = -1;

    private byte[] buffer;
    private byte[] raw;
    private int end;
    private int payloadStart;

    /// <summary>
    /// Capacities are bytes; both sections grow when they must, up to <see cref="BlockFormat.MaxBlockBytes"/>.
    /// </summary>
    public BlockBuilder(int recordCapacity = 1 << 20, int rawCapacity = 1 << 20)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(recordCapacity);
        ArgumentOutOfRangeException.ThrowIfNegative(rawCapacity);
        buffer = new byte[BlockFormat.SizeOnDisk(recordCapacity)];
        raw = new byte[rawCapacity];
        Reset(1);
    }

    /// <summary>Sequence of the first record.</summary>
    public ulong FirstSeq { get; private set; }

    /// <summary>Records that were ended.</summary>
    public int Count { get; private set; }

    /// <summary>Sequence that the next record takes.</summary>
    public ulong NextSeq => FirstSeq + (ulong)Count;

    public int RecordBytes => end - BlockFormat.HeaderBytes;

    public int RawBytes { get; private set; }

    /// <summary>No record and no raw byte.</summary>
    public bool IsEmpty => end == BlockFormat.HeaderBytes && RawBytes == 0;

    /// <summary>
    /// The records with their headers, for <see cref="RecordCursor"/>, and what the open record has so far. Valid until
    /// the next write or reset.
    /// </summary>
    public ReadOnlySpan<byte> Records => buffer.AsSpan(BlockFormat.HeaderBytes, RecordBytes);

    /// <summary>The raw section. Valid until the next write or reset.</summary>
    public ReadOnlySpan<byte> Raw => raw.AsSpan(0, RawBytes);

    /// <summary>Bytes that the block takes on disk.</summary>
    public long SizeOnDisk => BlockFormat.SizeOnDisk((long)RecordBytes + RawBytes);

    internal bool HasOpenRecord => payloadStart != NoRecord;

    /// <summary>Empties the block. <paramref name="firstSeq"/> is the sequence of its first record, from 1.</summary>
    public void Reset(ulong firstSeq)
    {
        ArgumentOutOfRangeException.ThrowIfZero(firstSeq);
        FirstSeq = firstSeq;
        Count = 0;
        RawBytes = 0;
        end = BlockFormat.HeaderBytes;
        payloadStart = NoRecord;
    }

    /// <summary>Keeps bytes as received. Returns their offset inside the raw section.</summary>
    public int AppendRaw(ReadOnlySpan<byte> v)
    {
        int offset = RawBytes;
        if (raw.Length - offset < v.Length)
            Grow(ref raw, (long)offset + v.Length);
        v.CopyTo(raw.AsSpan(offset));
        RawBytes = offset + v.Length;
        return offset;
    }

    /// <summary>
    /// The whole image with room for the header, raw bytes behind the records and the padding in place, and so many
    /// zeros behind it.
    /// </summary>
    internal Span<byte> Image(int zeros = 0)
    {
        int size = checked((int)SizeOnDisk);
        if (buffer.Length < size + zeros)
            Grow(ref buffer, size + zeros);
        raw.AsSpan(0, RawBytes).CopyTo(buffer.AsSpan(end));
        buffer.AsSpan(end + RawBytes, size - end - RawBytes).Fill(BlockFormat.PadByte);
        buffer.AsSpan(size, zeros).Clear();
        return buffer.AsSpan(0, size + zeros);
    }

    private static void Grow(ref byte[] buffer, long needed)
    {
        if (needed > BlockFormat.MaxBlockBytes)
            throw new InvalidOperationException($"A block holds at most {BlockFormat.MaxBlockBytes} bytes.");
        Array.Resize(ref buffer, (int)Math.Min(BlockFormat.MaxBlockBytes, Math.Max(needed, 2L * buffer.Length)));
    }
}
