using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;
using Truefill.Engine.Recovery;
using Truefill.Engine.State;
using Truefill.Journal;

namespace Truefill.Server.Hosting;

/// <summary>The journal replayed: the engine's books, the replica, and where writing goes on.</summary>
internal sealed class RecoveredState
{
    private RecoveredState(Books books, Replica replica, JournalTail tail, UtcNanos lastAt)
    {
        Books = books;
        Replica = replica;
        Tail = tail;
        LastAt = lastAt;
    }

    public Books Books { get; }

    public Replica Replica { get; }

    public JournalTail Tail { get; }

    public UtcNanos LastAt { get; }

    /// <summary>
    /// The last stop was clean, but by a build that keeps the state in another form: its hash was not compared.
    /// </summary>
    public bool SealedInAnotherForm => Tail.Sealed && !StateForm.TryReadSeal(Tail.Seal.Span, out _);

    /// <exception cref="JournalCorruptException">The journal does not verify; nothing was changed.</exception>
    /// <param name="tell">Told of checkpoints that cannot be read and are passed over; null: nobody is.</param>
    public static RecoveredState From(
        IJournalStorage storage, JournalOptions options, IJournalStorage? checkpoints, Action<string>? tell = null)
    {
        Books books = new();
        BlockPlayer player = new(books, prefetch: books);
        Replica replica = new();
        Checkpoint? checkpoint = checkpoints is null ? null
            : CheckpointChoice.Newest(storage, options, checkpoints, unreadable: e => tell?.Invoke(PassedOver(e)));
        if (checkpoint is not null)
        {
            CheckpointStore.Load(checkpoint, books);
            player.Resume(checkpoint.Position.NextSeq - 1, checkpoint.At);
            replica.Load(checkpoint);
        }

        if (checkpoint is null) RequireWhole(storage);
        using ReplicaReplay replay = new(replica);
        JournalTail tail = JournalRecovery.Run(storage, options, checkpoint?.Position, Play);
        replay.Finish();
        RequireSealedState(tail, books);
        return new RecoveredState(books, replica, tail, player.At);

        void Play(in BlockView block)
        {
            replay.Add(in block);
            player.Play(block.Records.Span, block.FirstSeq, block.Count);
        }
    }

    /// <summary>To a person, of a checkpoint that cannot be read.</summary>
    internal static string PassedOver(JournalIoException e) => "a checkpoint is passed over: " + e.Message;

    // Facts behind archived ones mean nothing without a checkpoint that stands for those.
    internal static void RequireWhole(IJournalStorage storage)
    {
        IReadOnlyList<ulong> segments = SegmentName.AllIn(storage);
        if (segments.Count > 0 && segments[0] > 1)
            throw new JournalCorruptException(SegmentName.Of(segments[0] - 1), 0, 1, JournalFinding.MissingSegment);
    }

    private static void RequireSealedState(JournalTail tail, Books books)
    {
        // A build that keeps the state in another form sealed a hash that says nothing about ours.
        if (!tail.Sealed || !StateForm.TryReadSeal(tail.Seal.Span, out ReadOnlySpan<byte> hash)) return;
        if (!hash.SequenceEqual(StateHash.Of(books))) throw new StateMismatchException(tail.NextSeq - 1);
    }
}
