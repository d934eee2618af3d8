using System;
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
        end += 3;
        payloadStart = end;
    }

    /// <summary>Ends the record, which thereby takes the next sequence.</summary>
    public void EndRecord()
    {
        if (!HasOpenRecord)
            throw new InvalidOperationException("No record was begun.");
        uint length = (uint)(end - payloadStart);
        if (length < 0x80)
            buffer[payloadStart - 1] = (byte)length;
        else
            WidenLength(length);
        payloadStart = NoRecord;
        Count++;
    }

    public void WriteByte(byte v)
    {
        if (end == buffer.Length)
            Grow(ref buffer, end + 1L);
        buffer[end++] = v;
    }

    public void WriteBool(bool v) => WriteByte(v ? (byte)1 : (byte)0);

    /// <summary>LEB128: seven bits a byte, lowest first, 1 to 10 bytes.</summary>
    // Called some thirty times for a fill: a copy of it at each place does not fit into the instruction cache.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void WriteVarUInt(ulong v)
    {
        byte[] bytes = buffer;
        int at = end;

        if (v < 0x80 && at < bytes.Length)
        {
            bytes[at] = (byte)v;
            end = at + 1;
            return;
        }

        WriteLongVarUInt(v);
    }

    // Apart: what needs no call needs no stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteLongVarUInt(ulong v) => end += VarInt.Write(Room(VarInt.MaxBytes), v);

    /// <summary>Zigzag, then LEB128: small magnitudes of either sign are short.</summary>
    public void WriteVarInt(long v) => WriteVarUInt(VarInt.ZigZag(v));

    /// <summary>Canonical: equal values give equal bytes whatever their scale. 2 to 14 bytes.</summary>
    public void WriteDecimal(decimal v) => end += DecimalCodec.Write(Room(DecimalCodec.MaxBytes), v);

    /// <summary>Length as varint, then the bytes.</summary>
    public void WriteBytes(ReadOnlySpan<byte> v)
    {
        Span<byte> to = Room(VarInt.MaxBytes + v.Length);
        int length = VarInt.Write(to, (ulong)v.Length);
        v.CopyTo(to[length..]);
        end += length + v.Length;
    }

    private Span<byte> Room(int bytes)
    {
        if (buffer.Length - end < bytes)
            Grow(ref buffer, (long)end + bytes);
        return buffer.AsSpan(end);
    }

    // One byte of length was kept free; a longer payload moves up to make room for the others.
    private void WidenLength(uint length)
    {
        Span<byte> varint = stackalloc byte[VarInt.MaxBytes];
        int bytes = VarInt.Write(varint, length);
        Room(bytes - 1);
        buffer.AsSpan(payloadStart, (int)length).CopyTo(buffer.AsSpan(payloadStart + bytes - 1));
        varint[..bytes].CopyTo(buffer.AsSpan(payloadStart - 1));
        end += bytes - 1;
    }
}
