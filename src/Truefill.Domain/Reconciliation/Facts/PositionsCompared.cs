using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Reconciliation;

/// <summary>The positions of a venue were compared with the books, or could not be.</summary>
/// <param name="Id">Counts up from 1 over all venues.</param>
/// <param name="Rows">Positions that either side has.</param>
/// <param name="Differences">Rows that differ by more than the tolerance.</param>
/// <param name="AsOf">The moment, by the venue's clock, that both sides were taken at.</param>
/// <param name="Detail">Why it is indeterminate, else null.</param>
public readonly record struct PositionsCompared(
    int Id,
    VenueId Venue,
    ComparisonStatus Status,
    int Rows,
    int Differences,
    UtcNanos AsOf,
    string? Detail,
    UtcNanos At)
{
    /// <summary>
    /// The venue's list differs, and what explains it may be on its way: the next list decides. No break is opened yet.
    /// </summary>
    public bool IsFirstLook => Status == ComparisonStatus.Indeterminate && Differences > 0;

    /// <summary>Both sides were compared, be it that some rows cannot be decided.</summary>
    public bool IsComparison => Status != ComparisonStatus.Indeterminate || (Rows > 0 && Differences == 0);
}
