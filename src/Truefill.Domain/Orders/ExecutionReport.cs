using System.Collections.Generic;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>
/// ExecutionReport(8) as a venue sent it, in our types and otherwise untouched: what is absent on the wire is null or
/// none here. A session adapter fills <see cref="Order"/> when the wire id tells it; else the ids are looked up.
/// Source: FIX 4.4 volume 4, ExecutionReport; FIX 4.2 ExecTransType(20) is folded into <see cref="ExecType"/>.
/// </summary>
public record struct ExecutionReport
{
    public required VenueId Venue { get; set; }

    public required ExecType ExecType { get; set; }

    /// <summary>The order, when the adapter could tell it from the wire id alone.</summary>
    public OrderHandle Order { get; set; }

    public ClOrdId ClOrdId { get; set; }

    public ClOrdId OrigClOrdId { get; set; }

    public OrderId OrderId { get; set; }

    public ExecId ExecId { get; set; }

    /// <summary>ExecRefID(19): the execution that a bust or correction is about.</summary>
    public ExecId ExecRefId { get; set; }

    /// <summary>
    /// In which <see cref="ExecKey"/> scope the venue's execution ids are unique: 0 = for ever, else a day number.
    /// </summary>
    public int Scope { get; set; }

    /// <summary>OrdStatus(39) as reported; ours is derived, this one is only compared with it.</summary>
    public OrdStatus? OrdStatus { get; set; }

    /// <summary>Handle of the account if the adapter knows it, else see <see cref="AccountName"/>.</summary>
    public AccountId Account { get; set; }

    public string? AccountName { get; set; }

    /// <summary>Handle of the symbol if the adapter knows it, else see <see cref="SymbolName"/>.</summary>
    public SymbolId Symbol { get; set; }

    public string? SymbolName { get; set; }

    public Side? Side { get; set; }

    public OrdType? OrdType { get; set; }

    public TimeInForce? TimeInForce { get; set; }

    public Qty? OrderQty { get; set; }

    public Qty? CumQty { get; set; }

    public Qty? LeavesQty { get; set; }

    public Qty? LastQty { get; set; }

    public Px? LastPx { get; set; }

    public Px? AvgPx { get; set; }

    public Px? Price { get; set; }

    public Px? StopPx { get; set; }

    /// <summary>Commission(12) or MiscFeeAmt(137), when reported with the trade.</summary>
    public Fee? Fee { get; set; }

    /// <summary>
    /// What the report charges beside <see cref="Fee"/>, each entry a charge of its own; null: nothing.
    /// </summary>
    public IReadOnlyList<Fee>? FurtherFees { get; set; }

    /// <summary>ContractMultiplier(231) of a trade; zero: not stated.</summary>
    public decimal Multiplier { get; set; }

    /// <summary>Currency(15) of a trade's price; none: not stated.</summary>
    public Currency Currency { get; set; }

    /// <summary>TransactTime(60), else SendingTime(52), else the time of receipt.</summary>
    public UtcNanos TransactTime { get; set; }

    /// <summary>The venue's own sequence: MsgSeqNum(34) on a FIX session.</summary>
    public long VenueSeq { get; set; }

    /// <summary>PossDupFlag(43) or PossResend(97).</summary>
    public bool PossDup { get; set; }

    /// <summary>
    /// OrdRejReason(103), CxlRejReason(102) or ExecRestatementReason(378), by <see cref="ExecType"/>.
    /// </summary>
    public int? Reason { get; set; }

    /// <summary>Text(58).</summary>
    public string? Text { get; set; }

    /// <summary>FIX 4.2 says fills, replaced and done in its own way; see the order life-cycle page.</summary>
    public bool IsFix42 { get; set; }
}
