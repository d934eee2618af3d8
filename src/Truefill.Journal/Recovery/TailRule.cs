namespace Truefill.Journal;

/// <summary>Decides whether what follows the last sound block is an unfinished write or damage.</summary>
/// <remarks>
/// A write that was cut off leaves sectors as they were prepared: zero. Encoding never yields a sector near zero inside
/// a block (<see cref="SectorMask"/>), so a zero sector inside the last block proves that it was never finished, hence
/// never synced, hence never acknowledged. A changed bit in the last acknowledged block leaves no zero sector and is
/// damage. The header lies in one sector and has a checksum of its own, so its length can be trusted or the block is
/// damaged.
/// </remarks>
internal static class TailRule
{
    /// <summary>
    /// Judges the bytes from <paramref name="at"/> to the end of the segment, which is the last with data.
    /// </summary>
    /// <param name="file">The segment.</param>
    /// <param name="at">Where the next block should be.</param>
    /// <param name="probe">What was found there; not a block.</param>
    /// <param name="afterSeal">The last sound block is a seal: then nothing is cut.</param>
    /// <param name="policy">Which remains may be cut.</param>
    /// <param name="end">End of the last sector that is not zero; <paramref name="at"/> when there is none.</param>
    /// <returns>
    /// Null for a clean end, <see cref="JournalFinding.TornTail"/> for one that may be cut, else the damage.
    /// </returns>
    public static JournalFinding? Judge(
        IJournalFile file, long at, in BlockProbe probe, bool afterSeal, TailPolicy policy, out long end)
    {
        end = ZeroScan.LastWritten(file, at);
        if (end == at)
            return probe.Finding;
        if (probe.IsEmpty)
            return afterSeal || policy == TailPolicy.ZeroSuffix || end - at > BlockFormat.MaxBlockBytes
                || ZeroScan.HoldsHeader(file, at, end) ? JournalFinding.Hole : JournalFinding.TornTail;
        if (probe.Header is not { } header || afterSeal)
            return probe.Finding;

        long claimed = at + header.SizeOnDisk;
        if (end < claimed)
            return JournalFinding.TornTail;
        if (end > claimed || !ZeroScan.HoldsZeroSector(file, at, claimed))
            return probe.Finding;
        return policy == TailPolicy.ZeroSector ? JournalFinding.TornTail : JournalFinding.Hole;
    }
}
