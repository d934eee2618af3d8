using System;
using System.Text;
using Truefill.Domain.Advisories;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Journal;

namespace Truefill.Engine.Codec;

/// <summary>
/// How the domain's values are written into a record. Times are written as the difference from the time of the input
/// they belong to (<see cref="TimeBase"/>), which makes most of them two to five bytes. <see cref="FactFields"/> is the
/// mirror.
/// </summary>
public sealed class FieldWriter
{
    // Longer texts are rare enough to be allocated for.
    private const int ShortBytes = 256;

    private BlockBuilder block = new(0, 0);

    // The trade of the input that is being decided, if it is one; field by field, because a copy of the whole would
    // wait for what was just written.
    private bool hasTrade;
    private OrderHandle tradeOrder;
    private VenueId tradeVenue;
    private int tradeScope;
    private ExecId tradeId;
    private Qty tradeQty;
    private Px tradePx;
    private long tradeSeq;
    private UtcNanos tradeTime;

    /// <summary>The block that records go to.</summary>
    public BlockBuilder Block => block;

    /// <summary>Engine time of the input that is being written; zero at the start of a block.</summary>
    public UtcNanos TimeBase { get; set; }

    /// <summary>Goes on in another, empty block.</summary>
    public void Open(BlockBuilder next)
    {
        block = next;
        TimeBase = default;
        hasTrade = false;
    }

    public void Begin(byte type, byte version) => block.BeginRecord(type, version);

    public void End() => block.EndRecord();

    /// <summary>An input begins; the trade of the one before it is no longer the one to refer to.</summary>
    public void BeginInput(byte type, byte version)
    {
        hasTrade = false;
        Begin(type, version);
    }

    /// <summary>Puts the terms of the trade that the input reports, behind its order and venue.</summary>
    public void PutReportedTrade(OrderHandle order, in ExecutionReport report)
    {
        hasTrade = true;
        tradeOrder = order;
        tradeVenue = report.Venue;
        Put(tradeScope = report.Scope);
        tradeId = report.ExecId;
        Put(in tradeId);
        Put(tradeQty = report.LastQty!.Value);
        Put(tradePx = report.LastPx!.Value);
        Put(tradeSeq = report.VenueSeq);
        Put(tradeTime = report.TransactTime);
    }

    /// <summary>
    /// Puts the terms of a trade, or where they are the input's, a reference to them. A leading byte says which: 0 for
    /// the terms, 1 for the reference.
    /// </summary>
    public void PutTrade(in OrderExecuted e)
    {
        if (IsReported(in e))
        {
            Put((byte)1);
            return;
        }

        Put((byte)0);
        Put(e.Order);
        Put(e.Key);
        Put(e.LastQty);
        Put(e.LastPx);
        Put(e.VenueSeq);
        Put(e.TransactTime);
    }

    private bool IsReported(in OrderExecuted e) => hasTrade
        && e.Order == tradeOrder && e.VenueSeq == tradeSeq && e.TransactTime == tradeTime
        && e.LastQty == tradeQty && e.LastPx == tradePx
        && e.Key.Venue == tradeVenue && e.Key.Scope == tradeScope
        && ShortText.Equals(in e.Key.ExecId.Text, in tradeId.Text);

    public void Put(byte value) => block.WriteByte(value);

    public void Put(bool value) => block.WriteBool(value);

    public void Put(long value) => block.WriteVarInt(value);

    public void Put(int value) => block.WriteVarUInt((ulong)value);

    /// <summary>A set of up to 32 flags.</summary>
    public void PutBits(uint flags) => block.WriteVarUInt(flags);

    public void Put(int? value)
    {
        block.WriteBool(value.HasValue);
        if (value is { } present) block.WriteVarInt(present);
    }

