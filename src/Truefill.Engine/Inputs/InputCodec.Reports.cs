using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Engine.Codec;

namespace Truefill.Engine.Inputs;

/// <content>What venues and other sources tell of orders and executions.</content>
public static partial class InputCodec
{
    private static void WriteReport(FieldWriter fields, object body)
    {
        switch (body)
        {
            case OrderCancelReject reject: Write(fields, in reject); break;
            case NormalisedExecution execution: Write(fields, execution); break;
            case MalformedInput malformed:
                fields.Put((byte)malformed.Reason);
                fields.Put(malformed.Detail);
                fields.Put(malformed.MsgSeqNum);
                break;
            case SendFailed failure:
                fields.Put(failure.Order);
                fields.Put(failure.WireId);
                fields.Put((byte)failure.Reason);
                break;
            default: throw Misplaced(body);
        }
    }

    // An execution report is read apart: it has a form of its own.
    private static object? ReadReport(InputKind kind, ref FactFields fields) => kind switch
    {
        InputKind.ExecutionReport or InputKind.Ignored => null,
        InputKind.OrderCancelReject => ReadOrderCancelReject(ref fields),
        InputKind.NormalisedExecution => ReadNormalisedExecution(ref fields),
        InputKind.Malformed => new MalformedInput((DeadLetterReason)fields.Byte(), fields.String(), fields.Signed()),
        InputKind.SendFailed => new SendFailed(fields.OrderHandle(), fields.ClOrdId(), (AbortReason)fields.Byte()),
        _ => throw Misplaced(kind),
    };

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
