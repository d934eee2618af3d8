using System;
using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.State;

namespace Truefill.Domain.Risk.Limits;

/// <summary>
/// All limits by scope. The scopes of an order are found by looking up the sixteen combinations of its names, so what
/// it costs does not grow with how many scopes there are; what they found is kept until a limit changes.
/// </summary>
public sealed class LimitTable
{
    // An order matches at most this many scopes.
    private const int MatchesMax = 16;

    // Names of orders that were refused stay in memory too, so they are forgotten all at once from time to time.
    private const int CombinationsMax = 1 << 16;

    private readonly Dictionary<LimitScope, ScopeLimits> byScope = [];
    private readonly SortedSet<LimitScope> scopes = [];
    private readonly Dictionary<LimitScope, OrderLimits> byOrder = [];
    private readonly int[] uses = new int[LimitKinds.Count];
    private int patterns;

    /// <summary>Scopes in a fixed order, the global one first.</summary>
    public IEnumerable<ScopeLimits> All
    {
        get
        {
            foreach (LimitScope scope in scopes) yield return byScope[scope];
        }
    }

    /// <summary>Is a limit of this kind on anywhere?</summary>
    public bool IsUsed(LimitKind kind) => uses[(int)kind] > 0;

    public ScopeLimits? TryGet(in LimitScope scope) => byScope.GetValueOrDefault(scope);

    /// <summary>What an order of these names meets.</summary>
    internal OrderLimits Of(VenueId venue, AccountId account, StrategyId strategy, SymbolId symbol)
    {
        LimitScope names = new(venue, account, strategy, symbol);
        if (byOrder.TryGetValue(names, out OrderLimits? known)) return known;
        if (byOrder.Count == CombinationsMax) byOrder.Clear();
        OrderLimits limits = Collect(in names);
        byOrder.Add(names, limits);
        return limits;
    }

    /// <summary>The greatest value of a kind anywhere; zero when it is off.</summary>
    internal decimal Greatest(LimitKind kind)
    {
        decimal greatest = 0;
        if (!IsUsed(kind)) return greatest;
        foreach (ScopeLimits limits in byScope.Values)
            if (limits[kind] is { } value && value > greatest) greatest = value;
        return greatest;
    }

    /// <summary>
    /// What holds in a scope that states nothing itself: the tightest of the wider ones, else the default; null: off.
    /// </summary>
    /// <param name="isNew">The scope names something that nobody knows yet, so it is itself one of the wider.</param>
    internal decimal? Unstated(in LimitScope scope, LimitKind kind, bool isLive, bool isNew = false)
    {
        if (kind.DefaultOf(isLive) is not { } otherwise) return null;
        decimal? tightest = null;
        foreach (ScopeLimits wider in All)
        {
            if (!wider.Scope.Covers(in scope) || (wider.Scope == scope && !isNew)) continue;
            if (wider[kind] is { } value && kind.IsAsTight(value, tightest)) tightest = value;
        }

        return tightest ?? otherwise;
    }

    internal ScopeLimits Apply(in LimitSet e)
    {
        byOrder.Clear();
        ScopeLimits limits = Of(e.Scope);
        if (limits[e.Kind].HasValue) uses[(int)e.Kind]--;
        limits.Set(e.Kind, e.Configured, e.InForce);
        if (e.InForce.HasValue) uses[(int)e.Kind]++;
        return limits;
    }

    internal void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)scopes.Count);
        foreach (LimitScope scope in scopes)
        {
            writer.Unsigned((ulong)scope.Venue.Value);
            writer.Unsigned((ulong)scope.Account.Value);
            writer.Unsigned((ulong)scope.Strategy.Value);
            writer.Unsigned((ulong)scope.Symbol.Value);
            byScope[scope].Save(writer);
        }
    }

    internal void Load(IStateReader reader)
    {
        byOrder.Clear();
        byScope.Clear();
        scopes.Clear();
        Array.Clear(uses);
        patterns = 0;
        for (int count = reader.ReadInt(); count > 0; count--)
        {
            ScopeLimits limits = Of(new LimitScope(
                new VenueId(reader.ReadInt()),
                new AccountId(reader.ReadInt()),
                new StrategyId(reader.ReadInt()),
                new SymbolId(reader.ReadInt())));
            limits.Load(reader);
            for (int kind = 1; kind < LimitKinds.Count; kind++)
                if (limits[(LimitKind)kind].HasValue) uses[kind]++;
        }
    }

    private OrderLimits Collect(in LimitScope names)
    {
        ScopeLimits[] matches = new ScopeLimits[MatchesMax];
        int given = names.Pattern;
        int count = 0;
        for (int pattern = 0; pattern < MatchesMax; pattern++)
        {
            if ((patterns & (1 << pattern)) == 0 || (pattern & ~given) != 0) continue;
            if (byScope.TryGetValue(names.Only(pattern), out ScopeLimits? found)) matches[count++] = found;
        }

        return new OrderLimits(matches.AsSpan(0, count));
    }

    private ScopeLimits Of(in LimitScope scope)
    {
        if (byScope.TryGetValue(scope, out ScopeLimits? found)) return found;
        ScopeLimits limits = new(scope);
        byScope.Add(scope, limits);
        scopes.Add(scope);
        patterns |= 1 << scope.Pattern;
        return limits;
    }
}
