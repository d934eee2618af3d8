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
        StateEncoder encoder = new(hasher);
        books.Save(encoder);
        encoder.Flush();
        return hasher.Finish();
    }

    public static string Text(ReadOnlySpan<byte> hash) => Convert.ToHexStringLower(hash);

    private sealed class Hasher : IStateSink, IDisposable
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public byte[] Finish() => hash.GetHashAndReset();

        public void Dispose() => hash.Dispose();

        public void Take(ReadOnlySpan<byte> chunk) => hash.AppendData(chunk);
    }
}
