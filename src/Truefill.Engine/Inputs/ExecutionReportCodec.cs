using Truefill.Domain.Orders;
using Truefill.Engine.Codec;

namespace Truefill.Engine.Inputs;

/// <summary>An execution report's record: venue, type, which fields are there, and those fields.</summary>
internal static class ExecutionReportCodec
{
    public static void Write(FieldWriter fields, in ExecutionReport r)
    {
        ReportFields present = Present(in r);
        fields.Put(r.Venue);
        fields.Put((byte)r.ExecType);
        fields.Put(unchecked((int)present));
        if (present.HasFlag(ReportFields.Order)) fields.Put(r.Order);
        if (present.HasFlag(ReportFields.ClOrdId)) fields.Put(r.ClOrdId);
        if (present.HasFlag(ReportFields.OrigClOrdId)) fields.Put(r.OrigClOrdId);
        if (present.HasFlag(ReportFields.OrderId)) fields.Put(r.OrderId);
        if (present.HasFlag(ReportFields.ExecId)) fields.Put(r.ExecId);
        if (present.HasFlag(ReportFields.ExecRefId)) fields.Put(r.ExecRefId);
        if (present.HasFlag(ReportFields.Scope)) fields.Put(r.Scope);
        if (present.HasFlag(ReportFields.OrdStatus)) fields.Put((byte)r.OrdStatus!.Value);
        if (present.HasFlag(ReportFields.Account)) fields.Put(r.Account);
        if (present.HasFlag(ReportFields.AccountName)) fields.Put(r.AccountName);
        if (present.HasFlag(ReportFields.Symbol)) fields.Put(r.Symbol);
        if (present.HasFlag(ReportFields.SymbolName)) fields.Put(r.SymbolName);
        if (present.HasFlag(ReportFields.Side)) fields.Put((byte)r.Side!.Value);
        if (present.HasFlag(ReportFields.OrdType)) fields.Put((byte)r.OrdType!.Value);
        if (present.HasFlag(ReportFields.TimeInForce)) fields.Put((byte)r.TimeInForce!.Value);
        if (present.HasFlag(ReportFields.OrderQty)) fields.Put(r.OrderQty!.Value);
        if (present.HasFlag(ReportFields.CumQty)) fields.Put(r.CumQty!.Value);
        if (present.HasFlag(ReportFields.LeavesQty)) fields.Put(r.LeavesQty!.Value);
        if (present.HasFlag(ReportFields.LastQty)) fields.Put(r.LastQty!.Value);
        if (present.HasFlag(ReportFields.LastPx)) fields.Put(r.LastPx!.Value);
        if (present.HasFlag(ReportFields.AvgPx)) fields.Put(r.AvgPx!.Value);
        if (present.HasFlag(ReportFields.Price)) fields.Put(r.Price!.Value);
        if (present.HasFlag(ReportFields.StopPx)) fields.Put(r.StopPx!.Value);
        if (present.HasFlag(ReportFields.Fee)) fields.Put(r.Fee!.Value);
        if (present.HasFlag(ReportFields.TransactTime)) fields.Put(r.TransactTime);
        if (present.HasFlag(ReportFields.VenueSeq)) fields.Put(r.VenueSeq);
        if (present.HasFlag(ReportFields.Reason)) fields.Put((long)r.Reason!.Value);
        if (present.HasFlag(ReportFields.Text)) fields.Put(r.Text);
    }

    public static ExecutionReport Read(ref FactFields fields)
    {
        ExecutionReport report = new() { Venue = fields.VenueId(), ExecType = (ExecType)fields.Byte() };
        ReportFields present = (ReportFields)fields.Int();
        if (present.HasFlag(ReportFields.Order)) report.Order = fields.OrderHandle();
        if (present.HasFlag(ReportFields.ClOrdId)) report.ClOrdId = fields.ClOrdId();
        if (present.HasFlag(ReportFields.OrigClOrdId)) report.OrigClOrdId = fields.ClOrdId();
        if (present.HasFlag(ReportFields.OrderId)) report.OrderId = fields.OrderId();
        if (present.HasFlag(ReportFields.ExecId)) report.ExecId = fields.ExecId();
        if (present.HasFlag(ReportFields.ExecRefId)) report.ExecRefId = fields.ExecId();
        if (present.HasFlag(ReportFields.Scope)) report.Scope = fields.Int();
        if (present.HasFlag(ReportFields.OrdStatus)) report.OrdStatus = (OrdStatus)fields.Byte();
        if (present.HasFlag(ReportFields.Account)) report.Account = fields.AccountId();
        if (present.HasFlag(ReportFields.AccountName)) report.AccountName = fields.NullableString();
        if (present.HasFlag(ReportFields.Symbol)) report.Symbol = fields.SymbolId();
        if (present.HasFlag(ReportFields.SymbolName)) report.SymbolName = fields.NullableString();
        if (present.HasFlag(ReportFields.Side)) report.Side = (Side)fields.Byte();
        if (present.HasFlag(ReportFields.OrdType)) report.OrdType = (OrdType)fields.Byte();
        if (present.HasFlag(ReportFields.TimeInForce)) report.TimeInForce = (TimeInForce)fields.Byte();
        if (present.HasFlag(ReportFields.OrderQty)) report.OrderQty = fields.Qty();
        if (present.HasFlag(ReportFields.CumQty)) report.CumQty = fields.Qty();
        if (present.HasFlag(ReportFields.LeavesQty)) report.LeavesQty = fields.Qty();
        if (present.HasFlag(ReportFields.LastQty)) report.LastQty = fields.Qty();
        if (present.HasFlag(ReportFields.LastPx)) report.LastPx = fields.Px();
        if (present.HasFlag(ReportFields.AvgPx)) report.AvgPx = fields.Px();
        if (present.HasFlag(ReportFields.Price)) report.Price = fields.Px();
        if (present.HasFlag(ReportFields.StopPx)) report.StopPx = fields.Px();
        if (present.HasFlag(ReportFields.Fee)) report.Fee = fields.Fee();
        if (present.HasFlag(ReportFields.TransactTime)) report.TransactTime = fields.Time();
        if (present.HasFlag(ReportFields.VenueSeq)) report.VenueSeq = fields.Signed();
        if (present.HasFlag(ReportFields.PossDup)) report.PossDup = true;
        if (present.HasFlag(ReportFields.Reason)) report.Reason = (int)fields.Signed();
        if (present.HasFlag(ReportFields.Text)) report.Text = fields.NullableString();
        if (present.HasFlag(ReportFields.IsFix42)) report.IsFix42 = true;
        return report;
    }

    private static ReportFields Present(in ExecutionReport r)
    {
        ReportFields fields = ReportFields.None;
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
