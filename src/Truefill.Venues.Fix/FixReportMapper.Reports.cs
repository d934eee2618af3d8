using System;
using System.Runtime.InteropServices;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Fix;

namespace Truefill.Venues.Fix;

/// <content>What the venue says: ExecutionReport(8) and OrderCancelReject(9).</content>
/// <remarks>
/// Needed of a report is what it cannot be placed or booked without: an id of the order, symbol and side, what it
/// says and what the order is in after it, of a trade its id, quantity and price, of a bust or correction what it
/// refers to. The other fields that FIX requires are only compared: a fill is not refused for a missing AvgPx(6), nor
/// for a kind of order that nobody here knows.
/// </remarks>
public sealed partial class FixReportMapper
{
    private void MapReport(in FixMessage message, FixVersion version, UtcNanos receivedAt, ref ExecutionReport report)
    {
        OrdStatus? status = OrdStatus(in message);
        read.Require(status is not null, Tags.OrdStatus);
        Qty lastQty = read.Qty(in message, Tags.LastQty, out bool hasQty);
        ExecType type = ExecTypeOf(in message, version, status, hasQty && lastQty.IsPositive);

        // Field by field where it stays: built aside, it would be copied, half a kilobyte at a time. Cleared as a span,
        // because an assignment of default clears a struct with references word by word.
        MemoryMarshal.CreateSpan(ref report, 1).Clear();
        report.Venue = venue;
        report.ExecType = type;
        report.ClOrdId = new ClOrdId(read.Id(in message, Tags.ClOrdID));
        if (message.MayContain(Tags.OrigClOrdID))
            report.OrigClOrdId = new ClOrdId(read.Id(in message, Tags.OrigClOrdID));
        report.OrderId = OrderId(in message);
        report.ExecId = new ExecId(read.Id(in message, Tags.ExecID));
        if (message.MayContain(Tags.ExecRefID)) report.ExecRefId = new ExecId(read.Id(in message, Tags.ExecRefID));
        report.OrdStatus = status;
        report.AccountName = Account(in message);
        report.SymbolName = Symbol(in message);
        report.Side = Side(in message);
        bool isExecution = type is ExecType.Trade or ExecType.TradeCancel or ExecType.TradeCorrect;
        report.OrdType = OrdType(in message, isExecution);
        report.TimeInForce = TimeInForce(in message, isExecution);
        if (hasQty) report.LastQty = lastQty;
        MapNumbers(in message, ref report);
        report.TransactTime = TransactTime(in message, receivedAt);
        report.VenueSeq = msgSeqNum;
        report.PossDup = PossDup(in message);
        int reason = type == ExecType.Rejected ? Tags.OrdRejReason : Tags.ExecRestatementReason;
        if (!isExecution) report.Reason = read.Int(in message, reason);
        report.Text = read.Text(in message, Tags.Text);
        report.IsFix42 = version <= FixVersion.Fix42;
        report.Scope = ScopeOf(in message, report.TransactTime);
        RequireOf(in report);
        TellContract(in message, isExecution, ref report);
        if (type is ExecType.Trade or ExecType.TradeCorrect) ReadContract(in message, ref report);
        if (read.IsGood && dialect.BooksCommission && type is ExecType.Trade or ExecType.TradeCorrect)
            ReadFees(in message, ref report);
    }

    private void MapNumbers(in FixMessage message, ref ExecutionReport report)
    {
        Px lastPx = read.Px(in message, Tags.LastPx, out bool isThere);
        if (isThere) report.LastPx = lastPx;
        Qty orderQty = read.Qty(in message, Tags.OrderQty, out isThere);
        if (isThere) report.OrderQty = orderQty;
        Px price = read.Px(in message, Tags.Price, out isThere);
        if (isThere) report.Price = price;
        if (message.MayContain(Tags.StopPx))
        {
            Px stopPx = read.Px(in message, Tags.StopPx, out isThere);
            if (isThere) report.StopPx = stopPx;
        }

        if (!dialect.StatesTotals) return;
        Qty cumQty = read.Qty(in message, Tags.CumQty, out isThere);
        if (isThere) report.CumQty = cumQty;
        Qty leavesQty = read.Qty(in message, Tags.LeavesQty, out isThere);
        if (isThere) report.LeavesQty = leavesQty;
        Px avgPx = read.Hint(in message, Tags.AvgPx, out isThere);
        if (isThere) report.AvgPx = avgPx;
    }

