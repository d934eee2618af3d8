using System;
using System.Security.Cryptography;
using Truefill.Engine.Reading;
using Truefill.Journal;

namespace Truefill.Engine.State;

/// <summary>One checkpoint on disk: <see cref="CheckpointHeader"/>, then the state. The hash covers both.</summary>
internal static class CheckpointFile
{
    /// <summary>A larger state has no checkpoint and is replayed from the journal.</summary>
    public const int MaxBodyBytes = int.MaxValue - 1024;

    /// <remarks>
    /// The header goes first into the hash and states the body's length, so the body is hashed from the file, once it
    /// stands there: encoding the state a second time takes several times as long.
    /// </remarks>
    /// <exception cref="CheckpointRefusedException">The state is larger than <paramref name="most"/>.</exception>
    public static void Write(IJournalFile file, Replica replica, JournalPosition position, long most)
    {
        Body body = new(file, most);
        Encode(body, replica);
        byte[] head = new byte[CheckpointHeader.Size];
        new CheckpointHeader(body.Length, position, replica.At).Write(head);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head, 0, CheckpointHeader.HashedBytes);
        body.AppendTo(hash);
        hash.GetHashAndReset().CopyTo(head, CheckpointHeader.HashedBytes);
        file.WriteAt(0, head);
    }

    /// <summary>Encodes the state for its length only.</summary>
    /// <exception cref="CheckpointRefusedException">The state is larger than <paramref name="most"/>.</exception>
    public static void RequireFits(Replica replica, long most) => Encode(new Measure(most), replica);

    /// <summary>Null when the file does not verify, whatever the reason.</summary>
    /// <param name="unreadable">Told where the reason is that it cannot be read.</param>
    public static Checkpoint? Read(
        IJournalStorage storage, string name, Action<JournalIoException>? unreadable = null)
    {
        try
        {
            using IJournalFile file = storage.Open(name, writable: false);
            return Verified(file, name);
        }
        catch (JournalIoException e)
        {
            // The disk gives out one file less, or another process took it away since it was listed.
            unreadable?.Invoke(e);
            return null;
        }
    }

    /// <summary>Its size and its header are those of a checkpoint of that name; its body was not looked at.</summary>
    public static bool LooksWhole(IJournalStorage storage, string name, ulong nextSeq)
    {
        try
        {
            using IJournalFile file = storage.Open(name, writable: false);
            return ReadHead(file, out CheckpointHeader header) is not null && header.Position.NextSeq == nextSeq;
        }
        catch (JournalIoException)
        {
            return false;
        }
    }

    // Null unless the file can be a checkpoint by its head and size.
    private static byte[]? ReadHead(IJournalFile file, out CheckpointHeader header)
    {
        header = default;
        byte[] head = new byte[CheckpointHeader.Size];
        if (file.ReadAt(0, head) != head.Length || !CheckpointHeader.TryRead(head, out header)) return null;
        bool fits = header.BodyLength <= MaxBodyBytes && file.Length == CheckpointHeader.Size + header.BodyLength;
        return fits ? head : null;
    }

    private static Checkpoint? Verified(IJournalFile file, string name)
    {
        if (ReadHead(file, out CheckpointHeader header) is not { } head) return null;
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

    private static CheckpointRefusedException TooLarge(long most) => new(
        $"the state takes more than {most} bytes, which is the most that a checkpoint can have: every start reads the "
            + "journal from the newest checkpoint that there is");

    private sealed class Measure(long most) : IStateSink
    {
        private long length;

        public void Take(ReadOnlySpan<byte> chunk)
        {
            length += chunk.Length;
            if (length > most) throw TooLarge(most);
        }
    }

    private sealed class Body(IJournalFile file, long most) : IStateSink
    {
        private const int ChunkBytes = 1 << 16;

        // What was just written is not there.
        private const int InputOutputError = 5;

        public long Length { get; private set; }

        public void Take(ReadOnlySpan<byte> chunk)
        {
            if (Length + chunk.Length > most) throw TooLarge(most);
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
