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

    private byte[] _buffer;
    private byte[] _raw;
    private int _end;
    private int _payloadStart;

    /// <summary>
    /// Capacities are bytes; both sections grow when they must, up to <see cref="BlockFormat.MaxBlockBytes"/>.
    /// </summary>
    public BlockBuilder(int recordCapacity = 1 << 20, int rawCapacity = 1 << 20)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(recordCapacity);
        ArgumentOutOfRangeException.ThrowIfNegative(rawCapacity);
        _buffer = new byte[BlockFormat.SizeOnDisk(recordCapacity)];
        _raw = new byte[rawCapacity];
        Reset(1);
    }

    /// <summary>Sequence of the first record.</summary>
    public ulong FirstSeq { get; private set; }

    /// <summary>Records that were ended.</summary>
    public int Count { get; private set; }

    /// <summary>Sequence that the next record takes.</summary>
    public ulong NextSeq => FirstSeq + (ulong)Count;

    public int RecordBytes => _end - BlockFormat.HeaderBytes;

    public int RawBytes { get; private set; }

    /// <summary>No record and no raw byte.</summary>
    public bool IsEmpty => _end == BlockFormat.HeaderBytes && RawBytes == 0;

    /// <summary>
    /// The records with their headers, for <see cref="RecordCursor"/>, and what the open record has so far. Valid until
    /// the next write or reset.
    /// </summary>
    public ReadOnlySpan<byte> Records => _buffer.AsSpan(BlockFormat.HeaderBytes, RecordBytes);

    /// <summary>The raw section. Valid until the next write or reset.</summary>
    public ReadOnlySpan<byte> Raw => _raw.AsSpan(0, RawBytes);

    /// <summary>Bytes that the block takes on disk.</summary>
    public long SizeOnDisk => BlockFormat.SizeOnDisk((long)RecordBytes + RawBytes);

    internal bool HasOpenRecord => _payloadStart != NoRecord;

    /// <summary>Empties the block. <paramref name="firstSeq"/> is the sequence of its first record, from 1.</summary>
    public void Reset(ulong firstSeq)
    {
        ArgumentOutOfRangeException.ThrowIfZero(firstSeq);
        FirstSeq = firstSeq;
        Count = 0;
        RawBytes = 0;
        _end = BlockFormat.HeaderBytes;
        _payloadStart = NoRecord;
    }

    /// <summary>Keeps bytes as received. Returns their offset inside the raw section.</summary>
    public int AppendRaw(ReadOnlySpan<byte> v)
    {
        int offset = RawBytes;
        if (_raw.Length - offset < v.Length)
            Grow(ref _raw, (long)offset + v.Length);
        v.CopyTo(_raw.AsSpan(offset));
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
        if (_buffer.Length < size + zeros)
            Grow(ref _buffer, size + zeros);
        _raw.AsSpan(0, RawBytes).CopyTo(_buffer.AsSpan(_end));
        _buffer.AsSpan(_end + RawBytes, size - _end - RawBytes).Fill(BlockFormat.PadByte);
        _buffer.AsSpan(size, zeros).Clear();
        return _buffer.AsSpan(0, size + zeros);
    }

    private static void Grow(ref byte[] buffer, long needed)
    {
        if (needed > BlockFormat.MaxBlockBytes)
            throw new InvalidOperationException($"A block holds at most {BlockFormat.MaxBlockBytes} bytes.");
        Array.Resize(ref buffer, (int)Math.Min(BlockFormat.MaxBlockBytes, Math.Max(needed, 2L * buffer.Length)));
    }
}
