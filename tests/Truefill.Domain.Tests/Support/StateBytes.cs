using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Truefill.Domain.Orders;
using Truefill.Domain.State;

namespace Truefill.Domain.Tests.Support;

/// <summary>
/// State as plain bytes of fixed widths. Decimals are written bit by bit, so that a number that was not brought to
/// one form shows.
/// </summary>
internal sealed class StateBytes : IStateWriter, IStateReader
{
    private readonly List<byte> written = [];
    private readonly byte[] read;
    private int position;

    private StateBytes(byte[] read) => this.read = read;

    public static byte[] Of(Books books)
    {
        StateBytes writer = new([]);
        books.Save(writer);
        return [.. writer.written];
    }

    public static byte[] Of(OrderTable orders)
    {
        StateBytes writer = new([]);
        orders.Save(writer);
        return [.. writer.written];
    }

    public static Books BooksOf(byte[] state)
    {
        StateBytes reader = new(state);
        Books books = new();
        books.Load(reader);
        Assert.Equal(state.Length, reader.position);
        return books;
    }

    public static OrderTable OrdersOf(byte[] state)
    {
        StateBytes reader = new(state);
        OrderTable orders = new();
        orders.Load(reader);
        Assert.Equal(state.Length, reader.position);
        return orders;
    }

    /// <summary>The books as another process would have them.</summary>
    public static Books Reloaded(Books books) => BooksOf(Of(books));

    void IStateWriter.Byte(byte value) => written.Add(value);

    void IStateWriter.Bool(bool value) => written.Add(value ? (byte)1 : (byte)0);

    void IStateWriter.Unsigned(ulong value) => Put(value);

    void IStateWriter.Signed(long value) => Put(unchecked((ulong)value));

    void IStateWriter.Decimal(decimal value)
    {
        foreach (int part in decimal.GetBits(value)) Put(unchecked((ulong)part));
    }

    void IStateWriter.Text(ReadOnlySpan<byte> utf8)
    {
        Put((ulong)utf8.Length);
        written.AddRange(utf8);
    }

    byte IStateReader.Byte() => read[position++];

    bool IStateReader.Bool() => read[position++] == 1;

    ulong IStateReader.Unsigned() => Take();

    long IStateReader.Signed() => unchecked((long)Take());

    decimal IStateReader.Decimal() => new([Part(), Part(), Part(), Part()]);

    ReadOnlySpan<byte> IStateReader.Text()
    {
        int length = (int)Take();
        position += length;
        return read.AsSpan(position - length, length);
    }

    private int Part() => unchecked((int)Take());

    private void Put(ulong value)
    {
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(word, value);
        written.AddRange(word);
    }

    private ulong Take()
    {
        position += sizeof(ulong);
        return BinaryPrimitives.ReadUInt64LittleEndian(read.AsSpan(position - sizeof(ulong)));
    }
}
