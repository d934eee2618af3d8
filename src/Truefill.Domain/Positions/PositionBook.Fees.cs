using System;
using System.Collections.Generic;
using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Storage;
using Truefill.Domain.Names;
using Truefill.Domain.Positions.Storage;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Positions;

/// <summary>
/// Charges, as entries of their own. A charge in the traded asset gives the quantity up as a disposal at its trade's
/// own price and counts the value of that as the fee, so cash, quantity and fees stay consistent.
/// </summary>
public sealed partial class PositionBook
{
    private readonly PagedList<FeeRecord> fees = new();
    private readonly PagedList<FeeTotal> feeTotals = new();

    public void Apply(in FeeCharged e)
    {
        PositionHandle position = e.Exec.IsNone
            ? HandleOf(new PositionKey(e.Account, e.Strategy, e.Symbol))
            : executions.Record(e.Exec).Entry.PositionHandle;
        PositionKey key = positions[position.Value].Key;
        Currency currency = e.Fee.Amount.Currency.IsNone ? CurrencyOf(key) : e.Fee.Amount.Currency;
#if PLANTED_BUGS
        if (Planted.Is(Bug.ForeignFeeTakenForOwn)) currency = CurrencyOf(key);
#endif
        int index = fees.Count;
        ref FeeRecord fee = ref fees.Add();
        fee.Amount = e.Fee.Amount.Amount;
        fee.Currency = currency.Packed;
        fee.Kind = e.Fee.Kind;
        fee.At = e.At.Value;
        fee.Position = position.Value;
        fee.Exec = e.Exec.Value;
        if (!e.Exec.IsNone)
        {
            ref ExecutionRecord record = ref executions.Record(e.Exec);
            fee.NextOfExec = record.FeeHead;
            record.FeeHead = index;
            if (IsTradedAsset(key, currency)) fee.Entry = AddOther(record.Entry.Time, record.Entry.VenueSeq);
        }

        Charge(ref fees[index]);
    }

    /// <summary>What was charged with or for one execution, in the order of arrival.</summary>
    public IReadOnlyList<Fee> FeesOf(ExecHandle exec)
    {
        int head = executions.Record(exec).FeeHead;
        if (head == 0) return [];
        List<Fee> result = [];
        for (int i = head; i != 0; i = fees[i].NextOfExec)
            result.Insert(0, new Fee(fees[i].Money, fees[i].Kind));
        return result;
    }

    /// <summary>
    /// What an execution was charged of a kind and currency in all; false: nothing of it ever.
    /// </summary>
    internal bool TryChargedFor(ExecHandle exec, in Fee like, out decimal charged)
    {
        charged = 0;
        bool any = false;
        for (int i = executions.Record(exec).FeeHead; i != 0; i = fees[i].NextOfExec)
        {
            if (fees[i].Kind != like.Kind || fees[i].Currency != like.Amount.Currency.Packed) continue;
            charged += fees[i].Amount;
            any = true;
        }

        return any;
    }

    /// <summary>
    /// What of it was charged in money, and when: a fee in the traded asset took quantity, and cost no cash.
    /// </summary>
    internal IReadOnlyList<(Money Amount, UtcNanos At)> CashFeesOf(ExecHandle exec)
    {
        int head = executions.Record(exec).FeeHead;
        if (head == 0) return [];
        List<(Money, UtcNanos)> result = [];
        for (int i = head; i != 0; i = fees[i].NextOfExec)
            if (fees[i].Entry == 0) result.Add((fees[i].Money, new UtcNanos(fees[i].At)));
        return result;
    }

    /// <summary>What was charged later than a time, once for each charge; newest arrival first.</summary>
    /// <param name="olderMax">The search ends where so many in a row are not later.</param>
    internal IEnumerable<ExecHandle> ChargedAfter(UtcNanos time, int olderMax)
    {
        for (int i = fees.Count - 1, older = 0; i > 0 && older < olderMax; i--)
        {
            older = fees[i].At > time.Value ? 0 : older + 1;
            if (older == 0 && fees[i].Exec != 0) yield return new ExecHandle(fees[i].Exec);
        }
    }

    /// <summary>
    /// What an execution moved its position by: signed, nothing when busted, less what it was charged in the asset.
    /// </summary>
    internal decimal NetQtyOf(ExecHandle exec)
    {
        ref readonly ExecutionRecord record = ref executions.Record(exec);
        decimal qty = record.Entry.Has(EntryFlags.Busted) ? 0 : record.Entry.SignedQty;
        for (int i = record.FeeHead; i != 0; i = fees[i].NextOfExec)
            if (fees[i].Entry != 0) qty -= fees[i].Amount;
        return qty;
    }

    /// <summary>
    /// Whether a currency is what a symbol trades: the symbol is its code, or its code followed by the contract's
    /// currency, with or without one of / - _ between and a .suffix behind (BTCUSDT, BTC/USDT, AUD/USD.SIM).
    /// </summary>
    internal static bool IsTradedAsset(ReadOnlySpan<char> symbol, Currency contract, Currency currency)
    {
        if (currency == contract) return false;
        int suffix = symbol.IndexOf('.');
        if (suffix > 0) symbol = symbol[..suffix];
        if (Is(symbol, currency)) return true;
        int length = currency.Length;
        if (length >= symbol.Length || !Is(symbol[..length], currency)) return false;
        ReadOnlySpan<char> rest = symbol[length..];
        return Is(rest, contract) || (rest[0] is '/' or '-' or '_' && Is(rest[1..], contract));
    }

