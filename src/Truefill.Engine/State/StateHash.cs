using System;
using System.Security.Cryptography;
using Truefill.Domain;

namespace Truefill.Engine.State;

/// <summary>
/// SHA-256 over the whole state in its canonical order: two engines agree exactly when their hashes do.
/// </summary>
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

    private sealed class Hasher : StateEncoder, IDisposable
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public byte[] Finish()
        {
            Flush();
            return hash.GetHashAndReset();
        }

        public void Dispose() => hash.Dispose();

        protected override void Flush(ReadOnlySpan<byte> chunk) => hash.AppendData(chunk);
    }
}
