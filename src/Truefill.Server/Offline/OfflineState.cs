using System;
using System.IO;
using Truefill.Domain.Time;
using Truefill.Engine.Codec;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Engine.State;
using Truefill.Journal;

namespace Truefill.Server.Offline;

/// <summary>
/// A state directory read without a service, or beside one: the newest fitting checkpoint, then the journal as far as
/// it is durable. Takes no lock and changes nothing.
/// </summary>
public sealed class OfflineState : IDisposable
{
    private readonly PosixStorage journal;

    private OfflineState(string path, StateIdentity identity)
    {
        Path = path;
        Identity = identity;
        Options = new JournalOptions { Genesis = StateDirectory.GenesisOf(identity.Uuid) };
        journal = new PosixStorage(StateLayout.JournalIn(path));
    }

    /// <summary>The real path.</summary>
    public string Path { get; }

    public StateIdentity Identity { get; }

    public IJournalStorage Journal => journal;

    public JournalOptions Options { get; }

    /// <exception cref="StateDirectoryException">It is no state directory, or not one to be trusted.</exception>
    /// <exception cref="JournalIoException">It cannot be read.</exception>
    public static OfflineState Open(string stateDirectory)
    {
        (string path, StateIdentity identity) = StateDirectory.Look(stateDirectory);
        return new OfflineState(path, identity);
    }

    /// <summary>
    /// With which record the reading behind the last state began: those before it a checkpoint stands for.
    /// </summary>
    public ulong ReadFrom { get; private set; }

    /// <summary>The state behind the last durable record.</summary>
    /// <exception cref="JournalCorruptException">The journal does not verify.</exception>
    public Replica Newest() => Play(CheckpointFor(ulong.MaxValue, default), static (in BlockView block) => block.Count);

    /// <summary>The state behind one record.</summary>
    /// <exception cref="OfflineStateException">The journal does not reach that far.</exception>
    /// <exception cref="JournalCorruptException">The journal does not verify.</exception>
    public Replica At(ulong seq)
    {
        Replica replica = Play(
            CheckpointFor(seq == ulong.MaxValue ? seq : seq + 1, default),
            (in BlockView block) =>
                (int)Math.Min((ulong)block.Count, seq >= block.FirstSeq ? seq - block.FirstSeq + 1 : 0));
        return replica.Seq >= seq
            ? replica
            : throw new OfflineStateException($"There is no sequence {seq}: the journal ends at {replica.Seq}.");
    }

    /// <summary>The state behind all inputs up to an engine time, with all that they caused.</summary>
    /// <exception cref="JournalCorruptException">The journal does not verify.</exception>
    public Replica At(UtcNanos time) =>
        Play(CheckpointFor(ulong.MaxValue, time), (in BlockView block) => CountUntil(block, time));

    /// <summary>Its blocks, from a position on or from the oldest there is, as far as they are durable.</summary>
    /// <exception cref="JournalCorruptException">The journal has no sound start.</exception>
    public OfflineReader Read(JournalPosition? from = null) => new(journal, Options, from);

    public void Dispose() => journal.Dispose();

    private static int CountUntil(in BlockView block, UtcNanos time)
    {
        RecordCursor cursor = block.Cursor();
        UtcNanos at = default;
        int count = 0;
        for (; cursor.MoveNext(); count++)
        {
            if (FactDecoder.IsFact(cursor.Type)) continue;
            at = InputCodec.ReadHeader(cursor.Type, cursor.Version, cursor.Payload, at).At;
            if (at > time) break;
        }

        return count;
    }

    private Checkpoint? CheckpointFor(ulong maxNextSeq, UtcNanos notAfter)
    {
        string folder = StateLayout.CheckpointsIn(Path);
        if (!Directory.Exists(folder)) return null;
        using PosixStorage checkpoints = new(folder);
        return CheckpointChoice.Newest(journal, Options, checkpoints, maxNextSeq, notAfter);
    }

    private Replica Play(Checkpoint? checkpoint, RecordsWanted wanted)
    {
        Replica replica = new();
        if (checkpoint is not null) replica.Load(checkpoint);
        ReadFrom = checkpoint?.Position.NextSeq ?? 1;
        using OfflineReader reader = Read(checkpoint?.Position);
        if (checkpoint is null && reader.Position.NextSeq != 1)
        {
            throw new OfflineStateException(
                $"The journal starts at sequence {reader.Position.NextSeq} and no checkpoint before it verifies: "
                + "bring the archived segments back.");
        }

        while (reader.MoveNext())
            if (!Play(replica, reader.Current, wanted)) break;
        return replica;
    }

    // False where the state asked for ends.
    private static bool Play(Replica replica, in BlockView block, RecordsWanted wanted)
    {
        int count = wanted(block);
        if (count > 0) replica.Play(First(block, count), block.FirstSeq, count, block.Raw.Span);
        return count == block.Count;
    }

    private static ReadOnlySpan<byte> First(in BlockView block, int count)
    {
        RecordCursor cursor = block.Cursor();
        for (int i = 0; i < count; i++) cursor.MoveNext();
        return block.Records.Span[..^cursor.BytesLeft];
    }

    private delegate int RecordsWanted(in BlockView block);
}
