using System;
using System.Security.Cryptography;
using System.Text;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Body;

/// <summary>What a client writes to enter or change an order.</summary>
internal static class OrderBody
{
    public static readonly ApiBody New = new(
        ApiField.Required("symbol"),
        ApiField.Word<Side>("side*"),
        ApiField.Decimal("qty*"),
        ApiField.Word("type", OrdType.Other) with { Note = "Without it, what the prices say." },
        ApiField.Decimal("price"),
        ApiField.Decimal("stop_px"),
        ApiField.Word<TimeInForce>("tif") with { Otherwise = Words.Of(TimeInForce.Day) },
        ApiField.Time("expire_time"),
        QueryFields.Account,
        QueryFields.Strategy,
        QueryFields.Venue,
        ApiField.Id("cl_ord_id") with { Note = "Without it, one is made." },
        ApiField.Text("correlation_id"),
        ApiField.Decimal("take_profit"),
        ApiField.Decimal("stop_loss"),
        ApiField.Bool("reduce_only"),
        ApiField.Decimal("parent_qty"));

    public static readonly ApiBody Replace = new(
        ApiField.Decimal("qty"),
        ApiField.Word("type", OrdType.Other),
        ApiField.Decimal("price"),
        ApiField.Decimal("stop_px"),
        ApiField.Word<TimeInForce>("tif"),
        ApiField.Id("cl_ord_id") with
        {
            Note = "Names this change. Sent again under it, it is not made twice: `409 duplicate_cl_ord_id`.",
        },
        QueryFields.Account)
    {
        Note = "At least one of qty, type, tif, price and stop_px.",
    };

    /// <param name="caller">Who has the key: somebody else's key is another one.</param>
    /// <param name="idempotencyKey">
    /// Where no ClOrdID is stated, the id is made from it, so that it holds for ever.
    /// </param>
    public static NewOrderSingle ReadNew(BodyFields fields, string? caller, string? idempotencyKey)
    {
        Px? price = fields.Price("price");
        Px? stopPx = fields.Price("stop_px");
        OrderTerms terms = new(
            fields.Word<Side>("side") ?? throw fields.Missing("side"),
            TypeOf(fields) ?? Implied(price, stopPx),
            TifOf(fields) ?? TimeInForce.Day,
            fields.Quantity("qty") ?? throw fields.Missing("qty"),
            price,
            stopPx,
            fields.Time("expire_time"),
            fields.Bool("reduce_only"));
        ShortText id = fields.PathId("cl_ord_id");
        NewOrderSingle order = new()
        {
            ClOrdId = id.IsEmpty ? MakeId(caller, idempotencyKey) : new ClOrdId(id),
            Symbol = fields.Required("symbol"),
            Terms = terms,
            Account = fields.Text("account") ?? "",
            Strategy = fields.Text("strategy") ?? "",
            Venue = fields.Text("venue") ?? "",
            CorrelationId = fields.Text("correlation_id"),
            ParentQty = fields.Quantity("parent_qty"),
            Bracket = BracketOf(fields),
        };
        fields.End();
        return order;
    }

    public static OrderCancelReplaceRequest ReadReplace(BodyFields fields, ClOrdId original, string? account)
    {
        OrderCancelReplaceRequest request = new()
        {
            OrigClOrdId = original,
            ClOrdId = new ClOrdId(fields.PathId("cl_ord_id")),
            Account = fields.Text("account") ?? account ?? "",
            OrderQty = fields.Quantity("qty"),
            OrdType = TypeOf(fields),
            TimeInForce = TifOf(fields),
            Price = fields.Price("price"),
            StopPx = fields.Price("stop_px"),
        };
        fields.End();
        if (request is { OrderQty: null, OrdType: null, TimeInForce: null, Price: null, StopPx: null })
            throw ApiException.BadRequest(
                "missing_field", "Nothing is to change: give at least one of qty, type, tif, price, stop_px.");
        return request;
    }

    private static OrdType? TypeOf(BodyFields fields) => fields.Word<OrdType>("type") switch
    {
        OrdType.Other => throw ApiException.BadRequest(
            "invalid_field", "Field 'type': 'other' cannot be sent; use market, limit, stop or stop_limit."),
        var type => type,
    };

    private static TimeInForce? TifOf(BodyFields fields) => fields.Word<TimeInForce>("tif");

    // A price says what the order is; saying it twice is not asked for.
    private static OrdType Implied(Px? price, Px? stopPx) => (price, stopPx) switch
    {
        (null, null) => OrdType.Market,
        ({ }, null) => OrdType.Limit,
        (null, { }) => OrdType.Stop,
        ({ }, { }) => OrdType.StopLimit,
    };

    private static Bracket? BracketOf(BodyFields fields)
    {
        Px? takeProfit = fields.Price("take_profit");
        Px? stopLoss = fields.Price("stop_loss");
        return takeProfit is null && stopLoss is null ? null : new Bracket(takeProfit, stopLoss);
    }

    private static ClOrdId MakeId(string? caller, string? idempotencyKey)
    {
        return idempotencyKey is null
            ? ClOrdId.FromTrusted(Guid.CreateVersion7().ToString("N"))
            : IdOfKey(caller, idempotencyKey);
    }

    /// <summary>The ClOrdID of an order that states none, for a caller's key.</summary>
    public static ClOrdId IdOfKey(string? caller, string idempotencyKey)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{caller}\0{idempotencyKey}"));
        return ClOrdId.FromTrusted("key-" + Convert.ToHexStringLower(digest.AsSpan(0, 16)));
    }
}
