using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Positions.Storage;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Positions;

/// <summary>
/// One position as it stands now: a view into the book, which reads through. Amounts are exact, in the contract's
/// currency, multiplier included and fees not.
/// </summary>
public readonly struct Position
{
    private readonly PositionBook book;

    internal Position(PositionBook book, PositionHandle handle)
    {
        this.book = book;
        Handle = handle;
    }

    public PositionHandle Handle { get; }

    public PositionKey Key => Record.Key;

    /// <summary>Signed; negative is short.</summary>
    public Qty Qty => Qty.FromTrusted(Record.Qty.Normalized());

    /// <summary>Signed quantity, and −Σ signed quantity × price before the multiplier.</summary>
    internal (Exact Qty, Exact Cash) QtyAndCash => (Record.Qty, Record.Realized - Record.Cost);

    /// <summary>Before the multiplier.</summary>
    internal Exact PriceRealized => Record.Realized;

    public bool IsFlat => Record.Qty == 0;

    /// <summary>The instrument's currency, else the account's.</summary>
    public Currency Currency => book.CurrencyOf(Record.Key);

    public decimal Multiplier => book.MultiplierOf(Record.Key);

    /// <summary>
    /// The account's method, which <see cref="Realized"/>, <see cref="Cost"/> and <see cref="Lots"/> follow.
    /// </summary>
    public LotMethod Method => Record.Method;

    /// <summary>Average price of what is open, rounded half-even to ten decimals; 0 when flat. For display.</summary>
    public decimal AvgPx => Amounts.AvgPx;

    /// <summary>Σ signed quantity × price of what is open.</summary>
    public Money Cost => Amount(Record.Cost);

    /// <summary>Signed by the closed lot's side.</summary>
    public Money Realized => Amount(Record.Realized);

    /// <summary>−Σ signed quantity × price of everything.</summary>
    public Money NetCash => Amount(Record.Realized - Record.Cost);

    /// <summary>Σ |quantity × price| of everything.</summary>
    public Money Turnover => Amount(Record.Turnover);

    /// <summary>Fees and taxes by currency and kind.</summary>
    public IReadOnlyList<PositionFee> Fees => book.FeesOf(Handle);

    /// <summary>
    /// Signed quantity as it was at a venue time, by what is known of it now; none: as it is. Costs what came since.
    /// </summary>
    public decimal QtyAt(UtcNanos time)
    {
        decimal qty = Record.Qty;
        if (time.IsNone) return qty;
        for (int entry = Record.Tail; entry != 0;)
        {
            ref readonly Executions.Storage.EntryRecord of = ref book.Entry(entry);
            if (of.Time <= time) break;
            qty -= of.SignedQty;
            entry = of.Prev;
        }

        return qty;
    }

    /// <summary>Venue time of the last execution that counts; none if there is none.</summary>
    public UtcNanos LastExecutionAt
    {
        get
        {
            int entry = Record.Tail;
            while (entry < 0) entry = book.Entry(entry).Prev;
            return entry == 0 ? default : book.Entry(entry).Time;
        }
    }

    /// <summary>The executions that count in it, in the order in which they do.</summary>
    public IEnumerable<ExecHandle> Executions
    {
        get
        {
            foreach (int entry in book.HistoryOf(Handle))
                if (entry > 0) yield return new ExecHandle(entry);
        }
    }

    /// <summary>The amounts at once, for who needs all of them.</summary>
    public PositionAmounts Amounts
    {
        get
        {
            PositionAmounts amounts = default;
            Read(ref amounts);
            return amounts;
        }
    }

    /// <summary>Writes the amounts to where they stay, for the path of a fill.</summary>
    public void Read(ref PositionAmounts amounts)
    {
        ref readonly PositionRecord record = ref book.Record(Handle);
        Exact multiplier = book.MultiplierOf(record.Key);
        bool isOne = multiplier == Exact.One;
        amounts.Qty = Qty;
        amounts.PriceCost = record.Cost;
        amounts.Cost = isOne ? record.Cost : record.Cost * multiplier;
        amounts.Realized = isOne ? record.Realized : record.Realized * multiplier;
        amounts.Currency = Currency;
    }

    /// <summary>What is open, under the account's method, oldest first.</summary>
    public IReadOnlyList<Lot> Lots => book.LotsOf(Handle);

    private ref readonly PositionRecord Record => ref book.Record(Handle);

    /// <summary>What was closed so far under a method, in the order of closing. Computed from the history.</summary>
    public IReadOnlyList<ClosedLot> ClosedLots(LotMethod method) => book.Replay(Handle, method).ClosedLots;

    /// <summary>
    /// What closing everything at this price would add to the realised. Null when the number is beyond what a decimal
    /// holds.
    /// </summary>
    public Money? Unrealized(Px mark) =>
        Valuation.TryMultiply(Record.Qty, mark.Value, out decimal value)
            && Valuation.TryMultiply(value - Record.Cost, Multiplier, out value)
            ? new Money(value, Currency)
            : null;

    /// <summary>Quantity × mark × multiplier, signed. Null when the number is beyond what a decimal holds.</summary>
    public Money? Exposure(Px mark) =>
        Valuation.TryMultiply(Record.Qty, mark.Value, out decimal value)
            && Valuation.TryMultiply(value, Multiplier, out value)
            ? new Money(value, Currency)
            : null;

    private Money Amount(decimal beforeMultiplier)
    {
        decimal multiplier = Multiplier;
        return new Money(multiplier == 1 ? beforeMultiplier : beforeMultiplier * multiplier, Currency);
    }
}
