using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Engine.Codec;
using Truefill.Journal;

namespace Truefill.Engine.Inputs;

/// <summary>
/// An execution report's record. What the order that it is about says as well is left out (<see cref="AsKnown"/>), so
/// that a usual trade takes 50 bytes instead of 130.
/// <code>
///   ExecType   fields that are there, XOR usual   order, 0: none   venue
///   of a trade:  scope  ExecID  LastQty  LastPx  sequence  TransactTime      (the same bytes as in OrderExecuted)
///   with an order:  fields that are there and not as known
///   the other fields that are there and not as known
/// </code>
/// </summary>
internal static class ExecutionReportCodec
{
    private const uint InTrade = ReportFields.Trade | ReportFields.Scope | ReportFields.VenueSeq
        | ReportFields.TransactTime;

    /// <summary>In full, as part of an answer to a query.</summary>
    public static void Write(FieldWriter fields, in ExecutionReport r) =>
        Write(fields, in r, order: null, wireId: default, names: null);

    /// <param name="order">The order that the report is about; null: it fits none or several.</param>
    /// <param name="wireId">What <see cref="WireIds.Read"/> says of its ClOrdID(11).</param>
    /// <param name="names">Of the order's books; may be absent with it.</param>
    public static void Write(
        FieldWriter fields, in ExecutionReport r, Order? order, WireId wireId, NameTables? names)
    {
        uint present = Present(in r);
        fields.Put((byte)r.ExecType);
        fields.PutBits(present ^ ReportFields.Usual);
        fields.Put(order?.Handle ?? default);
        fields.Put(r.Venue);
        uint written = present;
        bool isTrade = IsTrade(r.ExecType, present, order is not null);
        if (isTrade)
        {
            fields.PutReportedTrade(order!.Handle, in r);
            written &= ~InTrade;
        }

        if (order is not null)
        {
            AsKnown known = new(order, names!, isTrade ? r.LastQty : null);
            uint asKnown = present & Knowable(isTrade) & SaidByOrder(in r, wireId, in known);
            written &= ~asKnown;
            fields.Put((int)(present & Knowable(isTrade) & ~asKnown));
        }

        // Of most reports hardly anything is left.
        if (written.Has(ReportFields.Ids)) WriteIds(fields, in r, written);
        if (written.Has(ReportFields.OrdStatus)) fields.Put((byte)r.OrdStatus!.Value);
        if (written.Has(ReportFields.Terms)) WriteTerms(fields, in r, written);
        if (written.Has(ReportFields.Rest)) WriteRest(fields, in r, written);
    }

    /// <summary>One that was written in full.</summary>
    public static ExecutionReport Read(ref FactFields fields) => Read(ref fields, books: null);

    /// <param name="books">Null: no order's report can be read.</param>
    public static ExecutionReport Read(ref FactFields fields, Books? books)
    {
        ExecType type = (ExecType)fields.Byte();
        uint present = fields.Bits() ^ ReportFields.Usual;
        OrderHandle handle = fields.OrderHandle();
        ExecutionReport r = new() { Venue = fields.VenueId(), ExecType = type };
        Order? order = handle.IsNone ? null : books?.Orders.TryGet(handle)
            ?? throw new JournalFormatException($"A report is about order {handle.Value}, which is not known here.");
        uint written = present;
        bool isTrade = IsTrade(type, present, order is not null);
        if (isTrade)
        {
            r.Scope = fields.Int();
            r.ExecId = fields.ExecId();
            r.LastQty = fields.Qty();
            r.LastPx = fields.Px();
            r.VenueSeq = fields.Signed();
            r.TransactTime = fields.Time();
            written &= ~InTrade;
        }

        if (order is not null)
        {
            uint spelt = (uint)fields.Int();
            uint asKnown = present & Knowable(isTrade) & ~spelt;
            written &= ~asKnown;
            Know(ref r, asKnown, new AsKnown(order, books!.Names, isTrade ? r.LastQty : null));
        }

        if (written.Has(ReportFields.Ids)) ReadIds(ref fields, ref r, written);
        if (written.Has(ReportFields.OrdStatus)) r.OrdStatus = (OrdStatus)fields.Byte();
        if (written.Has(ReportFields.Terms)) ReadTerms(ref fields, ref r, written);
        if (written.Has(ReportFields.Rest)) ReadRest(ref fields, ref r, written);
        r.PossDup = present.Has(ReportFields.PossDup);
        r.IsFix42 = present.Has(ReportFields.IsFix42);
        return r;
    }

    public static bool TryReadTrade(ref FactFields fields, out OrderHandle order, out ExecKey key)
    {
        ExecType type = (ExecType)fields.Byte();
        uint present = fields.Bits() ^ ReportFields.Usual;
        order = fields.OrderHandle();
        key = default;
        if (!IsTrade(type, present, !order.IsNone)) return false;
        key = new ExecKey(fields.VenueId(), fields.Int(), fields.ExecId());
        return true;
    }

    private static bool IsTrade(ExecType type, uint present, bool hasOrder) =>
        hasOrder && type == ExecType.Trade && (present & ReportFields.Trade) == ReportFields.Trade;