    public void Put(string? text)
    {
        // 0: null; else length + 1, so that null and empty stay apart.
        if (text is null)
        {
            block.WriteByte(0);
            return;
        }

        block.WriteByte(1);
        int length = Encoding.UTF8.GetByteCount(text);
        if (length > ShortBytes)
        {
            block.WriteBytes(Encoding.UTF8.GetBytes(text));
            return;
        }

        Span<byte> utf8 = stackalloc byte[ShortBytes];
        block.WriteBytes(utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    public void Put(UtcNanos time) => block.WriteVarInt(unchecked(time.Value - TimeBase.Value));

    public void Put(decimal value) => block.WriteDecimal(value);

    public void Put(Px price) => block.WriteDecimal(price.Value);

    public void Put(Px? price)
    {
        block.WriteBool(price.HasValue);
        if (price is { } present) block.WriteDecimal(present.Value);
    }

    public void Put(Qty quantity) => block.WriteDecimal(quantity.Value);

    public void Put(Qty? quantity)
    {
        block.WriteBool(quantity.HasValue);
        if (quantity is { } present) block.WriteDecimal(present.Value);
    }

    public void Put(Side? side) => block.WriteByte(side is { } present ? (byte)present : (byte)0);

    public void Put(Currency currency) => block.WriteVarUInt(currency.Packed);

    public void Put(Money money)
    {
        Put(money.Amount);
        Put(money.Currency);
    }

    public void Put(decimal? value)
    {
        block.WriteBool(value.HasValue);
        if (value is { } present) block.WriteDecimal(present);
    }

    public void Put(Bracket? bracket)
    {
        block.WriteBool(bracket.HasValue);
        if (bracket is not { } present) return;
        Put(present.TakeProfit);
        Put(present.StopLoss);
        Put(present.TakeProfitOffset);
        Put(present.StopLossOffset);
    }

    public void Put(in Fee fee)
    {
        Put(fee.Amount);
        Put((byte)fee.Kind);
    }

    public void Put(Fee? fee)
    {
        block.WriteBool(fee.HasValue);
        if (fee is { } present) Put(in present);
    }

    public void Put(in ShortText text) => block.WriteBytes(text.Utf8);

    public void Put(in ClOrdId id) => Put(id.Text);

    public void Put(in OrderId id) => Put(id.Text);

    public void Put(in ExecId id) => Put(id.Text);

    public void Put(AccountId id) => Put(id.Value);

    public void Put(StrategyId id) => Put(id.Value);

    public void Put(SymbolId id) => Put(id.Value);

    public void Put(VenueId id) => Put(id.Value);

    public void Put(SourceId id) => Put(id.Value);

    public void Put(OrderHandle handle) => Put(handle.Value);

    public void Put(ExecHandle handle) => Put(handle.Value);

    public void Put(in ExecKey key)
    {
        Put(key.Venue);
        Put(key.Scope);
        Put(key.ExecId);
    }

    public void Put(in OrderTerms terms)
    {
        Put((byte)terms.Side);
        Put((byte)terms.OrdType);
        Put((byte)terms.TimeInForce);
        Put(terms.OrderQty);
        Put(terms.Price);
        Put(terms.StopPx);
        Put(!terms.ExpireTime.IsNone);
        if (!terms.ExpireTime.IsNone) Put(terms.ExpireTime);
        Put(terms.ReduceOnly);
    }

    public void Put(in OrderIntent intent)
    {
        Put(intent.Order);
        Put(intent.ClOrdId);
        Put(intent.WireId);
        Put((byte)intent.Origin);
        Put(intent.Source);
        Put(intent.Account);
        Put(intent.Strategy);
        Put(intent.Venue);
        Put(intent.Symbol);
        Put(intent.Terms);
        Put(intent.CorrelationId);
        Put(intent.Bracket);
        Put((byte)intent.Leg);
        Put(intent.Parent);
        Put(intent.AddsRisk);
    }

    public void Put(FrozenSnapshot snapshot)
    {
        Put(snapshot.AdvisoryId);
        Put(snapshot.Symbol);
        Put(snapshot.ReferencePrice);
        Put(snapshot.SlOffsetPct);
        Put(snapshot.TpOffsetPct);
        Put(snapshot.PositionSize);
        Put(snapshot.ExpirationTimestamp);
        Put(snapshot.Account);
        Put(snapshot.Strategy);
        Put(snapshot.Venue);
    }
}
