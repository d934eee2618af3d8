using System;
using System.Collections.Generic;
using Truefill.Domain.Executions.Storage;
using Truefill.Domain.Names;
using Truefill.Domain.Positions.Storage;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Positions;

/// <summary>What leaves a position that is moved without a price of its own: lots at what they cost.</summary>
public sealed partial class PositionBook
{
    // An entry each. What is beyond goes as one at the average of those lots, which realises nothing either.
    private const int MovedLotsMost = 1000;

    /// <summary>
    /// The lots that the account's method would close first of what a position held at a time, in that order. Leaving
    /// at their own prices they realise nothing. Under the average method, and for what was not held then, one entry at
    /// the average, rounded half-even to what a price can hold.
    /// </summary>
    /// <param name="signedQty">Of the position's sign, and not more than it holds now.</param>
    internal List<(Qty SignedQty, Px Price)> LotsToMove(PositionHandle position, Qty signedQty, UtcNanos at)
    {
        ref readonly PositionRecord record = ref positions[position.Value];
        List<(Qty SignedQty, Px Price)> moved = [];
        decimal rest = signedQty.Value;
        (IReadOnlyList<(decimal Qty, decimal Px)> lots, decimal average) = HeldAt(position, at);
        decimal bundled = 0;
        decimal bundledCost = 0;
        foreach ((decimal open, decimal px) in lots)
        {
            if (rest == 0 || open > 0 != rest > 0) break;
            decimal part = Math.Abs(open) < Math.Abs(rest) ? open : rest;
            rest -= part;
            if (moved.Count > 0 && bundled == 0 && moved[^1].Price.Value == px)
                moved[^1] = (QtyOf(moved[^1].SignedQty.Value + part), moved[^1].Price);
            else if (moved.Count < MovedLotsMost) moved.Add((QtyOf(part), Px.FromTrusted(ExactDecimal.Normalize(px))));
            else (bundled, bundledCost) = (bundled + part, bundledCost + part * px);
        }

        if (bundled != 0) moved.Add((QtyOf(bundled), PriceOf(bundledCost / bundled)));
        if (rest != 0) moved.Add((QtyOf(rest), PriceOf(average)));
        return moved;
    }

    /// <summary>
    /// A time at which everything that a position holds is held: now, unless the clock of a venue is ahead of ours.
    /// </summary>
    internal UtcNanos Behind(PositionHandle position, UtcNanos now)
    {
        ref readonly EntryRecord last = ref Entry(positions[position.Value].Tail);
        return IsBefore(last, now) ? now : last.Time.AddNanos(1);
    }

    // Open lots in the order of closing; none under the average method.
    private (IReadOnlyList<(decimal Qty, decimal Px)> Lots, decimal Average) HeldAt(
        PositionHandle position, UtcNanos at)
    {
        ref readonly PositionRecord record = ref positions[position.Value];
        List<(decimal Qty, decimal Px)> held = [];
        decimal average = record.Qty == 0 ? 0 : (decimal)record.Cost / (decimal)record.Qty;
        if (IsBefore(Entry(record.Tail), at))
        {
            foreach (int lot in lots.InClosingOrder(record))
                held.Add((lots[lot].Qty, Exact.Of(lots[lot].PxCoefficient, lots[lot].PxScale)));
            return (held, average);
        }

        LotReplay replay = new(record.Method, 1, default);
        for (int handle = record.Head; handle != 0 && IsBefore(Entry(handle), at); handle = Entry(handle).Next)
            replay.Add(Entry(handle).SignedQty, Entry(handle).Px, default, default);
        if (record.Method != LotMethod.Average) return (replay.InClosingOrder(), average);
        return (held, replay.Qty.Value == 0 ? average : replay.Cost.Amount / replay.Qty.Value);
    }

    // An entry of a person stands behind what has its time and no sequence of the venue's.
    private static bool IsBefore(in EntryRecord entry, UtcNanos at) =>
        entry.Time < at || (entry.Time == at && entry.VenueSeq <= 0);

    private static Qty QtyOf(decimal qty) => Qty.FromTrusted(ExactDecimal.Normalize(qty));

    // As many decimals as a price can have: ten, and eighteen digits in all.
    private static Px PriceOf(decimal exact)
    {
        for (int decimals = ExactDecimal.MaxDecimals; decimals > 0; decimals--)
            if (Px.TryFrom(decimal.Round(exact, decimals, MidpointRounding.ToEven), out Px price) == NumberError.None)
                return price;
        return Px.FromTrusted(decimal.Round(exact, MidpointRounding.ToEven));
    }
}
