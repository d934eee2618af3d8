using System;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation;

namespace Truefill.Domain.Orders;

/// <summary>
/// What a report says is compared with what the facts add up to after it was applied. A contradiction is recorded and
/// bends nothing. Not contradictions, because real engines do them: CumQty(14) or AvgPx(6) of zero on a fill,
/// LeavesQty(151) of zero on anything, a completing fill that says OrdStatus(39)=1, the new quantity while a replace is
/// pending, Replaced of an order that is partially filled (FIX 4.2).
/// </summary>
public sealed partial class OrderDesk
{
    private readonly MissingFills fills = new(deciding);

    private void Check(in ExecutionReport report, Order order)
    {
        if (report.PossDup) return;
        CheckQuantities(in report, order);
        if (report.ExecType == ExecType.Rejected) return;
        CheckStatus(order, report.OrdStatus, report.LeavesQty, report.VenueSeq);
    }

    private void CheckQuantities(in ExecutionReport report, Order order)
    {
        if (report.ExecType is ExecType.Rejected or ExecType.PendingCancel or ExecType.PendingReplace) return;
        if (!IsStale(in report, order.LastReportAt)) fills.Stated(order, in report);
        string? broken = null;
        if (report.OrderQty is { IsPositive: true } quantity
            && quantity != order.OrderQty && quantity != order.Terms.OrderQty)
            broken = $"OrderQty(38) {quantity}, not {order.OrderQty}";
        else if (report.CumQty is { } cumQty
            && cumQty != order.CumQty && !(cumQty.IsZero && report.ExecType == ExecType.Trade))
            broken = $"CumQty(14) {cumQty}, not {order.CumQty}";
        else if (report.LeavesQty is { IsZero: false } leavesQty && leavesQty != order.LeavesQty)
            broken = $"LeavesQty(151) {leavesQty}, not {order.LeavesQty}";
        if (broken is not null)
            Violated(order.Handle, ReportRule.QuantityBreak, $"{broken}: {Describe(in report)}", report.VenueSeq);
    }

    private void CheckStatus(Order order, OrdStatus? reported, Qty? leavesQty, long venueSeq)
    {
        if (reported is not { } status || Progress(status) is not { } said) return;
        if (Progress(order.SettledStatus) is not { } known || said >= known) return;
        if (status == OrdStatus.PartiallyFilled && leavesQty is null or { IsZero: true }) return;
        Violated(
            order.Handle,
            ReportRule.InvalidRegression,
            $"OrdStatus(39) {status} of an order that is {order.SettledStatus}",
            venueSeq);
    }

    // How far an order has come; null for statuses that say nothing about it.
    private static int? Progress(OrdStatus status) => status switch
    {
        OrdStatus.PendingNew => 0,
        OrdStatus.New => 1,
        OrdStatus.PartiallyFilled => 2,
        OrdStatus.Filled => 3,
        OrdStatus.DoneForDay => 3,
        OrdStatus.Calculated => 3,
        OrdStatus.Canceled => 3,
        OrdStatus.Expired => 3,
        OrdStatus.Rejected => 3,
        OrdStatus.Replaced => null,
        OrdStatus.PendingCancel => null,
        OrdStatus.PendingReplace => null,
        OrdStatus.Stopped => null,
        OrdStatus.Suspended => null,
        OrdStatus.AcceptedForBidding => null,
    };

    // False: side or symbol are another order's. Said once per order: a venue with its own account names would
    // otherwise cause it on every report.
    private bool CheckContent(in ExecutionReport report, Order order)
    {
        bool fits = FitsInstrument(in report, order);
        if (order.HasViolated(ReportRule.ContentMismatch)) return fits;
        string? broken = null;
        if (!fits)
            broken = $"side or symbol is not the order's: {report.Side} {report.SymbolName}";
        else if (Names(report.Account.Value, report.AccountName, deciding.Books.Names.Accounts, order.Account.Value))
            broken = $"Account(1) is not the order's: {report.AccountName}";
        if (broken is not null) Violated(order.Handle, ReportRule.ContentMismatch, broken, report.VenueSeq);
        return fits;
    }

    private bool FitsInstrument(in ExecutionReport report, Order order) =>
        (report.Side is not { } side || side.IsSell() == order.Side.IsSell())
        && !Names(report.Symbol.Value, report.SymbolName, deciding.Books.Names.Symbols, order.Symbol.Value);

    // Does the report name something else? Saying nothing is not saying something else.
    private static bool Names(int handle, string? name, NameTable names, int own)
    {
        if (handle != 0) return handle != own;
        return name is { Length: > 0 } && !string.Equals(name, names[own], StringComparison.Ordinal);
    }
}
