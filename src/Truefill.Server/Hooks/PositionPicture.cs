using System.Collections.Generic;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Server.Hooks;

/// <summary>
/// Positions as of a sequence. Put over each other, the newest last, pictures give all positions as of the newest.
/// </summary>
/// <param name="Seq">Sequence in the journal that it is true at.</param>
/// <param name="IsComplete">It has all positions.</param>
/// <param name="SinceSeq">Otherwise those that have changed since then.</param>
public sealed record PositionPicture(
    ulong Seq, UtcNanos At, bool IsComplete, ulong SinceSeq, IReadOnlyList<PositionRow> Positions);

/// <summary>One position in a <see cref="PositionPicture"/>.</summary>
/// <param name="AvgPx">By the account's own method; 0 when flat.</param>
/// <param name="Realized">Gross of fees.</param>
/// <param name="Unrealized">Null without a mark.</param>
public sealed record PositionRow(
    string Account,
    string Strategy,
    string Symbol,
    Qty Qty,
    decimal AvgPx,
    Money Realized,
    Money? Unrealized);
