using System;
using System.Security.Cryptography;
using Truefill.Engine.Reading;
using Truefill.Journal;

namespace Truefill.Engine.State;

/// <summary>One checkpoint on disk: <see cref="CheckpointHeader"/>, then the state. The hash covers both.</summary>
internal static class CheckpointFile
{
    /// <summary>A larger state has no checkpoint and is replayed from the journal.</summary>
    private const int MaxBodyBytes = int.MaxValue - 1024;

    /// <remarks>
    /// The header goes first into the hash and states the body's length, so the body is hashed from the file, once it
    /// stands there: encoding the state a second time takes several times as long.
    /// </remarks>
    public static void Write(IJournalFile file, Replica replica, JournalPosition position)
    {
        Body body = new(file);
        Encode(body, replica);
        byte[] head = new byte[CheckpointHeader.Size];
        new CheckpointHeader(body.Length, position, replica.At).Write(head);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head, 0, CheckpointHeader.HashedBytes);
        body.AppendTo(hash);
        hash.GetHashAndReset().CopyTo(head, CheckpointHeader.HashedBytes);
        file.WriteAt(0, head);
    }

    /// <summary>Null when the file does not verify, whatever the reason.</summary>
    public static Checkpoint? Read(IJournalStorage storage, string name)
    {
        using IJournalFile file = storage.Open(name, writable: false);
        byte[] head = new byte[CheckpointHeader.Size];
        if (file.ReadAt(0, head) != head.Length || !CheckpointHeader.TryRead(head, out CheckpointHeader header))
            return null;
        if (header.BodyLength > MaxBodyBytes || file.Length != CheckpointHeader.Size + header.BodyLength) return null;
        byte[] body = new byte[header.BodyLength];
        if (file.ReadAt(CheckpointHeader.Size, body) != body.Length) return null;
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head, 0, CheckpointHeader.HashedBytes);
        hash.AppendData(body);
        Span<byte> stated = head.AsSpan(CheckpointHeader.HashedBytes, SHA256.HashSizeInBytes);
        Span<byte> behind = head.AsSpan(CheckpointHeader.HashedBytes + SHA256.HashSizeInBytes);
        bool intact = hash.GetHashAndReset().AsSpan().SequenceEqual(stated) && behind.IndexOfAnyExcept((byte)0) < 0;
        return intact ? new Checkpoint(name, header.Position, header.At, body) : null;
    }

    private static void Encode(IStateSink sink, Replica replica)
    {
        StateEncoder encoder = new(sink);
        replica.Books.Save(encoder);
        replica.Index.Save(encoder);
        replica.Worth.Save(encoder);
        encoder.Flush();
    }

    private sealed class Body(IJournalFile file) : IStateSink
    {
        private const int ChunkBytes = 1 << 16;

        // What was just written is not there.
        private const int InputOutputError = 5;

        public long Length { get; private set; }

        public void Take(ReadOnlySpan<byte> chunk)
        {
            file.WriteAt(CheckpointHeader.Size + Length, chunk);
            Length += chunk.Length;
        }

        public void AppendTo(IncrementalHash hash)
        {
            byte[] chunk = new byte[ChunkBytes];
            long at = 0;
            while (at < Length)
            {
                int wanted = (int)Math.Min(chunk.Length, Length - at);
                int count = file.ReadAt(CheckpointHeader.Size + at, chunk.AsSpan(0, wanted));
                if (count != wanted) throw new JournalIoException(InputOutputError, "pread", file.Name);
                hash.AppendData(chunk, 0, count);
                at += count;
            }
        }
    }
}
