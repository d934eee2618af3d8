using System;
using Truefill.Domain.Quantities;

namespace Truefill.Venues.Simulated.Books;

/// <summary>A position of the venue's own books, at average cost.</summary>
public sealed class Holding
{
    private decimal qty;
    private decimal cost;

    internal Holding(string symbol, Currency currency)
    {
        Symbol = symbol;
        Currency = currency;
    }

    public string Symbol { get; }

    public Currency Currency { get; }

    /// <summary>Negative is short.</summary>
    public Qty Qty => Qty.FromTrusted(qty);

    internal decimal Cost => cost;

    /// <summary>Null when flat.</summary>
    public Px? AvgPx => qty == 0 ? null : Px.FromTrusted(ExactDecimal.RoundToMaxDecimals(cost / qty));

    internal void Set(decimal signedQty, decimal itsCost)
    {
        qty = signedQty;
        cost = itsCost;
    }

    internal void Trade(decimal signedQty, decimal px)
    {
        if (qty == 0 || Math.Sign(qty) == Math.Sign(signedQty))
        {
            cost += signedQty * px;
            qty += signedQty;
            return;
        }

        decimal closed = Math.Min(Math.Abs(qty), Math.Abs(signedQty));
        bool turns = Math.Abs(signedQty) > Math.Abs(qty);
        decimal before = qty;
        qty += signedQty;
        if (qty == 0) cost = 0;
        else if (turns) cost = qty * px;
        else cost -= decimal.Round(cost * closed / Math.Abs(before), ExactDecimal.MaxDecimals);
    }

    // Of an earlier closing trade the released cost is no longer known; the average stays then, the quantity is right.
    internal void Undo(decimal signedQty, decimal px)
    {
        bool opened = Math.Sign(qty) == Math.Sign(signedQty) && Math.Abs(qty) > Math.Abs(signedQty);
        if (!opened)
        {
            Trade(-signedQty, px);
            return;
        }

        qty -= signedQty;
        cost -= signedQty * px;
    }
}
