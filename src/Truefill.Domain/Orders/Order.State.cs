using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.State;

namespace Truefill.Domain.Orders;

public sealed partial class Order
{
    internal void Save(IStateWriter writer)
    {
        writer.Write(ClOrdId.Text);
        writer.Write(OrderId.Text);
        writer.Unsigned((ulong)Account.Value);
        writer.Unsigned((ulong)Strategy.Value);
        writer.Unsigned((ulong)Venue.Value);
        writer.Unsigned((ulong)Symbol.Value);
        writer.Unsigned((ulong)Source.Value);
        writer.Byte((byte)Origin);
        writer.Byte((byte)Side);
        writer.Byte((byte)OrdType);
        writer.Byte((byte)TimeInForce);
        writer.Byte((byte)Closing);
        writer.Byte(violations);
        writer.Unsigned((ulong)flags);
        writer.Unsigned((ulong)epoch);
        writer.Unsigned((ulong)Reports);
        writer.Write(CreatedAt);
        writer.Write(LastReportAt);
        writer.Decimal(ExactDecimal.Normalize(orderQty));
        writer.Decimal(ExactDecimal.Normalize(executed));
        writer.Decimal(ExactDecimal.Normalize(notional));
        writer.Decimal(ExactDecimal.Normalize(price));
        writer.Bool(detail is not null);
        if (detail is not null) SaveDetail(writer, detail);
    }

    internal static Order Load(IStateReader reader, OrderHandle handle)
    {
        Order order = new()
        {
            Handle = handle,
            ClOrdId = new ClOrdId(reader.ReadShortText()),
            OrderId = new OrderId(reader.ReadShortText()),
            Account = new AccountId(reader.ReadInt()),
            Strategy = new StrategyId(reader.ReadInt()),
            Venue = new VenueId(reader.ReadInt()),
            Symbol = new SymbolId(reader.ReadInt()),
            Source = new SourceId(reader.ReadInt()),
            Origin = (OrderOrigin)reader.Byte(),
            Side = (Side)reader.Byte(),
            OrdType = (OrdType)reader.Byte(),
            TimeInForce = (TimeInForce)reader.Byte(),
            Closing = (OrderClosing)reader.Byte(),
            violations = reader.Byte(),
            flags = (Flags)reader.Unsigned(),
            epoch = reader.ReadInt(),
            Reports = reader.ReadInt(),
            CreatedAt = reader.ReadTime(),
            LastReportAt = reader.ReadTime(),
            orderQty = reader.Decimal(),
            executed = reader.Decimal(),
            notional = reader.Decimal(),
            price = reader.Decimal(),
        };
        if (reader.Bool()) order.detail = LoadDetail(reader);
        return order;
    }

    private static void SaveDetail(IStateWriter writer, OrderDetail own)
    {
        writer.Write(own.StopPx);
        writer.Write(own.ExpireTime);
        writer.Write(own.Text);
        writer.Write(own.CorrelationId);
        writer.Bool(own.ParentQty is not null);
        if (own.ParentQty is { } whole) writer.Write(whole);
        writer.Write(own.WireId.Text);
        writer.Write(own.NewUnknownSince);
        writer.Write(own.TermsAt);
        writer.Write(own.DoneAt);
        writer.Write(own.CalculatedAt);
        writer.Write(own.SuspendedAt);
        SaveLinks(writer, own);
        writer.Unsigned((ulong)own.EarlierOrderIds.Count);
        foreach (OrderId id in own.EarlierOrderIds) writer.Write(id.Text);
        writer.Unsigned((ulong)own.Splits.Count);
        foreach (QuantitySplit split in own.Splits)
        {
            writer.Write(split.At);
            writer.Decimal(ExactDecimal.Normalize(split.From));
            writer.Decimal(ExactDecimal.Normalize(split.To));
        }

        writer.Unsigned((ulong)own.Requests.Count);
        foreach (OrderRequest request in own.Requests) Save(writer, request);
    }

    private static OrderDetail LoadDetail(IStateReader reader)
    {
        OrderDetail loaded = new()
        {
            StopPx = reader.ReadPx(),
            ExpireTime = reader.ReadTime(),
            Text = reader.ReadString(),
            CorrelationId = reader.ReadString(),
            ParentQty = reader.Bool() ? reader.ReadQty() : null,
            WireId = new ClOrdId(reader.ReadShortText()),
            NewUnknownSince = reader.ReadTime(),
            TermsAt = reader.ReadTime(),
            DoneAt = reader.ReadTime(),
            CalculatedAt = reader.ReadTime(),
            SuspendedAt = reader.ReadTime(),
        };
        LoadLinks(reader, loaded);
        for (int count = reader.ReadInt(); count > 0; count--)
            loaded.EarlierOrderIds.Add(new OrderId(reader.ReadShortText()));
        for (int count = reader.ReadInt(); count > 0; count--)
            loaded.Splits.Add(new QuantitySplit(reader.ReadTime(), reader.Decimal(), reader.Decimal()));
        for (int count = reader.ReadInt(); count > 0; count--)
            loaded.Requests.Add(LoadRequest(reader, loaded.Requests.Count + 1));
        loaded.SkipAnswered();
        return loaded;
    }

    private static void SaveLinks(IStateWriter writer, OrderDetail own)
    {
        writer.Unsigned((ulong)own.Parent.Value);
        writer.Write(own.SubmittedAt);
        writer.Write(own.AskedAt);
        writer.Unsigned((ulong)own.TimesAsked);
        writer.Bool(own.Bracket is not null);
        if (own.Bracket is not { } bracket) return;
        writer.Write(bracket.TakeProfit);
        writer.Write(bracket.StopLoss);
        writer.Decimal(ExactDecimal.Normalize(bracket.TakeProfitOffset));
        writer.Decimal(ExactDecimal.Normalize(bracket.StopLossOffset));
    }

    private static void LoadLinks(IStateReader reader, OrderDetail loaded)
    {
        loaded.Parent = new OrderHandle(reader.ReadInt());
        loaded.SubmittedAt = reader.ReadTime();
        loaded.AskedAt = reader.ReadTime();
        loaded.TimesAsked = reader.ReadInt();
        if (reader.Bool())
            loaded.Bracket = new Bracket(reader.ReadPx(), reader.ReadPx(), reader.Decimal(), reader.Decimal());
    }

    private static void Save(IStateWriter writer, OrderRequest request)
    {
        writer.Write(request.Id.Text);
        writer.Byte((byte)request.Kind);
        writer.Byte((byte)request.Origin);
        writer.Byte((byte)request.State);
        writer.Write(request.At);
        writer.Write(request.UnknownSince);
        writer.Bool(request.Terms is not null);
        if (request.Terms is { } terms) terms.Save(writer);
    }

    private static OrderRequest LoadRequest(IStateReader reader, int number) => new()
    {
        Number = number,
        Id = new ClOrdId(reader.ReadShortText()),
        Kind = (RequestKind)reader.Byte(),
        Origin = (OrderOrigin)reader.Byte(),
        State = (RequestState)reader.Byte(),
        At = reader.ReadTime(),
        UnknownSince = reader.ReadTime(),
        Terms = reader.Bool() ? TermsState.Load(reader) : null,
    };
}
