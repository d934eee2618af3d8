using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Risk;

/// <summary>From an instant on, the day begins this much before midnight UTC.</summary>
/// <param name="From">Engine time from which it holds; the first holds before as well.</param>
/// <param name="Nanos">Added to a time before it is divided into days of 24 hours.</param>
public readonly record struct DayOffset(UtcNanos From, long Nanos);

/// <summary>When an account's day changes. What a time zone says is data: nothing here knows one.</summary>
/// <param name="Account">None: every account without days of its own.</param>
public readonly record struct RiskDaysDefined(AccountId Account, IReadOnlyList<DayOffset> Offsets);
