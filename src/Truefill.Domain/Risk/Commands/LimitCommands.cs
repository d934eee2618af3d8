using System.Collections.Generic;
using Truefill.Domain.Risk.Limits;

namespace Truefill.Domain.Risk.Commands;

/// <summary>One limit, by the names of its scope; an empty name matches all.</summary>
/// <param name="Value">In the unit of its kind; null: off.</param>
public sealed record LimitValue(
    string Venue, string Account, string Strategy, string Symbol, LimitKind Kind, decimal? Value);

/// <summary>All limits of the configuration: what it does not name is off.</summary>
public sealed record DefineLimits(IReadOnlyList<LimitValue> Limits, string ConfigHash, bool IsLive);

/// <summary>A person changes limits: all of them or, if one is refused, none.</summary>
public sealed record SetLimits(IReadOnlyList<LimitValue> Limits, string By, string Reason, bool HasRiskRole);

/// <summary>When an account's day changes; empty: all accounts without days of their own.</summary>
public sealed record DefineRiskDays(string Account, IReadOnlyList<DayOffset> Offsets)
{
    /// <summary>Days of UTC.</summary>
    public static IReadOnlyList<DayOffset> Utc { get; } = [new DayOffset(default, 0)];
}
