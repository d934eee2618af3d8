using System;
using Truefill.Journal;

namespace Truefill.Server.Offline;

/// <summary>
/// Reads a journal block by block as far as it is durable: up to the watermark, and then what is durable behind it,
/// which a writer that was killed or lost its power had no time to note.
/// </summary>
public sealed class OfflineReader : IDisposable
{
    private readonly IJournalStorage journal;
    private readonly JournalOptions options;
    private JournalReader reader;
    private bool isBehindWatermark;

    /// <summary>Starts at <paramref name="from"/>, or at the oldest segment there is.</summary>
    /// <exception cref="JournalCorruptException">The journal has no sound start.</exception>
    public OfflineReader(IJournalStorage journal, JournalOptions options, JournalPosition? from = null)
    {
        this.journal = journal;
        this.options = options;
        reader = new JournalReader(journal, options, from, ReadScope.Durable);
    }

    /// <summary>Where the next block is expected.</summary>
    public JournalPosition Position => reader.Position;

    /// <summary>The block that <see cref="MoveNext"/> moved to, valid until the next call.</summary>
    public BlockView Current => reader.Current;

    /// <summary>False at the end of what is durable.</summary>
    /// <exception cref="JournalCorruptException">Before the watermark, the journal does not verify.</exception>
    public bool MoveNext()
    {
        if (!isBehindWatermark)
        {
            if (reader.MoveNext()) return true;
            isBehindWatermark = true;
            JournalPosition position = reader.Position;
            reader.Dispose();
            reader = new JournalReader(journal, options, position);
        }

        try
        {
            return reader.MoveNext() && reader.IsCurrentDurable();
        }
        catch (JournalCorruptException)
        {
            // Nothing there was ever acknowledged as durable, and a writer may be at it right now.
            return false;
        }
    }

    public void Dispose() => reader.Dispose();
}
