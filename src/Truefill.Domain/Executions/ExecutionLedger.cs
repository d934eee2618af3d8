using System;
using System.Collections.Generic;
using Truefill.Domain.Executions.Storage;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Executions;

/// <summary>
/// Every execution ever booked, by handle and by key, with its busts and corrections. Handles are dense from 1 in the
/// order of arrival. Nothing is ever forgotten: an id that comes again after years is known.
/// </summary>
public sealed partial class ExecutionLedger
{
    private readonly PagedList<ExecutionRecord> records = new();
    private readonly PagedList<AmendmentRecord> amendments = new();
    private readonly TextArena texts = new();
    private readonly IdIndex trades = new();
    private readonly IdIndex amendmentIds = new();

    // Looked up by handle only, never iterated.
    private readonly Dictionary<int, OriginalTerms> originals = [];

    public ExecutionLedger()
    {
        records.Add();
        amendments.Add();
    }

    /// <summary>How many executions there are, busted ones included.</summary>
    public int Count => records.Count - 1;

    /// <summary>The handle that the next new execution gets.</summary>
    public ExecHandle NextHandle => new(records.Count);

    public Execution this[ExecHandle exec]
    {
        get
        {
            Invariant.Holds(exec.Value > 0 && exec.Value < records.Count, "an execution has a handle of the ledger");
            return new Execution(this, exec);
        }
    }

    /// <summary>All executions in the order of arrival.</summary>
    public IEnumerable<Execution> All
    {
        get
        {
            for (int i = 1; i < records.Count; i++) yield return new Execution(this, new ExecHandle(i));
        }
    }

    /// <summary>
    /// Makes room ahead, so that so many more executions meet no new memory: the first touch of a page costs
    /// microseconds.
    /// </summary>
    public void Reserve(int executions)
    {
        records.Reserve(executions);
        trades.Reserve(executions);
        texts.Reserve(executions * 32L);
    }

    /// <summary>True when neither a trade nor a bust or correction has this key.</summary>
    public bool IsNew(in ExecKey key) =>
        !TryFind(key, out _) && (amendmentIds.Count == 0 || !TryFindAmendment(key, out _));

    /// <summary>The trade with exactly this key.</summary>
    public bool TryFind(in ExecKey key, out ExecHandle exec)
    {
        IdIndex.Candidates found = trades.Find(KeyText.Digest(in key));
        while (found.MoveNext())
        {
            if (!IsAt(records[(int)found.Current].Text, in key)) continue;
            exec = new ExecHandle((int)found.Current);
            return true;
        }

        exec = default;
        return false;
    }

    public void Apply(in OrderExecuted e, PositionHandle position, Side side)
    {
        ref ExecutionRecord record = ref Append(e.Exec, e.Key, default);
        record.Order = e.Order.Value;
        Fill(ref record.Entry, position, side, e.LastQty, e.LastPx);
        record.Entry.TransactTime = e.TransactTime.Value;
        record.Entry.VenueSeq = e.VenueSeq;
    }

    public void Apply(in TradeBooked e, PositionHandle position)
    {
        ref ExecutionRecord record = ref Append(e.Exec, e.Key, e.OrderRef.Text);
        Fill(ref record.Entry, position, e.Side, e.LastQty, e.LastPx);
        record.Entry.TransactTime = e.TransactTime.Value;
        record.Entry.VenueSeq = e.VenueSeq;
    }

    /// <summary>A trade that was booked without an order has found it; its original position moves along.</summary>
    internal void Attribute(ExecHandle exec, OrderHandle order, PositionHandle position, PositionHandle original)
    {
        ref ExecutionRecord record = ref records[exec.Value];
        Invariant.Holds(record.Order == 0, "an execution belongs to one order for good");
        record.Order = order.Value;
        Assign(exec, position, original);
    }

    /// <summary>It counts elsewhere from now on, and as if it had always.</summary>
    internal void Assign(ExecHandle exec, PositionHandle position, PositionHandle original)
    {
        records[exec.Value].Entry.Position = position.Value;
        if (!originals.TryGetValue(exec.Value, out OriginalTerms terms)) return;
        terms.Position = original.Value;
        originals[exec.Value] = terms;
    }

    internal uint PrefetchPlace(in ExecKey key)
    {
        uint digest = KeyText.Digest(in key);
        trades.PrefetchPlace(digest);
        return digest;
    }

    internal void Prefetch(uint idDigest) => trades.Prefetch(idDigest);

    internal ref ExecutionRecord Record(ExecHandle exec) => ref records[exec.Value];

    internal ExecKey KeyOf(ExecHandle exec) => KeyText.Read(texts.From(records[exec.Value].Text));

    internal VenueId VenueOf(ExecHandle exec) => KeyText.ReadVenue(texts.From(records[exec.Value].Text));

    internal OrderId OrderRefOf(ExecHandle exec) => new(KeyText.ReadOrderRef(texts.From(records[exec.Value].Text)));

    internal bool TryOriginal(ExecHandle exec, out OriginalTerms original) =>
        originals.TryGetValue(exec.Value, out original);

    private static EntryFlags FlagsOf(Side side) => side switch
    {
        Side.Buy => EntryFlags.None,
        Side.Sell => EntryFlags.Sell,
        Side.SellShort => EntryFlags.Sell | EntryFlags.SellShort,
    };

    private static void Fill(ref EntryRecord entry, PositionHandle position, Side side, Qty qty, Px px)
    {
        entry.Position = position.Value;
        entry.Flags = FlagsOf(side);
        entry.SetTerms(side.IsSell() ? -qty.Number : qty.Number, px.Number);
    }

    private ref ExecutionRecord Append(ExecHandle exec, in ExecKey key, in ShortText orderRef)
    {
        Invariant.Holds(exec.Value == records.Count, "executions are numbered without a gap");
        trades.Add(KeyText.Digest(in key), (uint)exec.Value);
        RememberScope(key);
        ref ExecutionRecord record = ref records.Add();
        Span<byte> text = texts.Room(KeyText.BufferBytes + 1 + ShortText.MaxBytes);
        int length = KeyText.Write(in key, text);
        text[length++] = (byte)orderRef.Length;
        orderRef.Utf8.CopyTo(text[length..]);
        record.Text = texts.Take(length + orderRef.Length);
        return ref record;
    }

    private bool IsAt(uint stored, in ExecKey key)
    {
        Span<byte> text = stackalloc byte[KeyText.BufferBytes];
        return texts.From(stored).StartsWith(text[..KeyText.Write(in key, text)]);
    }
}
