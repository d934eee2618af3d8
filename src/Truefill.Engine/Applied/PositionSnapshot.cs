using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;

namespace Truefill.Engine.Applied;

/// <summary>
/// One position as the engine has applied it; not necessarily durable yet, so never shown outside the process.
/// </summary>
public record struct PositionSnapshot
{
    public PositionHandle Position { get; internal set; }

    public PositionKey Key { get; internal set; }

    /// <summary>A field, so that it is written where it stays.</summary>
    public PositionAmounts Amounts;

    /// <summary>Sequence of the fact that made it so.</summary>
    public ulong AppliedSeq { get; internal set; }

    public readonly Qty Qty => Amounts.Qty;

    /// <summary>Average entry price, half-even at ten decimals; zero when flat. Divided when asked for.</summary>
    public readonly decimal AvgPx => Amounts.AvgPx;

    /// <summary>Gross of fees.</summary>
    public readonly Money Realized => new(Amounts.Realized, Amounts.Currency);

    public readonly Money NetCash => new(Amounts.NetCash, Amounts.Currency);
}
