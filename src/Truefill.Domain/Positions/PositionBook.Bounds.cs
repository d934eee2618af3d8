using System;
using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Positions.Storage;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Positions;

/// <summary>
/// What a position can take and stay exact. All its sums, in whatever order its history is run, are bounded by its
/// turnover, and have no more decimals than its finest quantity and finest price together; both must fit 28 digits.
/// </summary>
public sealed partial class PositionBook
{
    private static readonly Exact QtyMax = 1_000_000_000_000_000_000m;

    // By decimals: the turnover that still leaves every sum exact. Half of what a decimal holds.
    private static readonly Exact[] TurnoverMax = MakeLimits();

    /// <summary>True when an entry of this quantity and price keeps every amount of the position exact.</summary>
    internal bool CanTake(in PositionKey key, Exact qty, Exact px) => CanTake(key, qty, px, MultiplierOf(key));

    internal bool CanTake(in PositionKey key, Exact qty, Exact px, decimal multiplier) =>
        CanTake(in positions[Find(key)], qty, px, multiplier);

    internal bool CanTake(PositionHandle position, Exact qty, Exact px)
    {
        ref readonly PositionRecord record = ref positions[position.Value];
        return CanTake(in record, qty, px, MultiplierOf(record.Key));
    }

    private static bool CanTake(ref readonly PositionRecord record, Exact qty, Exact px, Exact multiplier)
    {
        int scale = Math.Max(record.QtyScale, qty.Scale) + Math.Max(record.PxScale, px.Scale);
        if (!ExactDecimal.TryMultiply(qty, px, multiplier, out Exact notional))
            return false;
        if (Exact.Abs(record.Qty) + Exact.Abs(qty) > QtyMax) return false;
        Exact value = multiplier == Exact.One ? notional : qty * px;
        return Fits(record.Turnover + Exact.Abs(value), scale, multiplier);
    }

    /// <summary>The same of several entries at once.</summary>
    internal bool CanTake(in PositionKey key, IReadOnlyList<(Qty SignedQty, Px Price)> entries)
    {
        ref readonly PositionRecord record = ref positions[Find(key)];
        Exact multiplier = MultiplierOf(key);
        int qtyScale = record.QtyScale;
        int pxScale = record.PxScale;
        Exact quantity = Exact.Abs(record.Qty);
        Exact turnover = record.Turnover;
        foreach ((Qty signedQty, Px price) in entries)
        {
            Exact qty = signedQty.Value;
            Exact px = price.Value;
            if (!ExactDecimal.TryMultiply(qty, px, multiplier, out _)) return false;
            qtyScale = Math.Max(qtyScale, qty.Scale);
            pxScale = Math.Max(pxScale, px.Scale);
            quantity += Exact.Abs(qty);
            turnover += Exact.Abs(qty * px);
            if (quantity > QtyMax || !Fits(turnover, qtyScale + pxScale, multiplier)) return false;
        }

        return true;
    }

    /// <summary>True when every position of the symbol stays exact under this multiplier.</summary>
    internal bool CanMultiply(SymbolId symbol, decimal multiplier)
    {
        for (int i = 1; i < positions.Count; i++)
        {
            ref readonly PositionRecord record = ref positions[i];
            if (record.Key.Symbol == symbol && !Fits(record.Turnover, record.QtyScale + record.PxScale, multiplier))
                return false;
        }

        return true;
    }

    /// <summary>
    /// True when a position that is booked with multiplier 1 in its account's currency would mean something else.
    /// </summary>
    /// <param name="symbol">One without a definition.</param>
    /// <param name="multiplier">Zero: not stated.</param>
    /// <param name="currency">None: not stated.</param>
    internal bool WouldRestate(SymbolId symbol, decimal multiplier, Currency currency)
    {
        for (int i = 1; i < positions.Count; i++)
        {
            ref readonly PositionRecord record = ref positions[i];
            if (record.Key.Symbol != symbol || record.Turnover == Exact.Zero) continue;
            if (multiplier is not 0 and not 1) return true;
            if (!currency.IsNone && currency != accounts[record.Key.Account].Currency) return true;
        }

        return false;
    }

    private static bool Fits(Exact turnover, int scale, Exact multiplier)
    {
        int decimals = Math.Max(scale, ExactDecimal.MaxDecimals);

        // A coefficient of 64 bits and nine zeros more are still less than half of what a decimal holds.
        if (multiplier == Exact.One && turnover.TryGetCoefficient(out _) && decimals - turnover.Scale <= 9) return true;
        if (multiplier == Exact.One) return turnover <= TurnoverMax[decimals];
        return decimals + multiplier.Scale < TurnoverMax.Length
            && turnover <= TurnoverMax[decimals]
            && turnover <= (decimal)TurnoverMax[decimals + multiplier.Scale] / multiplier;
    }

    private static Exact[] MakeLimits()
    {
        Exact[] limits = new Exact[29];
        limits[0] = decimal.Floor(decimal.MaxValue / 2);
        for (int i = 1; i < limits.Length; i++) limits[i] = (decimal)limits[i - 1] / 10;
        return limits;
    }
}