    private void RequireOf(in ExecutionReport report)
    {
        bool isTrade = report.ExecType is ExecType.Trade or ExecType.TradeCorrect;
        bool refers = report.ExecType is ExecType.TradeCorrect or ExecType.TradeCancel;
        read.Require(!report.ExecId.IsNone, Tags.ExecID);
        read.Require(!report.OrderId.IsNone || !report.ClOrdId.IsNone, Tags.OrderID);
        read.Require(report.SymbolName is not null, Tags.Symbol);
        read.Require(report.Side is not null, Tags.Side);
        read.Require(!isTrade || report.LastQty is not null, Tags.LastQty);
        read.Require(!isTrade || report.LastPx is not null, Tags.LastPx);
        read.Require(!refers || !report.ExecRefId.IsNone, Tags.ExecRefID);
        if (report.ExecType == ExecType.Trade && report.LastQty is { IsPositive: false })
            read.Invalid(Tags.LastQty, "is not the quantity of a trade");
    }

    // Up to 4.2, ExecTransType(20) says whether the report is new, takes an execution back, corrects one or only
    // tells the status, and ExecType(150) what it is about. From 4.3 on there is only the latter; some venues go on
    // sending both.
    private ExecType ExecTypeOf(in FixMessage message, FixVersion version, OrdStatus? status, bool isTrade)
    {
        byte trans = read.Char(in message, Tags.ExecTransType);
        read.Require(trans != 0 || version > FixVersion.Fix42, Tags.ExecTransType);
        byte code = read.Char(in message, Tags.ExecType);
        read.Require(code != 0 || version == FixVersion.Fix40, Tags.ExecType);
        ExecType type = default;
        if (code == 0) type = FixCodes.OfStatus(status ?? default, isTrade);
        else if (!FixCodes.TryExecType(code, out type)) read.Invalid(Tags.ExecType, "is not a type of execution");
        switch (trans)
        {
            case 0 or (byte)'0': return type;
            case (byte)'1': return ExecType.TradeCancel;
            case (byte)'2': return ExecType.TradeCorrect;
            case (byte)'3': return ExecType.OrderStatus;
            default:
                read.Invalid(Tags.ExecTransType, "is not new, cancel, correct or status");
                return type;
        }
    }

    // Days since 1970 where the venue starts its ids anew each trade date, else 0.
    private int ScopeOf(in FixMessage message, UtcNanos at)
    {
        if (dialect.ExecIdScope == ExecIdScope.Forever) return 0;
        FixRead outcome = message.TryGetDate(Tags.TradeDate, out DateOnly date);
        if (outcome == FixRead.Malformed || (outcome == FixRead.Found && date < FixDialect.FirstDate))
            read.Invalid(Tags.TradeDate, "is not a date");
        return outcome == FixRead.Missing ? dialect.ScopeAt(at) : FixDialect.ScopeOf(date);
    }

    private OrderCancelReject MapCancelReject(in FixMessage message, UtcNanos receivedAt)
    {
        byte responseTo = read.Char(in message, Tags.CxlRejResponseTo);
        if (responseTo is not (0 or (byte)'1' or (byte)'2'))
            read.Invalid(Tags.CxlRejResponseTo, "is neither cancel nor replace");
        OrderCancelReject reject = new()
        {
            Venue = venue,
            ClOrdId = new ClOrdId(read.Id(in message, Tags.ClOrdID)),
            OrigClOrdId = new ClOrdId(read.Id(in message, Tags.OrigClOrdID)),
            OrderId = OrderId(in message),
            OrdStatus = OrdStatus(in message),
            ToReplace = responseTo == 0 ? null : responseTo == '2',
            Reason = read.Int(in message, Tags.CxlRejReason),
            Text = read.Text(in message, Tags.Text),
            TransactTime = TransactTime(in message, receivedAt),
            VenueSeq = msgSeqNum,
            PossDup = PossDup(in message),
        };
        read.Require(!reject.ClOrdId.IsNone, Tags.ClOrdID);
        return reject;
    }

    private OrdStatus? OrdStatus(in FixMessage message)
    {
        byte code = read.Char(in message, Tags.OrdStatus);
        if (code == 0) return null;
        if (!FixCodes.TryOrdStatus(code, out OrdStatus status))
            read.Invalid(Tags.OrdStatus, "is not a status of an order");
        return status;
    }

    private Side? Side(in FixMessage message)
    {
        byte code = read.Char(in message, Tags.Side);
        if (code == 0) return null;
        if (!FixCodes.TrySide(code, out Side side)) read.Invalid(Tags.Side, "is neither buy nor sell");
        return side;
    }

    private OrdType? OrdType(in FixMessage message, bool isHint = false)
    {
        byte code = read.Char(in message, Tags.OrdType);
        if (code == 0) return null;
        if (FixCodes.TryOrdType(code, out OrdType type)) return type;
        if (!isHint) read.Invalid(Tags.OrdType, "is not a type of order");
        return null;
    }

    private TimeInForce? TimeInForce(in FixMessage message, bool isHint = false)
    {
        byte code = read.Char(in message, Tags.TimeInForce);
        if (code == 0) return null;
        if (FixCodes.TryTimeInForce(code, out TimeInForce timeInForce)) return timeInForce;
        if (!isHint) read.Invalid(Tags.TimeInForce, "is not a time in force");
        return null;
    }
}
