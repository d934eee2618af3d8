using Truefill.Domain.Orders;
using Truefill.Engine.Codec;

namespace Truefill.Engine.Inputs;

/// <summary>An execution report's record: venue, type, which fields are there, and those fields.</summary>
internal static class ExecutionReportCodec
{
    public static void Write(FieldWriter fields, in ExecutionReport r)
    {
        uint present = Present(in r);
        fields.Put(r.Venue);
        fields.Put((byte)r.ExecType);
        fields.Put((int)present);
        if ((present & ReportFields.Order) != 0) fields.Put(r.Order);
        if ((present & ReportFields.ClOrdId) != 0) fields.Put(r.ClOrdId);
        if ((present & ReportFields.OrigClOrdId) != 0) fields.Put(r.OrigClOrdId);
        if ((present & ReportFields.OrderId) != 0) fields.Put(r.OrderId);
        if ((present & ReportFields.ExecId) != 0) fields.Put(r.ExecId);
        if ((present & ReportFields.ExecRefId) != 0) fields.Put(r.ExecRefId);
        if ((present & ReportFields.Scope) != 0) fields.Put(r.Scope);
        if ((present & ReportFields.OrdStatus) != 0) fields.Put((byte)r.OrdStatus!.Value);
        if ((present & ReportFields.Account) != 0) fields.Put(r.Account);
        if ((present & ReportFields.AccountName) != 0) fields.Put(r.AccountName);
        if ((present & ReportFields.Symbol) != 0) fields.Put(r.Symbol);
        if ((present & ReportFields.SymbolName) != 0) fields.Put(r.SymbolName);
        if ((present & ReportFields.Side) != 0) fields.Put((byte)r.Side!.Value);
        if ((present & ReportFields.OrdType) != 0) fields.Put((byte)r.OrdType!.Value);
        if ((present & ReportFields.TimeInForce) != 0) fields.Put((byte)r.TimeInForce!.Value);
        if ((present & ReportFields.OrderQty) != 0) fields.Put(r.OrderQty!.Value);
        if ((present & ReportFields.CumQty) != 0) fields.Put(r.CumQty!.Value);
        if ((present & ReportFields.LeavesQty) != 0) fields.Put(r.LeavesQty!.Value);
        if ((present & ReportFields.LastQty) != 0) fields.Put(r.LastQty!.Value);
        if ((present & ReportFields.LastPx) != 0) fields.Put(r.LastPx!.Value);
        if ((present & ReportFields.AvgPx) != 0) fields.Put(r.AvgPx!.Value);
        if ((present & ReportFields.Price) != 0) fields.Put(r.Price!.Value);
        if ((present & ReportFields.StopPx) != 0) fields.Put(r.StopPx!.Value);
        if ((present & ReportFields.Fee) != 0) fields.Put(r.Fee!.Value);
        if ((present & ReportFields.TransactTime) != 0) fields.Put(r.TransactTime);
        if ((present & ReportFields.VenueSeq) != 0) fields.Put(r.VenueSeq);
        if ((present & ReportFields.Reason) != 0) fields.Put((long)r.Reason!.Value);
        if ((present & ReportFields.Text) != 0) fields.Put(r.Text);
    }

