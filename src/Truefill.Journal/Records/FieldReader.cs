using System;

namespace Truefill.Journal;

/// <summary>Reads the fields of one payload in the order in which <see cref="BlockBuilder"/> wrote them.</summary>
/// <remarks>
/// Every read throws <see cref="JournalFormatException"/> on truncated content or content in another than the canonical
/// form.
/// </remarks>
public ref struct FieldReader
{
    private readonly ReadOnlySpan<byte> payload;
    private int at;

    public FieldReader(ReadOnlySpan<byte> payload) => this.payload = payload;

    /// <summary>Every byte of the payload was read.</summary>
    public readonly bool AtEnd => at == payload.Length;

    /// <summary>Bytes read so far.</summary>
    public readonly int Position => at;

    public byte ReadByte()
    {
        if (at >= payload.Length)
            throw Bad("byte");
        return payload[at++];
    }

    public bool ReadBool()
    {
        byte v = ReadByte();
        if (v > 1)
            throw Bad("bool");
        return v == 1;
    }

    public ulong ReadVarUInt()
    {
        if (at < payload.Length && payload[at] < 0x80)
            return payload[at++];
        int taken = VarInt.Read(payload[at..], out ulong v);
        if (taken == 0)
            throw Bad("varint");
        at += taken;
        return v;
    }

    public long ReadVarInt() => VarInt.UnZigZag(ReadVarUInt());

    public decimal ReadDecimal()
    {
        int taken = DecimalCodec.Read(payload[at..], out decimal v);
        if (taken == 0)
            throw Bad("decimal");
        at += taken;
        return v;
    }

    /// <summary>A view into the payload, not a copy.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        ulong length = ReadVarUInt();
        if (length > (ulong)(payload.Length - at))
            throw Bad("byte string");
        ReadOnlySpan<byte> v = payload.Slice(at, (int)length);
        at += (int)length;
        return v;
    }

    private readonly JournalFormatException Bad(string what) =>
        new($"The {what} at byte {at} of a payload of {payload.Length} bytes is truncated or not canonical.");
}
