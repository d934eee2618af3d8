using System;
using Truefill.Domain.Names;

namespace Truefill.Domain.Risk.Limits;

/// <summary>What a limit is about: everything that matches all the names given. Zero matches all.</summary>
public readonly record struct LimitScope(VenueId Venue, AccountId Account, StrategyId Strategy, SymbolId Symbol)
    : IComparable<LimitScope>
{
    /// <summary>Everything.</summary>
    public static LimitScope Global => default;

    /// <summary>Which of the four names are given: venue 1, account 2, strategy 4, symbol 8.</summary>
    internal int Pattern => (Venue.IsNone ? 0 : 1) | (Account.IsNone ? 0 : 2) | (Strategy.Value == 0 ? 0 : 4)
        | (Symbol.IsNone ? 0 : 8);

    public static bool operator <(LimitScope a, LimitScope b) => a.CompareTo(b) < 0;

    public static bool operator >(LimitScope a, LimitScope b) => a.CompareTo(b) > 0;

    public static bool operator <=(LimitScope a, LimitScope b) => a.CompareTo(b) <= 0;

    public static bool operator >=(LimitScope a, LimitScope b) => a.CompareTo(b) >= 0;

    public int CompareTo(LimitScope other) =>
        (Venue.Value, Account.Value, Strategy.Value, Symbol.Value).CompareTo(
            (other.Venue.Value, other.Account.Value, other.Strategy.Value, other.Symbol.Value));

    /// <summary>All that matches the other matches this too.</summary>
    internal bool Covers(in LimitScope other) => other.Only(Pattern) == this;

    internal LimitScope Only(int pattern) => new(
        (pattern & 1) != 0 ? Venue : default,
        (pattern & 2) != 0 ? Account : default,
        (pattern & 4) != 0 ? Strategy : default,
        (pattern & 8) != 0 ? Symbol : default);
}
