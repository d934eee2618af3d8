using System.Collections.Generic;
using Truefill.Domain.Executions.Storage;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Executions;

/// <summary>
/// One execution as it stands now: a view into the ledger, which reads through. A busted one keeps its numbers and
/// counts for nothing.
/// </summary>
public readonly struct Execution
{
    private readonly ExecutionLedger ledger;

    internal Execution(ExecutionLedger ledger, ExecHandle handle)
    {
        this.ledger = ledger;
        Handle = handle;
    }

    public ExecHandle Handle { get; }

    public ExecKey Key => ledger.KeyOf(Handle);

    /// <summary>None for a trade that fits no order.</summary>
    public OrderHandle Order => new(Record.Order);

    /// <summary>The venue's order id, where there is no order of ours.</summary>
    public OrderId OrderRef => ledger.OrderRefOf(Handle);

    /// <summary>The position it counts in; account, strategy and symbol are that one's.</summary>
    public PositionHandle Position => Record.Entry.PositionHandle;

    public Side Side => SideOf(Record.Entry.Flags);

    public Qty LastQty => Qty.FromTrusted(System.Math.Abs(Record.Entry.SignedQty));

    public Px LastPx => Px.FromTrusted(Record.Entry.Px);

    public Qty OriginalQty => ledger.TryOriginal(Handle, out OriginalTerms original)
        ? Qty.FromTrusted(System.Math.Abs(original.SignedQty))
        : LastQty;

    public Px OriginalPx =>
        ledger.TryOriginal(Handle, out OriginalTerms original) ? Px.FromTrusted(original.Px) : LastPx;

    public Side OriginalSide => ledger.TryOriginal(Handle, out OriginalTerms original) ? SideOf(original.Side) : Side;

    /// <summary>The position it was first booked in.</summary>
    public PositionHandle OriginalPosition =>
        ledger.TryOriginal(Handle, out OriginalTerms original) ? new PositionHandle(original.Position) : Position;

    public UtcNanos TransactTime => Record.Entry.Time;

    public long VenueSeq => Record.Entry.VenueSeq;

    public bool IsBusted => Record.Entry.Has(EntryFlags.Busted);

    public bool IsCorrected => Record.Entry.Has(EntryFlags.Corrected);

    /// <summary>Its busts and corrections in the order of arrival.</summary>
    public IEnumerable<Amendment> Amendments => ledger.AmendmentsOf(Handle);

    private ref readonly ExecutionRecord Record => ref ledger.Record(Handle);

    internal static Side SideOf(EntryFlags flags) =>
        (flags & EntryFlags.SellShort) != EntryFlags.None ? Side.SellShort
        : (flags & EntryFlags.Sell) != EntryFlags.None ? Side.Sell
        : Side.Buy;
}

/// <summary>A bust or correction of an execution.</summary>
/// <param name="Key">Under its own ExecID(17).</param>
public readonly record struct Amendment(
    ExecKey Key, bool IsBust, Qty LastQty, Px LastPx, long VenueSeq, UtcNanos TransactTime);
