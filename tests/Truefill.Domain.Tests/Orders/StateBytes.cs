using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Truefill.Domain.Orders;
using Truefill.Domain.State;

namespace Truefill.Domain.Tests.Orders;

/// <summary>
/// The plainest writer and reader of state: fixed widths, and the bits of a decimal, so that a scale that differs
/// shows.
/// </summary>
internal sealed class StateBytes : IStateWriter, IStateReader
{
    private readonly List<byte> bytes = [];
    private int position;

    public static byte[] Of(OrderTable orders)
    {
        StateBytes writer = new();
        orders.Save(writer);
        return [.. writer.bytes];
    }

    public static OrderTable Read(byte[] state)
    {
        StateBytes reader = new();
        reader.bytes.AddRange(state);
        OrderTable orders = new();
        orders.Load(reader);
        Assert.Equal(state.Length, reader.position);
        return orders;
    }

    /// <summary>Whole books, through their bytes.</summary>
    public static void Copy(Books from, Books to)
    {
        StateBytes copied = new();
        from.Save(copied);
        to.Load(copied);
        Assert.Equal(copied.bytes.Count, copied.position);
    }

    public byte[] ToArray() => [.. bytes];

    void IStateWriter.Byte(byte value) => bytes.Add(value);

    void IStateWriter.Bool(bool value) => bytes.Add(value ? (byte)1 : (byte)0);

    void IStateWriter.Unsigned(ulong value) => Put(value);

    void IStateWriter.Signed(long value) => Put(unchecked((ulong)value));

    void IStateWriter.Decimal(decimal value)
    {
        foreach (int part in decimal.GetBits(value)) Put(unchecked((ulong)part));
    }

    void IStateWriter.Text(ReadOnlySpan<byte> utf8)
    {
        Put((ulong)utf8.Length);
        bytes.AddRange(utf8);
    }

    byte IStateReader.Byte() => bytes[position++];

    bool IStateReader.Bool() => bytes[position++] == 1;

    ulong IStateReader.Unsigned() => Take();

    long IStateReader.Signed() => unchecked((long)Take());

    decimal IStateReader.Decimal() => new([Part(), Part(), Part(), Part()]);

    ReadOnlySpan<byte> IStateReader.Text()
    {
        int length = (int)Take();
        position += length;
        return bytes.GetRange(position - length, length).ToArray();
    }

    private int Part() => unchecked((int)Take());

    private void Put(ulong value)
    {
        Span<byte> word = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(word, value);
        bytes.AddRange(word);
    }

    private ulong Take()
    {
        position += 8;
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes.GetRange(position - 8, 8).ToArray());
    }
}
