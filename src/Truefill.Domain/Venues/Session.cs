using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Venues;

/// <summary>A configured venue and whether it can be sent to.</summary>
/// <param name="ReadOnly">Keeps books only; nothing is ever sent.</param>
/// <param name="RequestTimeout">Nanoseconds after which an unanswered request is unknown; 0: never by time.</param>
/// <param name="ComparesOnStart">Trading opens only after a comparison with the books.</param>
/// <param name="CompareEvery">Nanoseconds between comparisons of positions; 0: only when asked.</param>
/// <param name="QtyTolerance">Differences up to this are none.</param>
/// <param name="CorrectsPositions">A difference is booked as a correction, else only shown.</param>
/// <param name="Orphans">What becomes of an order there that nobody here entered.</param>
/// <param name="IsOpen">The session is logged on.</param>
/// <param name="IsHeld">A person has to resume trading, whatever the session does.</param>
/// <param name="IsCompared">It has been compared since it logged on.</param>
/// <param name="Awaited">Bit 1 &lt;&lt; kind for every kind of question that a comparison still waits for.</param>
/// <param name="Rounds">How often such a question has failed since the session opened.</param>
/// <param name="ComparedAt">When the last one failed.</param>
/// <param name="ExecutionsUntil">Up to when the venue has told all executions; none: never asked.</param>
/// <param name="Reason">Why trading is as it is; null: nothing to say.</param>
/// <param name="Since">When the session was last opened or closed.</param>
/// <param name="IsRetired">The configuration names it no more; its books are kept.</param>
public readonly record struct Session(
    VenueId Venue,
    bool ReadOnly,
    VenueCapabilities Capabilities,
    long RequestTimeout,
    bool ComparesOnStart,
    long CompareEvery,
    Qty QtyTolerance,
    bool CorrectsPositions,
    OrphanPolicy Orphans,
    bool IsOpen,
    bool IsHeld,
    bool IsCompared,
    int Awaited,
    int Rounds,
    UtcNanos ComparedAt,
    UtcNanos ExecutionsUntil,
    string? Reason,
    UtcNanos Since,
    bool IsRetired)
{
    public TradingState Trading =>
        !IsOpen ? TradingState.Disconnected
        : IsHeld ? TradingState.Held
        : NeedsComparison ? TradingState.Reconciling
        : TradingState.Open;

    /// <summary>It is to be compared with the books first, also while a person holds trading there.</summary>
    public bool NeedsComparison => IsOpen && ComparesOnStart && !IsCompared;

    /// <summary>What it has to be asked, and answer completely, before trading opens.</summary>
    public IEnumerable<QueryKind> AwaitedKinds
    {
        get
        {
            foreach (QueryKind kind in ComparedKinds)
                if ((Awaited & (1 << (int)kind)) != 0) yield return kind;
        }
    }

    // Open orders first: an order that was entered elsewhere is in the books before its trades are told.
    private static IReadOnlyList<QueryKind> ComparedKinds { get; } =
        [QueryKind.OpenOrders, QueryKind.Executions, QueryKind.Positions, QueryKind.Balances];

    public bool Can(VenueCapabilities all) => (Capabilities & all) == all;

    internal int AllAwaited()
    {
        int awaited = 0;
        foreach (QueryKind kind in ComparedKinds)
            if (Can(CapabilityFor(kind))) awaited |= 1 << (int)kind;
        return awaited;
    }

    private static VenueCapabilities CapabilityFor(QueryKind kind) => kind switch
    {
        QueryKind.OpenOrders => VenueCapabilities.QueryOpenOrders,
        QueryKind.Order => VenueCapabilities.QueryByWireId,
        QueryKind.Executions => VenueCapabilities.QueryExecutions,
        QueryKind.Positions => VenueCapabilities.QueryPositions,
        QueryKind.Balances => VenueCapabilities.QueryBalances,
    };
}
