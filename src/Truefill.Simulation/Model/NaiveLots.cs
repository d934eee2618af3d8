using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Positions;

namespace Truefill.Simulation.Model;

/// <summary>A trade as the lots see it: signed quantity at a price.</summary>
internal readonly record struct Lot(Rational Quantity, Rational Price);

/// <summary>What a history of trades comes to. Cost is signed: negative for a short.</summary>
public readonly record struct PositionView(
    Rational Quantity, Rational AvgPx, Rational Realised, Rational NetCash, Rational Cost);

/// <summary>Plays trades in their order against open lots, always from the first one.</summary>
internal static class NaiveLots
{
    private const int PoolDecimals = 10;

    public static PositionView Play(List<Lot> history, Rational multiplier, LotMethod method, Reading reading)
    {
        Rational paid = Rational.Zero;
        foreach (Lot trade in history) paid += trade.Quantity * trade.Price;
        Rational cash = -paid * multiplier;
        (List<Lot> open, Rational cost) = method == LotMethod.Average
            ? Pool(history, multiplier, reading[OpenQuestion.PoolBeforeMultiplier])
            : Separate(history, multiplier, method);
        Rational quantity = open.Aggregate(Rational.Zero, (sum, l) => sum + l.Quantity);
        Rational average = quantity.IsZero ? Rational.Zero : cost / (quantity * multiplier);
        return new PositionView(quantity, average, cash + cost, cash, cost);
    }

    private static (List<Lot> Open, Rational Cost) Separate(List<Lot> history, Rational multiplier, LotMethod method)
    {
        List<Lot> open = [];
        foreach (Lot trade in history)
        {
            Rational rest = trade.Quantity;
            while (!rest.IsZero && open.Count > 0 && open[0].Quantity.Sign != rest.Sign)
            {
                int at = Choose(open, method);
                Rational size = Rational.Min(open[at].Quantity.Abs, rest.Abs) * rest.Sign;
                Lot left = open[at] with { Quantity = open[at].Quantity + size };
                rest -= size;
                if (left.Quantity.IsZero) open.RemoveAt(at);
                else open[at] = left;
            }

            if (!rest.IsZero) open.Add(trade with { Quantity = rest });
        }

        return (open, open.Aggregate(Rational.Zero, (sum, l) => sum + l.Quantity * l.Price * multiplier));
    }

    private static int Choose(List<Lot> open, LotMethod method)
    {
        if (method == LotMethod.Fifo) return 0;
        if (method == LotMethod.Lifo) return open.Count - 1;
        bool isLong = open[0].Quantity > 0;
        Rational best = isLong ? open.Max(l => l.Price) : open.Min(l => l.Price);
        return open.FindIndex(l => l.Price == best);
    }

    // One pool; a close takes its share of the cost, rounded, and the last close takes all of it.
    private static (List<Lot> Open, Rational Cost) Pool(List<Lot> history, Rational multiplier, bool beforeMultiplier)
    {
        Rational quantity = 0;
        Rational cost = 0;
        Rational inside = beforeMultiplier ? 1 : multiplier;
        foreach (Lot trade in history)
        {
            Rational opening = trade.Quantity;
            if (quantity.Sign * trade.Quantity.Sign < 0)
            {
                Rational closed = Rational.Min(quantity.Abs, trade.Quantity.Abs);
                cost -= closed == quantity.Abs ? cost : (cost * closed / quantity.Abs).RoundHalfEven(PoolDecimals);
                quantity += closed * trade.Quantity.Sign;
                opening -= closed * trade.Quantity.Sign;
            }

            quantity += opening;
            cost += opening * trade.Price * inside;
        }

        if (beforeMultiplier) cost *= multiplier;
        return ([new Lot(quantity, 0)], cost);
    }
}
