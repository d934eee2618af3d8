using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Truefill.Domain;
using Truefill.Domain.State;

namespace Truefill.Engine.State;

/// <summary>SHA-256 over the whole state in its canonical order: two engines agree exactly when their hashes do.</summary>
public static class StateHash
{
    public const int Bytes = SHA256.HashSizeInBytes;

    public static byte[] Of(Books books)
    {
        using Hasher hasher = new();
        books.Save(hasher);
        return hasher.Finish();
    }

    public static string Text(ReadOnlySpan<byte> hash) => Convert.ToHexStringLower(hash);

    private sealed class Hasher : IStateWriter, IDisposable
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly byte[] buffer = new byte[1 << 16];
        private int used;

        public void Byte(byte value) => Room(1)[0] = value;

        public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

        public void Unsigned(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Room(8), value);

        public void Signed(long value) => BinaryPrimitives.WriteInt64LittleEndian(Room(8), value);

        public void Decimal(decimal value)
        {
            Span<int> bits = stackalloc int[4];
            decimal.GetBits(Truefill.Domain.Quantities.ExactDecimal.Normalize(value), bits);
            Span<byte> room = Room(16);
            for (int i = 0; i < 4; i++) BinaryPrimitives.WriteInt32LittleEndian(room[(4 * i)..], bits[i]);
        }

        public void Text(ReadOnlySpan<byte> utf8)
        {
            Unsigned((ulong)utf8.Length);
            if (utf8.Length > buffer.Length / 2)
            {
                Flush();
                hash.AppendData(utf8);
                return;
            }

            utf8.CopyTo(Room(utf8.Length));
        }

        public byte[] Finish()
        {
            Flush();
            return hash.GetHashAndReset();
        }

        public void Dispose() => hash.Dispose();

        private Span<byte> Room(int bytes)
        {
            if (buffer.Length - used < bytes) Flush();
            used += bytes;
            return buffer.AsSpan(used - bytes, bytes);
        }

        private void Flush()
        {
            hash.AppendData(buffer, 0, used);
            used = 0;
        }
    }
}
