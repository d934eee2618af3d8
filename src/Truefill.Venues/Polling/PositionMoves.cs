using System.Collections.Generic;
using System.Threading;

namespace Truefill.Venues.Polling;

/// <summary>
/// Counts, by account and symbol, what makes a list of positions older or newer than what was told. Any thread.
/// </summary>
internal sealed class PositionMoves
{
    private readonly Lock gate = new();
    private readonly Dictionary<AccountSymbol, Count> counts = [];

    /// <param name="Moves">Trades told, and orders taken or found.</param>
    /// <param name="UnderWay">Orders that were sent and that the broker has not answered.</param>
    public readonly record struct Count(long Moves, int UnderWay);

    public void Moved(AccountSymbol of) => Add(of, moves: 1, underWay: 0);

    public void Sent(AccountSymbol of) => Add(of, moves: 0, underWay: 1);

    public void Answered(AccountSymbol of) => Add(of, moves: 0, underWay: -1);

    /// <summary>All counts as they are now; what never moved has none.</summary>
    public Dictionary<AccountSymbol, Count> Now()
    {
        lock (gate) return new Dictionary<AccountSymbol, Count>(counts);
    }

    private void Add(AccountSymbol of, long moves, int underWay)
    {
        lock (gate)
        {
            Count count = counts.GetValueOrDefault(of);
            counts[of] = new Count(count.Moves + moves, count.UnderWay + underWay);
        }
    }
}
