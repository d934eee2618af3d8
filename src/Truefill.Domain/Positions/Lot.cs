using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Positions;

/// <summary>
/// An open lot. Under the average method there is one, the pool, at its average price rounded for display.
/// </summary>
/// <param name="SignedQty">What is left of it; negative is short.</param>
/// <param name="Exec">The execution that opened it; none for imports, transfers and the pool.</param>
/// <param name="OpenedAt">Venue time of what opened it; none for the pool.</param>
public readonly record struct Lot(Qty SignedQty, decimal Px, ExecHandle Exec, UtcNanos OpenedAt);

/// <summary>A lot, or part of one, that was closed.</summary>
/// <param name="SignedQty">What was closed; negative where the lot was short.</param>
/// <param name="OpenPx">
/// Its entry price; under the average method the pool's average at the time, rounded for display.
/// </param>
/// <param name="Realized">In the contract's currency, before fees.</param>
public readonly record struct ClosedLot(
    Qty SignedQty,
    decimal OpenPx,
    decimal ClosePx,
    ExecHandle OpenedBy,
    ExecHandle ClosedBy,
    UtcNanos OpenedAt,
    UtcNanos ClosedAt,
    Money Realized);
