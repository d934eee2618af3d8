using Truefill.Domain.Clients.Commands;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Engine.Codec;

namespace Truefill.Engine.Inputs;

/// <content>What clients want of orders.</content>
public static partial class InputCodec
{
    private static void WriteRequest(FieldWriter fields, object body)
    {
        switch (body)
        {
            case NewOrderSingle request: Write(fields, request); break;
            case OrderCancelRequest request: Write(fields, request); break;
            case OrderCancelReplaceRequest request: Write(fields, request); break;
            case ResolveOrder request: Write(fields, request); break;
            case ClientMessage message: Write(fields, message); break;
            default: throw Misplaced(body);
        }
    }

    private static object ReadRequest(InputKind kind, ref FactFields fields) => kind switch
    {
        InputKind.NewOrderSingle => ReadNewOrderSingle(ref fields),
        InputKind.OrderCancelRequest => ReadOrderCancelRequest(ref fields),
        InputKind.OrderCancelReplaceRequest => ReadOrderCancelReplaceRequest(ref fields),
        InputKind.ResolveOrder => ReadResolveOrder(ref fields),
        InputKind.ClientMessage => ReadClientMessage(ref fields),
        _ => throw Misplaced(kind),
    };

    private static void Write(FieldWriter fields, NewOrderSingle r)
    {
        fields.Put(r.ClOrdId);
        fields.Put(r.Symbol);
        fields.Put(r.Terms);
        fields.Put(r.Account);
        fields.Put(r.Strategy);
        fields.Put(r.Venue);
        fields.Put(r.CorrelationId);
        fields.Put((byte)r.Origin);
        fields.Put(r.Bracket);
        fields.Put(r.HasRiskRole);
        fields.Put(r.ParentQty);
    }

    private static NewOrderSingle ReadNewOrderSingle(ref FactFields fields) => new()
    {
        ClOrdId = fields.ClOrdId(),
        Symbol = fields.String(),
        Terms = fields.OrderTerms(),
        Account = fields.String(),
        Strategy = fields.String(),
        Venue = fields.String(),
        CorrelationId = fields.NullableString(),
        Origin = (OrderOrigin)fields.Byte(),
        Bracket = fields.NullableBracket(),
        HasRiskRole = fields.Bool(),
        ParentQty = fields.NullableQty(),
    };

    private static void Write(FieldWriter fields, OrderCancelRequest r)
    {
        fields.Put(r.OrigClOrdId);
        fields.Put(r.ClOrdId);
        fields.Put(r.Account);
        fields.Put((byte)r.Origin);
    }

    private static OrderCancelRequest ReadOrderCancelRequest(ref FactFields fields) => new()
    {
        OrigClOrdId = fields.ClOrdId(),
        ClOrdId = fields.ClOrdId(),
        Account = fields.String(),
        Origin = (OrderOrigin)fields.Byte(),
    };

    private static void Write(FieldWriter fields, OrderCancelReplaceRequest r)
    {
        fields.Put(r.OrigClOrdId);
        fields.Put(r.ClOrdId);
        fields.Put(r.Account);
        fields.Put(r.OrderQty);
        fields.Put((byte)(r.OrdType ?? default));
        fields.Put((byte)(r.TimeInForce ?? default));
        fields.Put(r.Price);
        fields.Put(r.StopPx);
        fields.Put((byte)r.Origin);
    }

    private static OrderCancelReplaceRequest ReadOrderCancelReplaceRequest(ref FactFields fields) => new()
    {
        OrigClOrdId = fields.ClOrdId(),
        ClOrdId = fields.ClOrdId(),
        Account = fields.String(),
        OrderQty = fields.NullableQty(),
        OrdType = fields.Byte() is var ordType and not 0 ? (OrdType)ordType : null,
        TimeInForce = fields.Byte() is var timeInForce and not 0 ? (TimeInForce)timeInForce : null,
        Price = fields.NullablePx(),
        StopPx = fields.NullablePx(),
        Origin = (OrderOrigin)fields.Byte(),
    };

    private static void Write(FieldWriter fields, ResolveOrder r)
    {
        fields.Put(r.ClOrdId);
        fields.Put(r.Account);
        fields.Put((byte)r.As);
        fields.Put(r.By);
        fields.Put(r.Reason);
    }

    private static ResolveOrder ReadResolveOrder(ref FactFields fields) => new()
    {
        ClOrdId = fields.ClOrdId(),
        Account = fields.String(),
        As = (Resolution)fields.Byte(),
        By = fields.String(),
        Reason = fields.String(),
    };
}
