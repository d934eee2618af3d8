using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Reconciliation;

/// <summary>What venues last listed, what came of comparing it, and the breaks that are left.</summary>
public sealed partial class ReconciliationBook
{
    private const int Kept = 200;

    private readonly SortedDictionary<int, PositionList> lists = [];
    private readonly SortedDictionary<int, PositionBreak> breaks = [];
    private readonly UnresolvedBreaks unresolved = new();
    private readonly Queue<PositionsCompared> latest = new();
    private readonly SortedDictionary<int, PositionsCompared> byVenue = [];

    /// <summary>Comparisons ever made; the next one's id is one more.</summary>
    public int LastId { get; private set; }

    /// <summary>The newest comparisons, oldest first; older ones are in the journal.</summary>
    public IEnumerable<PositionsCompared> Latest => latest;

    /// <summary>Every break there was, by id. For what is to be done, <see cref="AllUnresolved"/> is shorter.</summary>
    public IEnumerable<PositionBreak> Breaks => breaks.Values;

    /// <summary>The breaks that are not resolved, oldest first.</summary>
    public IEnumerable<PositionBreak> AllUnresolved
    {
        get
        {
            foreach (int id in unresolved.All) yield return breaks[id];
        }
    }

    public int LastBreakId { get; private set; }

    /// <summary>A difference that was found once is to be looked for again by time.</summary>
    public bool IsSecondLookDue
    {
        get
        {
            foreach (PositionsCompared last in byVenue.Values)
                if (last.IsFirstLook) return true;
            return false;
        }
    }

    public PositionsCompared? LastOf(VenueId venue) =>
        byVenue.TryGetValue(venue.Value, out PositionsCompared compared) ? compared : null;

    public PositionBreak? TryGet(int id) => breaks.TryGetValue(id, out PositionBreak found) ? found : null;

    /// <summary>The break of this position that is not resolved; null: none.</summary>
    public PositionBreak? Unresolved(VenueId venue, AccountId account, SymbolId symbol) =>
        unresolved.Find(venue.Value, account.Value, symbol.Value) is > 0 and int id ? breaks[id] : null;

    public int UnresolvedCount => unresolved.Count;

    /// <summary>The venue's latest complete list; null: it never gave one.</summary>
    internal PositionList? ListOf(VenueId venue) =>
        lists.TryGetValue(venue.Value, out PositionList? list) ? list : null;

    public void Apply(in VenueAnswered e)
    {
        if (e.Kind == QueryKind.OpenOrders) ordersAnswered[e.Venue.Value] = e.At;
        if (e.Kind == QueryKind.Positions && e.Status == AnswerStatus.Complete)
            lists[e.Venue.Value] = new PositionList { AsOf = e.AsOf, AnsweredAt = e.At };
    }

    public void Apply(in PositionListed e)
    {
        Invariant.Holds(lists.ContainsKey(e.Venue.Value), "a listed position belongs to a list");
        lists[e.Venue.Value].Rows[(e.Account.Value, e.Symbol.Value)] = e;
    }

    public void Apply(in PositionsCompared e)
    {
        LastId = e.Id;
        latest.Enqueue(e);
        if (latest.Count > Kept) latest.Dequeue();
        byVenue[e.Venue.Value] = e;
        if (ListOf(e.Venue) is not { } list) return;
        list.IsConcluded = true;
        list.IsCompared = e.IsComparison;
    }

    public void Apply(in BreakOpened e)
    {
        bool isKnown = breaks.TryGetValue(e.Id, out PositionBreak known);
        breaks[e.Id] = isKnown
            ? known with { Latest = e }
            : new PositionBreak(e, BreakState.Open, "", "", "", e.At);
        unresolved.Follow(breaks[e.Id]);
        if (e.Class is BreakClass.PhantomOrder or BreakClass.MissingOrder or BreakClass.OrphanOrder
            or BreakClass.MissingFill)
            looks.Remove(SightKey.Of(e.Venue, e.Order));
        if (e.Id > LastBreakId) LastBreakId = e.Id;
    }

    public void Apply(in BreakChanged e)
    {
        PositionBreak changed = breaks[e.Id] with
        {
            State = e.State,
            Owner = e.Owner,
            By = e.By,
            Reason = e.Reason,
        };
        breaks[e.Id] = changed;
        unresolved.Follow(in changed);
    }
}

/// <summary>A venue's complete list of positions at one moment.</summary>
internal sealed class PositionList
{
    public SortedDictionary<(int Account, int Symbol), PositionListed> Rows { get; } = [];

    /// <summary>By the venue's clock; none: it does not say.</summary>
    public UtcNanos AsOf { get; init; }

    /// <summary>Engine time of the answer.</summary>
    public UtcNanos AnsweredAt { get; init; }

    /// <summary>It is no longer waited with.</summary>
    public bool IsConcluded { get; set; }

    /// <summary>Both sides were compared; concluded without that, nothing is known.</summary>
    public bool IsCompared { get; set; }
}
