namespace Truefill.Journal;

/// <summary>The part of a journal that verifies and may be copied.</summary>
/// <param name="Start">Before its oldest block.</param>
/// <param name="End">Behind its last durable block.</param>
internal readonly record struct VerifiedStretch(JournalPosition Start, JournalPosition End)
{
    /// <summary>
    /// Reads the whole journal. While somebody writes it ends at the watermark of this moment. Otherwise it ends at the
    /// last sound block: the watermark is not synced with each block and may be older after a power cut.
    /// </summary>
    /// <exception cref="JournalCorruptException">It does not verify.</exception>
    public static VerifiedStretch Of(IJournalStorage storage, JournalOptions options, ReadScope scope)
    {
        using var reader = new JournalReader(storage, options, from: null, scope);
        JournalPosition start = reader.Position;
        Watermark until = reader.Watermark;
        while (scope == ReadScope.All || !until.IsReachedBy(reader.Position))
        {
            if (!reader.MoveNext())
                break;
        }

        return new VerifiedStretch(start, reader.Position);
    }
}
