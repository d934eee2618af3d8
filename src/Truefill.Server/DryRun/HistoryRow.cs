using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Server.DryRun;

/// <summary>One report about an order, and the order after it.</summary>
/// <param name="File">Which of the files, from 0.</param>
/// <param name="Line">From 1.</param>
/// <param name="ExecType">What was reported; null for a cancel reject.</param>
public readonly record struct HistoryRow(
    int File,
    long Line,
    ExecType? ExecType,
    OrdStatus OrdStatus,
    Qty OrderQty,
    Qty CumQty,
    Qty LeavesQty,
    Px AvgPx);

/// <summary>A report that contradicted what was known; it was recorded all the same.</summary>
/// <param name="ClOrdId">Of the order, or as reported where there is none.</param>
public sealed record DryRunViolation(int File, long Line, string ClOrdId, ReportRule Rule, string Detail);

/// <summary>A line that could not be applied.</summary>
/// <param name="MsgSeqNum">MsgSeqNum(34) where it could be read, else 0.</param>
/// <param name="Raw">The line, its first bytes only where it was long.</param>
public sealed record DryRunDeadLetter(int File, long Line, long MsgSeqNum, string Reason, string Raw);