    public static ExecutionReport Read(ref FactFields fields)
    {
        ExecutionReport report = new() { Venue = fields.VenueId(), ExecType = (ExecType)fields.Byte() };
        uint present = (uint)fields.Int();
        if ((present & ReportFields.Order) != 0) report.Order = fields.OrderHandle();
        if ((present & ReportFields.ClOrdId) != 0) report.ClOrdId = fields.ClOrdId();
        if ((present & ReportFields.OrigClOrdId) != 0) report.OrigClOrdId = fields.ClOrdId();
        if ((present & ReportFields.OrderId) != 0) report.OrderId = fields.OrderId();
        if ((present & ReportFields.ExecId) != 0) report.ExecId = fields.ExecId();
        if ((present & ReportFields.ExecRefId) != 0) report.ExecRefId = fields.ExecId();
        if ((present & ReportFields.Scope) != 0) report.Scope = fields.Int();
        if ((present & ReportFields.OrdStatus) != 0) report.OrdStatus = (OrdStatus)fields.Byte();
        if ((present & ReportFields.Account) != 0) report.Account = fields.AccountId();
        if ((present & ReportFields.AccountName) != 0) report.AccountName = fields.NullableString();
        if ((present & ReportFields.Symbol) != 0) report.Symbol = fields.SymbolId();
        if ((present & ReportFields.SymbolName) != 0) report.SymbolName = fields.NullableString();
        if ((present & ReportFields.Side) != 0) report.Side = (Side)fields.Byte();
        if ((present & ReportFields.OrdType) != 0) report.OrdType = (OrdType)fields.Byte();
        if ((present & ReportFields.TimeInForce) != 0) report.TimeInForce = (TimeInForce)fields.Byte();
        if ((present & ReportFields.OrderQty) != 0) report.OrderQty = fields.Qty();
        if ((present & ReportFields.CumQty) != 0) report.CumQty = fields.Qty();
        if ((present & ReportFields.LeavesQty) != 0) report.LeavesQty = fields.Qty();
        if ((present & ReportFields.LastQty) != 0) report.LastQty = fields.Qty();
        if ((present & ReportFields.LastPx) != 0) report.LastPx = fields.Px();
        if ((present & ReportFields.AvgPx) != 0) report.AvgPx = fields.Px();
        if ((present & ReportFields.Price) != 0) report.Price = fields.Px();
        if ((present & ReportFields.StopPx) != 0) report.StopPx = fields.Px();
        if ((present & ReportFields.Fee) != 0) report.Fee = fields.Fee();
        if ((present & ReportFields.TransactTime) != 0) report.TransactTime = fields.Time();
        if ((present & ReportFields.VenueSeq) != 0) report.VenueSeq = fields.Signed();
        if ((present & ReportFields.PossDup) != 0) report.PossDup = true;
        if ((present & ReportFields.Reason) != 0) report.Reason = (int)fields.Signed();
        if ((present & ReportFields.Text) != 0) report.Text = fields.NullableString();
        if ((present & ReportFields.IsFix42) != 0) report.IsFix42 = true;
        return report;
    }

    private static uint Present(in ExecutionReport r)
    {
        uint fields = 0;
        if (!r.Order.IsNone) fields |= ReportFields.Order;
        if (!r.ClOrdId.IsNone) fields |= ReportFields.ClOrdId;
        if (!r.OrigClOrdId.IsNone) fields |= ReportFields.OrigClOrdId;
        if (!r.OrderId.IsNone) fields |= ReportFields.OrderId;
        if (!r.ExecId.IsNone) fields |= ReportFields.ExecId;
        if (!r.ExecRefId.IsNone) fields |= ReportFields.ExecRefId;
        if (r.Scope != 0) fields |= ReportFields.Scope;
        if (r.OrdStatus.HasValue) fields |= ReportFields.OrdStatus;
        if (!r.Account.IsNone) fields |= ReportFields.Account;
        if (r.AccountName is not null) fields |= ReportFields.AccountName;
        if (!r.Symbol.IsNone) fields |= ReportFields.Symbol;
        if (r.SymbolName is not null) fields |= ReportFields.SymbolName;
        if (r.Side.HasValue) fields |= ReportFields.Side;
        if (r.OrdType.HasValue) fields |= ReportFields.OrdType;
        if (r.TimeInForce.HasValue) fields |= ReportFields.TimeInForce;
        if (r.OrderQty.HasValue) fields |= ReportFields.OrderQty;
        if (r.CumQty.HasValue) fields |= ReportFields.CumQty;
        if (r.LeavesQty.HasValue) fields |= ReportFields.LeavesQty;
        if (r.LastQty.HasValue) fields |= ReportFields.LastQty;
        if (r.LastPx.HasValue) fields |= ReportFields.LastPx;
        if (r.AvgPx.HasValue) fields |= ReportFields.AvgPx;
        if (r.Price.HasValue) fields |= ReportFields.Price;
        if (r.StopPx.HasValue) fields |= ReportFields.StopPx;
        if (r.Fee.HasValue) fields |= ReportFields.Fee;
        if (!r.TransactTime.IsNone) fields |= ReportFields.TransactTime;
        if (r.VenueSeq != 0) fields |= ReportFields.VenueSeq;
        if (r.PossDup) fields |= ReportFields.PossDup;
        if (r.Reason.HasValue) fields |= ReportFields.Reason;
        if (r.Text is not null) fields |= ReportFields.Text;
        if (r.IsFix42) fields |= ReportFields.IsFix42;
        return fields;
    }
}
