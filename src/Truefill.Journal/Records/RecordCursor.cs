using System;

namespace Truefill.Journal;

/// <summary>
/// Walks the records of one block in order of their sequence. A record: type, version, payload length, payload.
/// </summary>
public ref struct RecordCursor
{
    private readonly int count;
    private readonly ulong firstSeq;
    private ReadOnlySpan<byte> rest;
    private int read;

    /// <summary>Over the records section of a block that starts at <paramref name="firstSeq"/>.</summary>
    public RecordCursor(ReadOnlySpan<byte> records, ulong firstSeq, int count)
    {
        rest = records;
        this.firstSeq = firstSeq;
        this.count = count;
    }

    public byte Type { get; private set; }

    /// <summary>Version of the record type.</summary>
    public byte Version { get; private set; }

    public ulong Seq { get; private set; }

    public ReadOnlySpan<byte> Payload { get; private set; }

    /// <summary>Bytes of the section behind the current record.</summary>
    public readonly int BytesLeft => rest.Length;

    /// <summary>False after the last record.</summary>
    /// <exception cref="JournalFormatException">
    /// A record does not fit, or the section and the count disagree.
    /// </exception>
    public bool MoveNext()
    {
        if (read == count)
        {
            if (!rest.IsEmpty)
                throw new JournalFormatException($"{rest.Length} bytes follow the last record of the block.");
            return false;
        }

        ulong seq = firstSeq + (ulong)read;
        ulong length = 0;
        int taken = rest.Length < 3 ? 0 : VarInt.Read(rest[2..], out length);
        if (taken == 0 || length > (ulong)(rest.Length - 2 - taken))
            throw new JournalFormatException($"Record {seq} does not fit into its block.");
        int payloadStart = 2 + taken;
        Type = rest[0];
        Version = rest[1];
        Seq = seq;
        Payload = rest.Slice(payloadStart, (int)length);
        rest = rest[(payloadStart + (int)length)..];
        read++;
        return true;
    }
}
