using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;

namespace Truefill.Engine.Applied;

/// <summary>
/// One position as the engine has applied it; not necessarily durable yet, so never shown outside the process.
/// </summary>
/// <param name="AppliedSeq">Sequence of the fact that made it so.</param>
public readonly record struct PositionSnapshot(
    PositionHandle Position, PositionKey Key, PositionAmounts Amounts, ulong AppliedSeq)
{
    public Qty Qty => Amounts.Qty;

    /// <summary>Average entry price, half-even at ten decimals; zero when flat. Divided when asked for.</summary>
    public decimal AvgPx => Amounts.AvgPx;

    /// <summary>Gross of fees.</summary>
    public Money Realized => new(Amounts.Realized, Amounts.Currency);

    public Money NetCash => new(Amounts.NetCash, Amounts.Currency);
}
