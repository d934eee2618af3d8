using System.Collections.Generic;

namespace Truefill.Domain.Reconciliation;

/// <summary>What the books have at a venue at the moment of its list, by account and symbol.</summary>
/// <param name="Qty">Signed. Without the positions that nobody can decide about: those of the other two.</param>
/// <param name="Unplaced">Of which part may be at another venue, and how much came from none.</param>
/// <param name="Amended">Of which a trade was cancelled or corrected since the list was made.</param>
internal sealed record BooksAtList(
    SortedDictionary<(int Account, int Symbol), decimal> Qty,
    SortedDictionary<(int Account, int Symbol), decimal> Unplaced,
    SortedSet<(int Account, int Symbol)> Amended)
{
    public bool IsUndecided => Unplaced.Count > 0 || Amended.Count > 0;

    public bool LeavesOpen((int Account, int Symbol) key) => Unplaced.ContainsKey(key) || Amended.Contains(key);
}
