using System;
using System.Buffers.Binary;
using System.IO;
using Truefill.Domain.State;

namespace Truefill.Domain.Tests.Positions;

/// <summary>
/// State as plain bytes. Decimals are written bit by bit, so a number that was not brought to one form shows.
/// </summary>
public sealed class StateBytes : IStateWriter, IStateReader, IDisposable
{
    private readonly MemoryStream stream;

    public StateBytes() => stream = new MemoryStream();

    private StateBytes(byte[] bytes) => stream = new MemoryStream(bytes);

    public static byte[] Of(Books books)
    {
        using StateBytes writer = new();
        books.Save(writer);
        return writer.stream.ToArray();
    }

    /// <summary>Loads fresh books.</summary>
    public static void Load(byte[] bytes, Books into)
    {
        using StateBytes reader = new(bytes);
        into.Load(reader);
        Assert.Equal(bytes.Length, reader.stream.Position);
    }

    public void Dispose() => stream.Dispose();

    void IStateWriter.Byte(byte value) => stream.WriteByte(value);

    void IStateWriter.Bool(bool value) => stream.WriteByte(value ? (byte)1 : (byte)0);

    void IStateWriter.Unsigned(ulong value) => Put((long)value);

    void IStateWriter.Signed(long value) => Put(value);

    void IStateWriter.Decimal(decimal value)
    {
        foreach (int part in decimal.GetBits(value)) Put(part);
    }

    void IStateWriter.Text(ReadOnlySpan<byte> utf8)
    {
        Put(utf8.Length);
        stream.Write(utf8);
    }

    byte IStateReader.Byte() => (byte)stream.ReadByte();

    bool IStateReader.Bool() => stream.ReadByte() == 1;

    ulong IStateReader.Unsigned() => unchecked((ulong)Get());

    long IStateReader.Signed() => Get();

    decimal IStateReader.Decimal() => new([(int)Get(), (int)Get(), (int)Get(), (int)Get()]);

    ReadOnlySpan<byte> IStateReader.Text()
    {
        byte[] bytes = new byte[Get()];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private void Put(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    private long Get()
    {
        Span<byte> bytes = stackalloc byte[8];
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }
}
