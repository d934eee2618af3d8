using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Server.Gateway;

/// <summary>What a client is told: which message of FIX it is.</summary>
public enum ClientReportKind
{
    ExecutionReport,
    OrderCancelReject,
    OrderMassCancelReport,
}

/// <summary>
/// One message to a client, with the order as it was right behind the fact that it tells. The same journal always gives
/// the same reports, so one that was not sent before a crash can be made again.
/// </summary>
public sealed record ClientReport
{
    /// <summary>
    /// Sequence of the fact in the journal; 0 for the answer to a question, which is never made again.
    /// </summary>
    public ulong Seq { get; init; }

    public ClientReportKind Kind { get; init; }

    public ExecType ExecType { get; init; }

    public OrdStatus OrdStatus { get; init; }

    /// <summary>ExecID(17); of a fact its sequence.</summary>
    public string ExecId { get; init; } = "";

    /// <summary>ExecRefID(19): our ExecID(17) of the trade that is busted or corrected.</summary>
    public string? ExecRefId { get; init; }

    public ClOrdId ClOrdId { get; init; }

    public ClOrdId OrigClOrdId { get; init; }

    /// <summary>OrderID(37): our wire id of the order, or NONE.</summary>
    public string OrderId { get; init; } = "NONE";

    /// <summary>SecondaryOrderID(198): the venue's id of the order.</summary>
    public OrderId VenueOrderId { get; init; }

    /// <summary>SecondaryExecID(527): the venue's id of the execution.</summary>
    public ExecId VenueExecId { get; init; }

    public string Account { get; init; } = "";

    public string Symbol { get; init; } = "";

    public OrderTerms Terms { get; init; }

    public Qty OrderQty { get; init; }

    public Qty CumQty { get; init; }

    public Qty LeavesQty { get; init; }

    public Px AvgPx { get; init; }

    public Qty? LastQty { get; init; }

    public Px LastPx { get; init; }

    public string Venue { get; init; } = "";

    /// <summary>OrdRejReason(103), CxlRejReason(102) or ExecRestatementReason(378) as a venue gave it.</summary>
    public int? VenueReason { get; init; }

    /// <summary>Why we refused, else none.</summary>
    public DenyReason Refusal { get; init; }

    public string? Text { get; init; }

    public UtcNanos TransactTime { get; init; }

    /// <summary>CxlRejResponseTo(434): a replace was refused, and not a cancel.</summary>
    public bool ToReplace { get; init; }

    /// <summary>TotalAffectedOrders(533).</summary>
    public int AffectedOrders { get; init; }

    /// <summary>Open orders that a mass cancel was meant for and that stay as they are.</summary>
    public int RefusedOrders { get; init; }

    /// <summary>MassCancelRequestType(530): 1 for a symbol, 7 for all.</summary>
    public bool IsForSymbol { get; init; }

    /// <summary>OrdStatusReqID(790) or MassStatusReqID(584) of the question that this answers.</summary>
    public string? QuestionId { get; init; }

    /// <summary>TotNumReports(911) of the answer to a mass status; null: it is not part of one.</summary>
    public int? TotNumReports { get; init; }

    /// <summary>LastRptRequested(912).</summary>
    public bool IsLast { get; init; }
}
