using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;

namespace Truefill.Engine.Applied;

/// <summary>
/// One position as the engine has applied it; not necessarily durable yet, so never shown outside the process.
/// </summary>
/// <param name="AvgPx">Average entry price, half-even at ten decimals; zero when flat.</param>
/// <param name="Realized">Gross of fees.</param>
/// <param name="AppliedSeq">Sequence of the fact that made it so.</param>
public readonly record struct PositionSnapshot(
    PositionHandle Position,
    PositionKey Key,
    Qty Qty,
    decimal AvgPx,
    Money Realized,
    Money NetCash,
    ulong AppliedSeq);
