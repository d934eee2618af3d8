using System;
using System.Buffers.Binary;

namespace Truefill.Journal;

/// <summary>Reads the fields of one payload in the order in which <see cref="BlockBuilder"/> wrote them.</summary>
/// <remarks>
/// Every read throws <see cref="JournalFormatException"/> on truncated content or content in another than the canonical
/// form.
/// </remarks>
public ref struct FieldReader
{
    private readonly ReadOnlySpan<byte> _payload;
    private int _at;

    public FieldReader(ReadOnlySpan<byte> payload) => _payload = payload;

    /// <summary>Every byte of the payload was read.</summary>
    public readonly bool AtEnd => _at == _payload.Length;

    /// <summary>Bytes read so far.</summary>
    public readonly int Position => _at;

    public byte ReadByte()
    {
        if (_at >= _payload.Length)
            throw Bad("byte");
        return _payload[_at++];
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
        if (_at < _payload.Length && _payload[_at] < 0x80)
            return _payload[_at++];
        int taken = VarInt.Read(_payload[_at..], out ulong v);
        if (taken == 0)
            throw Bad("varint");
        _at += taken;
        return v;
    }

    public long ReadVarInt() => VarInt.UnZigZag(ReadVarUInt());

    public decimal ReadDecimal()
    {
        int taken = DecimalCodec.Read(_payload[_at..], out decimal v);
        if (taken == 0)
            throw Bad("decimal");
        _at += taken;
        return v;
    }

    /// <summary>A view into the payload, not a copy.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        ulong length = ReadVarUInt();
        if (length > (ulong)(_payload.Length - _at))
            throw Bad("byte string");
        ReadOnlySpan<byte> v = _payload.Slice(_at, (int)length);
        _at += (int)length;
        return v;
    }

    public ulong ReadFixed64()
    {
        if (_payload.Length - _at < sizeof(ulong))
            throw Bad("fixed64");
        ulong v = BinaryPrimitives.ReadUInt64LittleEndian(_payload[_at..]);
        _at += sizeof(ulong);
        return v;
    }

    private readonly JournalFormatException Bad(string what) =>
        new($"The {what} at byte {_at} of a payload of {_payload.Length} bytes is truncated or not canonical.");
}