    // AvgPx(6) is known from the trade's price only, which otherwise is read later.
    private static uint Knowable(bool isTrade) =>
        isTrade ? ReportFields.Knowable : ReportFields.Knowable & ~ReportFields.AvgPx;

    private static void WriteIds(FieldWriter fields, in ExecutionReport r, uint written)
    {
        if (written.Has(ReportFields.Order)) fields.Put(r.Order);
        if (written.Has(ReportFields.ClOrdId)) fields.Put(r.ClOrdId);
        if (written.Has(ReportFields.OrigClOrdId)) fields.Put(r.OrigClOrdId);
        if (written.Has(ReportFields.OrderId)) fields.Put(r.OrderId);
        if (written.Has(ReportFields.ExecId)) fields.Put(r.ExecId);
        if (written.Has(ReportFields.ExecRefId)) fields.Put(r.ExecRefId);
        if (written.Has(ReportFields.Scope)) fields.Put(r.Scope);
        if (written.Has(ReportFields.Account)) fields.Put(r.Account);
        if (written.Has(ReportFields.AccountName)) fields.Put(r.AccountName);
        if (written.Has(ReportFields.Symbol)) fields.Put(r.Symbol);
        if (written.Has(ReportFields.SymbolName)) fields.Put(r.SymbolName);
    }

    private static void ReadIds(ref FactFields fields, ref ExecutionReport r, uint written)
    {
        if (written.Has(ReportFields.Order)) r.Order = fields.OrderHandle();
        if (written.Has(ReportFields.ClOrdId)) r.ClOrdId = fields.ClOrdId();
        if (written.Has(ReportFields.OrigClOrdId)) r.OrigClOrdId = fields.ClOrdId();
        if (written.Has(ReportFields.OrderId)) r.OrderId = fields.OrderId();
        if (written.Has(ReportFields.ExecId)) r.ExecId = fields.ExecId();
        if (written.Has(ReportFields.ExecRefId)) r.ExecRefId = fields.ExecId();
        if (written.Has(ReportFields.Scope)) r.Scope = fields.Int();
        if (written.Has(ReportFields.Account)) r.Account = fields.AccountId();
        if (written.Has(ReportFields.AccountName)) r.AccountName = fields.NullableString();
        if (written.Has(ReportFields.Symbol)) r.Symbol = fields.SymbolId();
        if (written.Has(ReportFields.SymbolName)) r.SymbolName = fields.NullableString();
    }

    private static void WriteTerms(FieldWriter fields, in ExecutionReport r, uint written)
    {
        if (written.Has(ReportFields.Side)) fields.Put((byte)r.Side!.Value);
        if (written.Has(ReportFields.OrdType)) fields.Put((byte)r.OrdType!.Value);
        if (written.Has(ReportFields.TimeInForce)) fields.Put((byte)r.TimeInForce!.Value);
        if (written.Has(ReportFields.OrderQty)) fields.Put(r.OrderQty!.Value);
        if (written.Has(ReportFields.CumQty)) fields.Put(r.CumQty!.Value);
        if (written.Has(ReportFields.LeavesQty)) fields.Put(r.LeavesQty!.Value);
        if (written.Has(ReportFields.LastQty)) fields.Put(r.LastQty!.Value);
        if (written.Has(ReportFields.LastPx)) fields.Put(r.LastPx!.Value);
        if (written.Has(ReportFields.AvgPx)) fields.Put(r.AvgPx!.Value);
        if (written.Has(ReportFields.Price)) fields.Put(r.Price!.Value);
        if (written.Has(ReportFields.StopPx)) fields.Put(r.StopPx!.Value);
    }

    private static void ReadTerms(ref FactFields fields, ref ExecutionReport r, uint written)
    {
        if (written.Has(ReportFields.Side)) r.Side = (Side)fields.Byte();
        if (written.Has(ReportFields.OrdType)) r.OrdType = (OrdType)fields.Byte();
        if (written.Has(ReportFields.TimeInForce)) r.TimeInForce = (TimeInForce)fields.Byte();
        if (written.Has(ReportFields.OrderQty)) r.OrderQty = fields.Qty();
        if (written.Has(ReportFields.CumQty)) r.CumQty = fields.Qty();
        if (written.Has(ReportFields.LeavesQty)) r.LeavesQty = fields.Qty();
        if (written.Has(ReportFields.LastQty)) r.LastQty = fields.Qty();
        if (written.Has(ReportFields.LastPx)) r.LastPx = fields.Px();
        if (written.Has(ReportFields.AvgPx)) r.AvgPx = fields.Px();
        if (written.Has(ReportFields.Price)) r.Price = fields.Px();
        if (written.Has(ReportFields.StopPx)) r.StopPx = fields.Px();
    }

