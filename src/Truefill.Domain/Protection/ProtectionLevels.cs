using System;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Protection;

/// <summary>Where protection of an order's fills stands: as stated, or from the price that was really paid.</summary>
public static class ProtectionLevels
{
    /// <summary>
    /// The stop-loss or take-profit price of what is filled of the order, on the tick; null: the order has none, or
    /// nothing is filled, or the price would not be above zero. The stop-loss of an exit stands before any fill.
    /// </summary>
    public static Px? Of(Order order, LegKind kind, Px tick)
    {
        if (order.Bracket is not { } bracket) return null;
        if (order.IsExit) return kind == LegKind.StopLoss ? bracket.StopLoss : null;
        if (!order.CumQty.IsPositive) return null;
        Px? stated = kind == LegKind.StopLoss ? bracket.StopLoss : bracket.TakeProfit;
        decimal offset = kind == LegKind.StopLoss ? bracket.StopLossOffset : bracket.TakeProfitOffset;
        if (stated is null && offset == 0) return null;
        Px level = stated ?? FromFill(order.AvgPx, offset, tick);
        return level > Px.Zero ? level : null;
    }

    /// <summary>
    /// Fill price × (1 + offset), on the nearest tick that is still on its side of the fill: at the fill itself, a leg
    /// would trade at once. At ten decimals where there is no tick.
    /// </summary>
    public static Px FromFill(Px fill, decimal offset, Px tick)
    {
        decimal exact = fill.Value * (1m + offset);
        decimal level = tick > Px.Zero
            ? OnTick(exact, fill.Value, offset, tick.Value)
            : ExactDecimal.RoundToMaxDecimals(exact);
        return Px.TryFrom(level, out Px price) == NumberError.None ? price : Px.Zero;
    }

    private static decimal OnTick(decimal exact, decimal fill, decimal offset, decimal tick)
    {
        decimal ticks = Math.Round(exact / tick, MidpointRounding.ToEven);
        decimal paid = fill / tick;
        if (offset < 0 && ticks >= paid) ticks = Math.Ceiling(paid) - 1;
        if (offset > 0 && ticks <= paid) ticks = Math.Floor(paid) + 1;
        return ExactDecimal.Normalize(ticks * tick);
    }
}
