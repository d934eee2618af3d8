using Truefill.Domain;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;
using Truefill.Engine.Recovery;
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

    /// <exception cref="JournalCorruptException">The journal does not verify; nothing was changed.</exception>
    public static RecoveredState From(IJournalStorage storage, JournalOptions options)
    {
        Books books = new();
        BlockPlayer player = new(books);
        Replica replica = new();
        JournalTail tail = JournalRecovery.Run(storage, options, from: null, visitor: Play);
        return new RecoveredState(books, replica, tail, player.At);

        void Play(in BlockView block)
        {
            player.Play(block.Records.Span, block.FirstSeq, block.Count);
            replica.Play(block.Records.Span, block.FirstSeq, block.Count, block.Raw.Span);
        }
    }
}