    private static void WriteRest(FieldWriter fields, in ExecutionReport r, uint written)
    {
        if (written.Has(ReportFields.Fee)) fields.Put(r.Fee!.Value);
        if (written.Has(ReportFields.TransactTime)) fields.Put(r.TransactTime);
        if (written.Has(ReportFields.VenueSeq)) fields.Put(r.VenueSeq);
        if (written.Has(ReportFields.Reason)) fields.Put((long)r.Reason!.Value);
        if (written.Has(ReportFields.Text)) fields.Put(r.Text);
        if (written.Has(ReportFields.FurtherFees)) WriteFees(fields, r.FurtherFees!);
        if (!written.Has(ReportFields.Contract)) return;
        fields.Put(r.Multiplier);
        fields.Put(r.Currency);
    }

    private static void ReadRest(ref FactFields fields, ref ExecutionReport r, uint written)
    {
        if (written.Has(ReportFields.Fee)) r.Fee = fields.Fee();
        if (written.Has(ReportFields.TransactTime)) r.TransactTime = fields.Time();
        if (written.Has(ReportFields.VenueSeq)) r.VenueSeq = fields.Signed();
        if (written.Has(ReportFields.Reason)) r.Reason = (int)fields.Signed();
        if (written.Has(ReportFields.Text)) r.Text = fields.NullableString();
        if (written.Has(ReportFields.FurtherFees)) r.FurtherFees = ReadFees(ref fields);
        if (!written.Has(ReportFields.Contract)) return;
        r.Multiplier = fields.Decimal();
        r.Currency = fields.Currency();
    }

    private static void WriteFees(FieldWriter fields, IReadOnlyList<Fee> fees)
    {
        fields.Put(fees.Count);
        for (int i = 0; i < fees.Count; i++) fields.Put(fees[i]);
    }

    private static List<Fee> ReadFees(ref FactFields fields)
    {
        List<Fee> fees = [];
        for (int count = fields.Int(); count > 0; count--) fees.Add(fields.Fee());
        return fees;
    }

    private static uint SaidByOrder(in ExecutionReport r, WireId wireId, in AsKnown known)
    {
        uint said = 0;
        if (r.Order == known.Order) said |= ReportFields.Order;
        if (known.IsClOrdId(r.ClOrdId, wireId)) said |= ReportFields.ClOrdId;
        if (known.IsOrderId(r.OrderId)) said |= ReportFields.OrderId;
        if (r.Account == known.Account) said |= ReportFields.Account;
        if (r.AccountName == known.AccountName) said |= ReportFields.AccountName;
        if (r.Symbol == known.Symbol) said |= ReportFields.Symbol;
        if (r.SymbolName == known.SymbolName) said |= ReportFields.SymbolName;
        if (r.Side == known.Side) said |= ReportFields.Side;
        if (r.OrdType == known.OrdType) said |= ReportFields.OrdType;
        if (r.TimeInForce == known.TimeInForce) said |= ReportFields.TimeInForce;
        if (r.OrderQty == known.OrderQty) said |= ReportFields.OrderQty;
        if (r.CumQty == known.CumQty) said |= ReportFields.CumQty;
        if (r.LeavesQty == known.LeavesQty) said |= ReportFields.LeavesQty;
        if (r.AvgPx is not null && r.AvgPx == r.LastPx) said |= ReportFields.AvgPx;
        if (r.Price == known.Price) said |= ReportFields.Price;
        if (r.StopPx == known.StopPx) said |= ReportFields.StopPx;
        return said;
    }

    private static void Know(ref ExecutionReport r, uint asKnown, in AsKnown known)
    {
        if (asKnown.Has(ReportFields.Order)) r.Order = known.Order;
        if (asKnown.Has(ReportFields.ClOrdId)) r.ClOrdId = known.ClOrdId;
        if (asKnown.Has(ReportFields.OrderId)) r.OrderId = known.OrderId;
        if (asKnown.Has(ReportFields.Account)) r.Account = known.Account;
        if (asKnown.Has(ReportFields.AccountName)) r.AccountName = known.AccountName;
        if (asKnown.Has(ReportFields.Symbol)) r.Symbol = known.Symbol;
        if (asKnown.Has(ReportFields.SymbolName)) r.SymbolName = known.SymbolName;
        if (asKnown.Has(ReportFields.Side)) r.Side = known.Side;
        if (asKnown.Has(ReportFields.OrdType)) r.OrdType = known.OrdType;
        if (asKnown.Has(ReportFields.TimeInForce)) r.TimeInForce = known.TimeInForce;
        if (asKnown.Has(ReportFields.OrderQty)) r.OrderQty = known.OrderQty;
        if (asKnown.Has(ReportFields.CumQty)) r.CumQty = known.CumQty;
        if (asKnown.Has(ReportFields.LeavesQty)) r.LeavesQty = known.LeavesQty;
        if (asKnown.Has(ReportFields.AvgPx)) r.AvgPx = r.LastPx;
        if (asKnown.Has(ReportFields.Price)) r.Price = known.Price;
        if (asKnown.Has(ReportFields.StopPx)) r.StopPx = known.StopPx;
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
        if (r.FurtherFees is { Count: > 0 }) fields |= ReportFields.FurtherFees;
        if (r.Multiplier != 0 || !r.Currency.IsNone) fields |= ReportFields.Contract;
        return fields;
    }
}
