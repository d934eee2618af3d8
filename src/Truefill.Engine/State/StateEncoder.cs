using System;
using Truefill.Domain.Quantities;
using Truefill.Domain.State;

namespace Truefill.Engine.State;

/// <summary>
/// The one byte form of a state: varints, decimals as four words without trailing zeros, texts with their length.
/// Chunks go to a sink: a hash, a file, or both.
/// </summary>
/// <remarks>The only writer of a state there is: its calls need no look-up.</remarks>
internal sealed class StateEncoder(IStateSink sink) : IStateWriter
{
    private const int VarIntBytesMax = 10;
    private readonly byte[] buffer = new byte[1 << 16];
    private int used;

    public void Byte(byte value)
    {
        if (used == buffer.Length) Flush();
        buffer[used++] = value;
    }

    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Unsigned(ulong value)
    {
        if (value < 0x80)
        {
            Byte((byte)value);
            return;
        }

        if (buffer.Length - used < VarIntBytesMax) Flush();
        int at = used;
        for (; value >= 0x80; value >>= 7) buffer[at++] = unchecked((byte)(value | 0x80));
        buffer[at] = (byte)value;
        used = at + 1;
    }

    public void Signed(long value) => Unsigned(unchecked((ulong)(value << 1) ^ (ulong)(value >> 63)));

    public void Decimal(decimal value)
    {
        Exact number = value;

        // A difference that comes to nothing can keep a sign, depending on the digits that its terms were written with.
        (number.IsZero ? Exact.Zero : number.Normalized()).Write(Room(Exact.Bytes));
    }

    public void Text(ReadOnlySpan<byte> utf8)
    {
        Unsigned((ulong)utf8.Length);
        while (!utf8.IsEmpty)
        {
            ReadOnlySpan<byte> part = utf8[..Math.Min(utf8.Length, buffer.Length / 2)];
            part.CopyTo(Room(part.Length));
            utf8 = utf8[part.Length..];
        }
    }

    /// <summary>Hands on what is still buffered.</summary>
    public void Flush()
    {
        sink.Take(buffer.AsSpan(0, used));
        used = 0;
    }

    private Span<byte> Room(int bytes)
    {
        if (buffer.Length - used < bytes) Flush();
        used += bytes;
        return buffer.AsSpan(used - bytes, bytes);
    }
}
