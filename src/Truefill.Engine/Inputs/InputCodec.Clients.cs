using Truefill.Domain.Clients.Commands;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Engine.Codec;
using Truefill.Journal;

namespace Truefill.Engine.Inputs;

/// <content>Numbered messages of clients, with the request that they carry.</content>
public static partial class InputCodec
{
    private const byte CarriesNew = 1;
    private const byte CarriesCancel = 2;
    private const byte CarriesReplace = 3;
    private const byte CarriesMassCancel = 4;

    private static void Write(FieldWriter fields, ClientMessage message)
    {
        fields.Put(message.Numbering);
        fields.Put(message.MsgSeqNum);
        fields.Put(message.PossResend);
        fields.Put((byte)message.Refusal);
        fields.Put(message.Detail);
        fields.Put(message.OrderId);
        fields.Put(message.Symbol);
        fields.Put((byte)message.Side);
        fields.Put(!message.ExpireTime.IsNone);
        if (!message.ExpireTime.IsNone) fields.Put(message.ExpireTime);
        switch (message.Request)
        {
            case NewOrderSingle request:
                fields.Put(CarriesNew);
                Write(fields, request);
                break;
            case OrderCancelRequest request:
                fields.Put(CarriesCancel);
                Write(fields, request);
                break;
            case OrderCancelReplaceRequest request:
                fields.Put(CarriesReplace);
                Write(fields, request);
                break;
            case OrderMassCancelRequest request:
                fields.Put(CarriesMassCancel);
                fields.Put(request.ClOrdId);
                fields.Put(request.Account);
                fields.Put(request.Symbol);
                fields.Put((byte)request.Side);
                break;
            default:
                throw new System.ArgumentException(
                    $"a client cannot ask for a {message.Request.GetType().Name}", nameof(message));
        }

        // Seldom stated, and not there in journals of earlier builds.
        if (message is { Venue: "", ReduceOnly: false, Currency.IsNone: true }) return;
        fields.Put(message.Venue);
        fields.Put(message.ReduceOnly);
        fields.Put(message.Currency);
    }

    private static ClientMessage ReadClientMessage(ref FactFields fields)
    {
        ClientMessage message = ReadAlways(ref fields);
        return fields.AtEnd ? message : message with
        {
            Venue = fields.String(),
            ReduceOnly = fields.Bool(),
            Currency = fields.Currency(),
        };
    }

    private static ClientMessage ReadAlways(ref FactFields fields) => new()
    {
        Numbering = fields.Signed(),
        MsgSeqNum = fields.Signed(),
        PossResend = fields.Bool(),
        Refusal = (DenyReason)fields.Byte(),
        Detail = fields.NullableString(),
        OrderId = fields.ClOrdId(),
        Symbol = fields.String(),
        Side = (Side)fields.Byte(),
        ExpireTime = fields.Bool() ? fields.Time() : default,
        Request = ReadCarried(ref fields),
    };

    private static object ReadCarried(ref FactFields fields)
    {
        byte carried = fields.Byte();
        return carried switch
        {
            CarriesNew => ReadNewOrderSingle(ref fields),
            CarriesCancel => ReadOrderCancelRequest(ref fields),
            CarriesReplace => ReadOrderCancelReplaceRequest(ref fields),
            CarriesMassCancel => new OrderMassCancelRequest(
                fields.ClOrdId(), fields.String(), fields.String(), (Side)fields.Byte()),
            _ => throw new JournalFormatException($"A client's message carries a request of kind {carried}."),
        };
    }
}