    /// <summary>Whether a charge in that currency is paid out of the position's own quantity.</summary>
    public bool IsTradedAsset(in PositionKey key, Currency currency) =>
        IsTradedAsset(names.Of(key.Symbol), CurrencyOf(key), currency);

    internal bool HasFee(ExecHandle exec, in Fee fee)
    {
        for (int i = executions.Record(exec).FeeHead; i != 0; i = fees[i].NextOfExec)
        {
            ref readonly FeeRecord each = ref fees[i];
            if (each.Kind == fee.Kind && each.Amount == fee.Amount.Amount
                && each.Currency == fee.Amount.Currency.Packed)
                return true;
        }

        return false;
    }

    /// <summary>
    /// The sum of what was charged so far, without regard to the sign: bounds what may still be added.
    /// </summary>
    internal decimal ChargedIn(PositionHandle position, Currency currency)
    {
        decimal sum = 0;
        for (int i = positions[position.Value].FirstFee; i != 0; i = feeTotals[i].Next)
            if (feeTotals[i].Currency == currency.Packed && !feeTotals[i].InAsset) sum += Math.Abs(feeTotals[i].Amount);
        return sum;
    }

    internal List<PositionFee> FeesOf(PositionHandle position)
    {
        List<PositionFee> result = [];
        PositionKey key = positions[position.Value].Key;
        for (int i = positions[position.Value].FirstFee; i != 0; i = feeTotals[i].Next)
        {
            FeeTotal total = feeTotals[i];
            Currency currency = total.InAsset ? CurrencyOf(key) : Currency.FromPacked(total.Currency);
            decimal amount = total.InAsset ? total.Amount * MultiplierOf(key) : total.Amount;
            if (amount == 0) continue;
            int same = result.FindIndex(each => each.Kind == total.Kind && each.Amount.Currency == currency);
            if (same < 0) result.Add(new PositionFee(total.Kind, new Money(amount, currency)));
            else result[same] = result[same] with { Amount = result[same].Amount + new Money(amount, currency) };
        }

        result.RemoveAll(static each => each.Amount.IsZero);
        return result;
    }

    /// <summary>
    /// Charges follow their execution: to the position it counts in now, at the price that holds now.
    /// </summary>
    internal void MoveFees(ExecHandle exec)
    {
        ref EntryRecord entry = ref executions.Record(exec).Entry;
        for (int i = executions.Record(exec).FeeHead; i != 0; i = fees[i].NextOfExec)
        {
            Discharge(ref fees[i]);
            fees[i].Position = entry.Position;
            Charge(ref fees[i]);
        }
    }

    private static bool Is(ReadOnlySpan<char> code, Currency currency) =>
        Currency.TryParse(code, out Currency parsed) && parsed == currency;

    private void Charge(ref FeeRecord fee)
    {
        decimal amount = fee.Amount;
        if (fee.Entry != 0)
        {
            ref readonly EntryRecord trade = ref executions.Record(new ExecHandle(fee.Exec)).Entry;
            ref EntryRecord entry = ref Entry(fee.Entry);
            entry.Position = fee.Position;
            entry.SetTerms(-fee.Amount, trade.Px);
            amount = fee.Amount * trade.Px;
            Enter(fee.Entry);
        }

        AddToTotal(fee, amount);
    }

    private void Discharge(ref FeeRecord fee)
    {
        decimal amount = fee.Amount;
        if (fee.Entry != 0)
        {
            amount = fee.Amount * Entry(fee.Entry).Px;
            Withdraw(fee.Entry);
        }

        AddToTotal(fee, -amount);
    }

    // Ordered by currency and kind, so that the order of arrival leaves no trace.
    private void AddToTotal(in FeeRecord fee, decimal amount)
    {
        (ulong, FeeKind, bool) wanted = (fee.Currency, fee.Kind, fee.Entry != 0);
        ref PositionRecord position = ref positions[fee.Position];
        int before = 0;
        int at = position.FirstFee;
        while (at != 0 && Order(feeTotals[at]).CompareTo(wanted) < 0) (before, at) = (at, feeTotals[at].Next);
        if (at == 0 || Order(feeTotals[at]) != wanted)
        {
            int added = feeTotals.Count;
            ref FeeTotal total = ref feeTotals.Add();
            (total.Currency, total.Kind, total.InAsset) = wanted;
            total.Next = at;
            if (before == 0) position.FirstFee = added;
            else feeTotals[before].Next = added;
            at = added;
        }

        feeTotals[at].Amount += amount;

        static (ulong, FeeKind, bool) Order(in FeeTotal total) => (total.Currency, total.Kind, total.InAsset);
    }

    private int AddOther(UtcNanos time, long venueSeq)
    {
        int handle = -others.Count;
        ref EntryRecord entry = ref others.Add();
        entry.TransactTime = time.Value;
        entry.VenueSeq = venueSeq;
        return handle;
    }
}
