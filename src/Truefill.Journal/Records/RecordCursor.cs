using System;

namespace Truefill.Journal;

/// <summary>
/// Walks the records of one block in order of their sequence. A record: type, version, payload length, payload.
/// </summary>
public ref struct RecordCursor
{
    private readonly int _count;
    private readonly ulong _firstSeq;
    private ReadOnlySpan<byte> _rest;
    private int _read;

    /// <summary>Over the records section of a block that starts at <paramref name="firstSeq"/>.</summary>
    public RecordCursor(ReadOnlySpan<byte> records, ulong firstSeq, int count)
    {
        _rest = records;
        _firstSeq = firstSeq;
        _count = count;
    }

    public byte Type { get; private set; }

    /// <summary>Version of the record type.</summary>
    public byte Version { get; private set; }

    public ulong Seq { get; private set; }

    public ReadOnlySpan<byte> Payload { get; private set; }

    /// <summary>Bytes of the section behind the current record.</summary>
    public readonly int BytesLeft => _rest.Length;

    /// <summary>False after the last record.</summary>
    /// <exception cref="JournalFormatException">
    /// A record does not fit, or the section and the count disagree.
    /// </exception>
    public bool MoveNext()
    {
        if (_read == _count)
        {
            if (!_rest.IsEmpty)
                throw new JournalFormatException($"{_rest.Length} bytes follow the last record of the block.");
            return false;
        }

        ulong seq = _firstSeq + (ulong)_read;
        ulong length = 0;
        int taken = _rest.Length < 3 ? 0 : VarInt.Read(_rest[2..], out length);
        if (taken == 0 || length > (ulong)(_rest.Length - 2 - taken))
            throw new JournalFormatException($"Record {seq} does not fit into its block.");
        int payloadStart = 2 + taken;
        Type = _rest[0];
        Version = _rest[1];
        Seq = seq;
        Payload = _rest.Slice(payloadStart, (int)length);
        _rest = _rest[(payloadStart + (int)length)..];
        _read++;
        return true;
    }
}
