using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Engine.Codec;

namespace Truefill.Engine.Inputs;

/// <content>Requests and reports, field by field in the order of their declaration.</content>
public static partial class InputCodec
{
    private static void Write(FieldWriter fields, in OrderCancelReject r)
    {
        fields.Put(r.Venue);
        fields.Put(r.Order);
        fields.Put(r.ClOrdId);
        fields.Put(r.OrigClOrdId);
        fields.Put(r.OrderId);
        fields.Put((byte)(r.OrdStatus ?? default));
        fields.Put(r.ToReplace is { } said ? (said ? 2 : 1) : 0);
        fields.Put(r.Reason);
        fields.Put(r.Text);
        fields.Put(r.TransactTime);
        fields.Put(r.VenueSeq);
        fields.Put(r.PossDup);
    }

    private static OrderCancelReject ReadOrderCancelReject(ref FactFields fields) => new()
    {
        Venue = fields.VenueId(),
        Order = fields.OrderHandle(),
        ClOrdId = fields.ClOrdId(),
        OrigClOrdId = fields.ClOrdId(),
        OrderId = fields.OrderId(),
        OrdStatus = fields.Byte() is var ordStatus and not 0 ? (OrdStatus)ordStatus : null,
        ToReplace = fields.Int() switch { 0 => null, 1 => false, _ => true },
        Reason = fields.NullableInt(),
        Text = fields.NullableString(),
        TransactTime = fields.Time(),
        VenueSeq = fields.Signed(),
        PossDup = fields.Bool(),
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

    private static void Write(FieldWriter fields, NormalisedExecution r)
    {
        fields.Put(r.Symbol);
        fields.Put((byte)r.Side);
        fields.Put(r.LastQty);
        fields.Put(r.LastPx);
        fields.Put(r.ExecId);
        fields.Put((byte)r.ExecType);
        fields.Put(r.ExecRefId);
        fields.Put(r.OrderId);
        fields.Put(r.TransactTime);
        fields.Put(r.Account);
        fields.Put(r.Strategy);
        fields.Put(r.Venue);
        fields.Put(r.Fee);
        fields.Put(r.Multiplier);
        fields.Put(r.Currency);
        fields.Put(r.Reason);
        fields.Put(r.By);

        // Left out where there is none: most have none, and those of earlier journals state none.
        if (r.Scope != 0) fields.Put(r.Scope);
    }

    private static NormalisedExecution ReadNormalisedExecution(ref FactFields fields) => new()
    {
        Symbol = fields.String(),
        Side = (Side)fields.Byte(),
        LastQty = fields.Qty(),
        LastPx = fields.Px(),
        ExecId = fields.ExecId(),
        ExecType = (ExecType)fields.Byte(),
        ExecRefId = fields.ExecId(),
        OrderId = fields.OrderId(),
        TransactTime = fields.Time(),
        Account = fields.String(),
        Strategy = fields.String(),
        Venue = fields.String(),
        Fee = fields.NullableFee(),
        Multiplier = fields.Decimal(),
        Currency = fields.Currency(),
        Reason = fields.NullableString(),
        By = fields.NullableString(),
        Scope = fields.AtEnd ? 0 : fields.Int(),
    };
}
