namespace Truefill.Journal;

/// <summary>How a journal is written and recovered.</summary>
public sealed class JournalOptions
{
    public const int DefaultSegmentBytes = 64 << 20;

    /// <summary>
    /// Size of new segments in bytes, a multiple of 512, at most 1 TiB. It bounds the largest block. Segments that
    /// exist keep their size.
    /// </summary>
    public long SegmentBytes { get; init; } = DefaultSegmentBytes;

    public JournalDurability Durability { get; init; } = JournalDurability.Sync;

    /// <summary>
    /// What the first block of all carries as the hash before it: ties the chain to one state directory.
    /// </summary>
    public ChainHash Genesis { get; init; }

    /// <summary>What recovery may cut without being asked.</summary>
    public TailPolicy TailPolicy { get; init; } = TailPolicy.ZeroSuffix;
}
