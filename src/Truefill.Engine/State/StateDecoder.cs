using System;
using System.Buffers.Binary;
using Truefill.Domain.State;
using Truefill.Journal;

namespace Truefill.Engine.State;

/// <summary>Reads what <see cref="StateEncoder"/> wrote, from memory.</summary>
internal sealed class StateDecoder(ReadOnlyMemory<byte> bytes) : IStateReader
{
    private int at;

    public bool AtEnd => at == bytes.Length;

    public byte Byte() => Take(1)[0];

    public bool Bool() => Byte() != 0;

    public ulong Unsigned()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
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
        ReadOnlySpan<byte> span = Take(16);
        Span<int> words = stackalloc int[4];
        for (int i = 0; i < 4; i++) words[i] = BinaryPrimitives.ReadInt32LittleEndian(span[(4 * i)..]);
        return new decimal(words);
    }

    public ReadOnlySpan<byte> Text()
    {
        ulong length = Unsigned();
        if (length > (ulong)(bytes.Length - at)) throw new JournalFormatException("a text of the state is cut short");
        return Take((int)length);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > bytes.Length - at) throw new JournalFormatException("the state is cut short");
        at += count;
        return bytes.Span.Slice(at - count, count);
    }
}
