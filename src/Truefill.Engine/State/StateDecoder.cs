using System;
using System.Runtime.InteropServices;
using Truefill.Domain.Quantities;
using Truefill.Domain.State;
using Truefill.Journal;

namespace Truefill.Engine.State;

/// <summary>Reads what <see cref="StateEncoder"/> wrote, from memory.</summary>
internal sealed class StateDecoder : IStateReader
{
    // Not as memory: that would have to be asked for its bytes at each of them.
    private readonly byte[] bytes;
    private readonly int end;
    private int at;

    public StateDecoder(ReadOnlyMemory<byte> state)
    {
        bool isWhole = MemoryMarshal.TryGetArray(state, out ArraySegment<byte> own);
        bytes = isWhole ? own.Array! : state.ToArray();
        at = isWhole ? own.Offset : 0;
        end = at + state.Length;
    }

    public bool AtEnd => at == end;

    public byte Byte()
    {
        if (at == end) throw CutShort();
        return bytes[at++];
    }

    public bool Bool() => Byte() != 0;

    public ulong Unsigned()
    {
        // Nearly all are below 128.
        ulong value = Byte();
        if (value < 0x80) return value;
        value &= 0x7F;
        for (int shift = 7; shift < 64; shift += 7)
        {
            byte part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }

        throw new JournalFormatException("a varint of the state does not end");
    }

    public long Signed()
    {
        ulong zigzag = Unsigned();
        return unchecked((long)(zigzag >> 1) ^ -(long)(zigzag & 1));
    }

    public decimal Decimal()
    {
        if (!Exact.TryRead(Take(Exact.Bytes), out Exact number))
            throw new JournalFormatException("a number of the state is none");
        return number;
    }

    public ReadOnlySpan<byte> Text()
    {
        ulong length = Unsigned();
        if (length > (ulong)(end - at)) throw new JournalFormatException("a text of the state is cut short");
        return Take((int)length);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > end - at) throw CutShort();
        at += count;
        return bytes.AsSpan(at - count, count);
    }

    private static JournalFormatException CutShort() => new("the state is cut short");
}
