using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Positions.Storage;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Positions;

/// <summary>
/// A position's history run under one method, kept as plain as it can be: for display, for the methods that the account
/// does not use, and for tests to hold the book against.
/// </summary>
public sealed class LotReplay
{
    private readonly List<Lot> lots = [];
    private readonly List<ClosedLot> closed = [];
    private readonly LotMethod method;
    private readonly decimal multiplier;
    private readonly Currency currency;
    private decimal qty;
    private decimal cost;
    private decimal realized;

    internal LotReplay(LotMethod method, decimal multiplier, Currency currency)
    {
        this.method = method;
        this.multiplier = multiplier;
        this.currency = currency;
    }

    public LotMethod Method => method;

    public Qty Qty => Qty.FromTrusted(ExactDecimal.Normalize(qty));

    public Money Cost => new(cost * multiplier, currency);

    public Money Realized => new(realized * multiplier, currency);

    /// <summary>What is open, oldest first; under the average method the pool.</summary>
    public IReadOnlyList<Lot> Lots =>
        method != LotMethod.Average ? lots
        : qty == 0 ? []
        : [new Lot(Qty, ExactDecimal.RoundToMaxDecimals(cost / qty), default, default)];

    public IReadOnlyList<ClosedLot> ClosedLots => closed;

    public Money? Unrealized(Px mark) =>
        Valuation.TryMultiply(qty, mark.Value, out decimal value)
            && Valuation.TryMultiply(value - cost, multiplier, out value)
            ? new Money(value, currency)
            : null;

    internal void Add(decimal signedQty, decimal px, ExecHandle exec, UtcNanos at)
    {
        decimal rest = signedQty;
        while (rest != 0 && qty != 0 && rest > 0 != qty > 0) rest += CloseOne(rest, px, exec, at);
        if (rest == 0) return;
        lots.Add(new Lot(Qty.FromTrusted(rest), px, exec, at));
        qty += rest;
        cost += rest * px;
    }

    // Closes one lot, or what the trade suffices for, and returns the signed quantity closed.
    private decimal CloseOne(decimal rest, decimal px, ExecHandle exec, UtcNanos at)
    {
        int next = method == LotMethod.Average ? 0 : NextToClose();
        Lot lot = method == LotMethod.Average ? new Lot(Qty.FromTrusted(qty), 0, default, default) : lots[next];
        decimal open = lot.SignedQty.Value;
        bool whole = System.Math.Abs(open) <= System.Math.Abs(rest);
        decimal part = whole ? open : -rest;
        decimal released = method != LotMethod.Average ? part * lot.Px
            : part == qty ? cost
            : PoolShare.Release(cost, part, qty);
        decimal gain = part * px - released;
        closed.Add(new ClosedLot(
            Qty.FromTrusted(ExactDecimal.Normalize(part)),
            method == LotMethod.Average ? ExactDecimal.RoundToMaxDecimals(cost / qty) : lot.Px,
            px,
            lot.Exec,
            exec,
            lot.OpenedAt,
            at,
            new Money(gain * multiplier, currency)));
        realized += gain;
        cost -= released;
        qty -= part;
        if (method == LotMethod.Average)
        {
            if (qty == 0) lots.Clear();
        }
        else if (whole)
        {
            lots.RemoveAt(next);
        }
        else
        {
            lots[next] = lot with { SignedQty = Qty.FromTrusted(open - part) };
        }

        return part;
    }

    /// <summary>What is open in the order in which it would be closed; not under the average method.</summary>
    internal List<(decimal Qty, decimal Px)> InClosingOrder()
    {
        List<(decimal Qty, decimal Px)> open = [.. lots.Select(static lot => (lot.SignedQty.Value, lot.Px))];
        if (method == LotMethod.Lifo) open.Reverse();
        return method != LotMethod.Hifo ? open
            : qty > 0 ? [.. open.OrderByDescending(static lot => lot.Px)]
            : [.. open.OrderBy(static lot => lot.Px)];
    }

    private int NextToClose()
    {
        if (method == LotMethod.Fifo) return 0;
        if (method == LotMethod.Lifo) return lots.Count - 1;
        int best = 0;
        for (int i = 1; i < lots.Count; i++)
            if (qty > 0 ? lots[i].Px > lots[best].Px : lots[i].Px < lots[best].Px) best = i;
        return best;
    }
}
