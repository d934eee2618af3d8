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

    public static void Write(IJournalFile file, Replica replica, JournalPosition position)
    {
        Counter counter = new();
        Encode(counter, replica);
        using Writer writer = new(file, new CheckpointHeader(counter.Length, position, replica.At));
        Encode(writer, replica);
        writer.Finish();
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
        bool intact = hash.GetHashAndReset().AsSpan().SequenceEqual(head.AsSpan(CheckpointHeader.HashedBytes, 32))
            && head.AsSpan(CheckpointHeader.HashedBytes + 32).IndexOfAnyExcept((byte)0) < 0;
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

    // The header with the body's length goes first into the hash, so the length is counted in a pass of its own.
    private sealed class Counter : IStateSink
    {
        public long Length { get; private set; }

        public void Take(ReadOnlySpan<byte> chunk) => Length += chunk.Length;
    }

    private sealed class Writer : IStateSink, IDisposable
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly IJournalFile file;
        private readonly byte[] head = new byte[CheckpointHeader.Size];
        private long at = CheckpointHeader.Size;

        public Writer(IJournalFile file, in CheckpointHeader header)
        {
            this.file = file;
            header.Write(head);
            hash.AppendData(head, 0, CheckpointHeader.HashedBytes);
        }

        public void Finish()
        {
            hash.GetHashAndReset().CopyTo(head, CheckpointHeader.HashedBytes);
            file.WriteAt(0, head);
        }

        public void Dispose() => hash.Dispose();

        public void Take(ReadOnlySpan<byte> chunk)
        {
            hash.AppendData(chunk);
            file.WriteAt(at, chunk);
            at += chunk.Length;
        }
    }
}
