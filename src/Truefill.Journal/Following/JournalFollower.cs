using System;

namespace Truefill.Journal;

/// <summary>
/// Reads durable records at its own pace and remembers how far it came. At least once, keyed by sequence.
/// </summary>
/// <remarks>
/// It shares nothing with the writer but files, so a slow or dead follower costs the writer nothing. A cursor that is
/// lost, damaged or ahead of the journal is thrown away and everything is read again: see <see cref="StartedOver"/>. A
/// cursor into a segment that was archived away is not: going on would skip records, so it throws.
/// </remarks>
public sealed class JournalFollower : IDisposable
{
    private readonly IJournalStorage journal;
    private readonly JournalOptions options;
    private readonly Cursor cursor;
    private JournalReader reader;
    private bool trusted;

    /// <summary>A follower of <paramref name="journal"/> with the cursor file <paramref name="name"/>.</summary>
    /// <exception cref="JournalCorruptException">The journal has no sound watermark.</exception>
    public JournalFollower(IJournalStorage journal, JournalOptions options, IJournalStorage cursors, string name)
    {
        this.journal = journal;
        this.options = options;
        cursor = Cursor.Open(cursors, name);
        DoneSeq = cursor.DoneSeq;
        StartedOver = cursor.Position is null;
        trusted = StartedOver;
        reader = new JournalReader(journal, options, cursor.Position, ReadScope.Durable);
        if (!trusted && IsAhead(reader))
            StartOver();
    }

    /// <summary>
    /// There was no cursor to go on from, or it did not fit this journal: records come from the oldest on.
    /// </summary>
    public bool StartedOver { get; private set; }

    /// <summary>The block that <see cref="TryNext"/> moved to. Valid until the next call.</summary>
    public BlockView Current => reader.Current;

    /// <summary>
    /// Everything up to here was acknowledged; records of <see cref="Current"/> up to here need not be handled again.
    /// </summary>
    public ulong DoneSeq { get; private set; }

    /// <summary>
    /// Moves to the next durable block. False when there is none yet; blocks without records are passed over.
    /// </summary>
    /// <exception cref="JournalCorruptException">The journal does not verify.</exception>
    public bool TryNext()
    {
        do
        {
            if (!MoveNext())
                return false;
        }
        while (reader.Current.Count == 0);
        return true;
    }

    /// <summary>
    /// Remembers that everything up to <paramref name="seq"/>, inside the current block, was handled.
    /// </summary>
    public void Acknowledge(ulong seq)
    {
        BlockView block = reader.Current;
        if (seq < block.FirstSeq || seq >= block.Next.NextSeq)
            throw new ArgumentOutOfRangeException(nameof(seq), seq, "Not a sequence of the current block.");
        cursor.Save(seq == block.Next.NextSeq - 1 ? block.Next : block.Position, seq);
        DoneSeq = seq;
    }

    public void Dispose()
    {
        reader.Dispose();
        cursor.Dispose();
    }

    private bool MoveNext()
    {
        try
        {
            bool moved = reader.MoveNext();
            trusted |= moved;
            return moved;
        }
        catch (JournalCorruptException e) when (!trusted && e.Finding != JournalFinding.MissingSegment)
        {
            // The first block after the cursor does not continue it. Either the cursor belongs to another life of the
            // journal, or the journal is damaged; reading from the start tells which.
            StartOver();
            return reader.MoveNext();
        }
    }

    private static bool IsAhead(JournalReader reader) =>
        !new JournalPosition(reader.Watermark.Segment, reader.Watermark.Offset, 0, default)
            .Covers(reader.Position.Segment, reader.Position.Offset);

    private void StartOver()
    {
        reader.Dispose();
        reader = new JournalReader(journal, options, null, ReadScope.Durable);
        StartedOver = true;
        DoneSeq = 0;
        trusted = true;
    }
}
