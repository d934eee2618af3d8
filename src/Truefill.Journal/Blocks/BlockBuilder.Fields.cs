using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Truefill.Journal;

/// <content>Records and their fields. <see cref="FieldReader"/> reads them back in the same order.</content>
public sealed partial class BlockBuilder
{
    /// <summary>
    /// Starts a record: type, version of the type, and one byte kept free for the length of the payload.
    /// </summary>
    public void BeginRecord(byte type, byte version)
    {
        if (HasOpenRecord)
            throw new InvalidOperationException("The record before was not ended.");
        Span<byte> to = Room(3);
        to[0] = type;
        to[1] = version;
        _end += 3;
        _payloadStart = _end;
    }

    /// <summary>Ends the record, which thereby takes the next sequence.</summary>
    public void EndRecord()
    {
        if (!HasOpenRecord)
            throw new InvalidOperationException("No record was begun.");
        uint length = (uint)(_end - _payloadStart);
        if (length < 0x80)
            _buffer[_payloadStart - 1] = (byte)length;
        else
            WidenLength(length);
        _payloadStart = NoRecord;
        Count++;
    }

    /// <summary>Takes back what the open record has from <paramref name="recordBytes"/> on.</summary>
    public void Rewind(int recordBytes)
    {
        int end = recordBytes + BlockFormat.HeaderBytes;
        if (!HasOpenRecord || end < _payloadStart || end > _end)
            throw new InvalidOperationException("Only the open record's own payload can be taken back.");
        _end = end;
    }

    public void WriteByte(byte v)
    {
        if (_end == _buffer.Length)
            Grow(ref _buffer, _end + 1L);
        _buffer[_end++] = v;
    }

    public void WriteBool(bool v) => WriteByte(v ? (byte)1 : (byte)0);

    /// <summary>LEB128: seven bits a byte, lowest first, 1 to 10 bytes.</summary>
    // Called some thirty times for a fill: a copy of it at each place does not fit into the instruction cache.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void WriteVarUInt(ulong v)
    {
        byte[] buffer = _buffer;
        int end = _end;

        if (v < 0x80 && end < buffer.Length)
        {
            buffer[end] = (byte)v;
            _end = end + 1;
            return;
        }

        WriteLongVarUInt(v);
    }

    // Apart: what needs no call needs no stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteLongVarUInt(ulong v) => _end += VarInt.Write(Room(VarInt.MaxBytes), v);

    /// <summary>Zigzag, then LEB128: small magnitudes of either sign are short.</summary>
    public void WriteVarInt(long v) => WriteVarUInt(VarInt.ZigZag(v));

    /// <summary>Canonical: equal values give equal bytes whatever their scale. 2 to 14 bytes.</summary>
    public void WriteDecimal(decimal v) => _end += DecimalCodec.Write(Room(DecimalCodec.MaxBytes), v);

    /// <summary>Length as varint, then the bytes.</summary>
    public void WriteBytes(ReadOnlySpan<byte> v)
    {
        Span<byte> to = Room(VarInt.MaxBytes + v.Length);
        int length = VarInt.Write(to, (ulong)v.Length);
        v.CopyTo(to[length..]);
        _end += length + v.Length;
    }

    /// <summary>Eight bytes, little-endian.</summary>
    public void WriteFixed64(ulong v)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Room(sizeof(ulong)), v);
        _end += sizeof(ulong);
    }

    private Span<byte> Room(int bytes)
    {
        if (_buffer.Length - _end < bytes)
            Grow(ref _buffer, (long)_end + bytes);
        return _buffer.AsSpan(_end);
    }

    // One byte of length was kept free; a longer payload moves up to make room for the others.
    private void WidenLength(uint length)
    {
        Span<byte> varint = stackalloc byte[VarInt.MaxBytes];
        int bytes = VarInt.Write(varint, length);
        Room(bytes - 1);
        _buffer.AsSpan(_payloadStart, (int)length).CopyTo(_buffer.AsSpan(_payloadStart + bytes - 1));
        varint[..bytes].CopyTo(_buffer.AsSpan(_payloadStart - 1));
        _end += bytes - 1;
    }
}
