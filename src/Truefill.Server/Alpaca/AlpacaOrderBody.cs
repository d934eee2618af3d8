using System;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Server.Http;
using Truefill.Server.Http.Body;

namespace Truefill.Server.Alpaca;

/// <summary>
/// What Alpaca's clients write to enter or change an order. What we do not offer is refused by name, not approximated.
/// </summary>
internal static class AlpacaOrderBody
{
    private static readonly string[] Types = ["market", "limit", "stop", "stop_limit"];
    private static readonly string[] Lives = ["day", "gtc", "ioc", "fok"];

    private static readonly string[] Intents =
        ["buy_to_open", "buy_to_close", "sell_to_open", "sell_to_close"];

    public static readonly ApiBody New = new(
        ApiField.Required("symbol"),
        ApiField.Decimal("qty*"),
        ApiField.NotOffered("notional"),
        ApiField.Word("side*", "buy", "sell"),
        ApiField.Word("type*", Types),
        ApiField.Word("time_in_force*", Lives),
        ApiField.Decimal("limit_price"),
        ApiField.Decimal("stop_price"),
        ApiField.NotOffered("trail_price"),
        ApiField.NotOffered("trail_percent"),
        ApiField.Constant("extended_hours", false),
        ApiField.TextId("client_order_id"),
        ApiField.Word("order_class", "simple", "bracket", "oco", "oto"),
        ApiField.Child("take_profit", ApiField.Decimal("limit_price*")),
        ApiField.Child("stop_loss", ApiField.Decimal("stop_price*"), ApiField.NotOffered("limit_price")),
        ApiField.Word("position_intent", Intents),
        ApiField.NotOffered("legs"),
        ApiField.Ignored("advanced_instructions"));

    public static readonly ApiBody Replace = new(
        ApiField.Decimal("qty"),
        ApiField.NotOffered("notional"),
        ApiField.Word("time_in_force", Lives),
        ApiField.Decimal("limit_price"),
        ApiField.Decimal("stop_price"),
        ApiField.NotOffered("trail"),
        ApiField.TextId("client_order_id"),
        ApiField.Ignored("advanced_instructions"))
    {
        Note = "At least one of qty, time_in_force, limit_price and stop_price.",
    };

    /// <summary>Longer ids of clients do not fit into the books.</summary>
    private const int IdBytesMax = ShortText.MaxBytes;

    public static NewOrderSingle ReadNew(BodyFields fields, string account)
    {
        Refuse(fields, "notional", "notional orders are not offered; send qty");
        Refuse(fields, "trail_price", "trailing stops are not offered");
        Refuse(fields, "trail_percent", "trailing stops are not offered");
        fields.Ignore("advanced_instructions");
        if (fields.Bool("extended_hours"))
            throw AlpacaProblem.NotOffered("extended_hours orders are not offered: the venue decides when it trades");
        Bracket? bracket = BracketOf(fields, out bool isExit);
        Side side = SideOf(fields);
        (OrdType type, TimeInForce life) = (TypeOf(fields), LifeOf(fields) ?? throw Missing("time_in_force"));
        Px? limit = fields.Price("limit_price");
        if (isExit) (limit, bracket) = ExitOf(bracket!.Value, type, limit);
        else if (bracket is { } legs) CheckLegs(in legs, side, life, limit);
        NewOrderSingle order = new()
        {
            ClOrdId = IdOf(fields),
            Symbol = fields.Text("symbol") is { Length: > 0 } symbol ? symbol : throw Missing("symbol"),
            Terms = new OrderTerms(
                side, type, life, fields.Quantity("qty") ?? throw Missing("qty"), limit,
                fields.Price("stop_price"), ReduceOnly: OnlyCloses(fields, side) || isExit),
            Account = account,
            Bracket = bracket,
        };
        fields.End();
        return order;
    }

    public static OrderCancelReplaceRequest ReadReplace(BodyFields fields, ClOrdId original, string account)
    {
        Refuse(fields, "notional", "notional orders are not offered; send qty");
        Refuse(fields, "trail", "trailing stops are not offered");
        fields.Ignore("advanced_instructions");
        OrderCancelReplaceRequest request = new()
        {
            OrigClOrdId = original,
            ClOrdId = IdOf(fields),
            Account = account,
            OrderQty = fields.Quantity("qty"),
            TimeInForce = LifeOf(fields),
            Price = fields.Price("limit_price"),
            StopPx = fields.Price("stop_price"),
        };
        fields.End();
        if (request is { OrderQty: null, TimeInForce: null, Price: null, StopPx: null })
            throw AlpacaProblem.Unprocessable(
                "missing_field", "nothing is to change: send qty, time_in_force, limit_price or stop_price");
        return request;
    }

    private static ApiException Missing(string name) =>
        AlpacaProblem.Unprocessable("missing_field", $"{name} is required");

    private static ApiException Invalid(string name, string? word, string known) =>
        AlpacaProblem.Unprocessable("invalid_field", $"invalid {name} '{word}': use {known}");

    private static void Refuse(BodyFields fields, string name, string message)
    {
        if (fields.Has(name)) throw AlpacaProblem.NotOffered(message);
        _ = fields.Scalar(name);
    }

    private static ClOrdId IdOf(BodyFields fields)
    {
        string? text = fields.Text("client_order_id");
        if (string.IsNullOrEmpty(text)) return ClOrdId.FromTrusted(Guid.CreateVersion7().ToString());
        if (ShortText.TryFrom(text, out ShortText id) && !HasControl(text))
            return DotSegment.Is(in id)
                ? throw AlpacaProblem.Unprocessable("invalid_field", "client_order_id: " + DotSegment.Refusal)
                : new ClOrdId(id);
        throw AlpacaProblem.Unprocessable(
            "invalid_field", $"client_order_id has at most {IdBytesMax} bytes here and no control characters");
    }

    private static bool HasControl(string text)
    {
        foreach (char c in text)
            if (char.IsControl(c)) return true;
        return false;
    }

    private static Side SideOf(BodyFields fields) => fields.Text("side") switch
    {
        "buy" => Side.Buy,
        "sell" => Side.Sell,
        null or "" => throw Missing("side"),
        var other => throw Invalid("side", other, "buy or sell"),
    };

    private static OrdType TypeOf(BodyFields fields) => fields.Text("type") switch
    {
        "market" => OrdType.Market,
        "limit" => OrdType.Limit,
        "stop" => OrdType.Stop,
        "stop_limit" => OrdType.StopLimit,
        "trailing_stop" => throw AlpacaProblem.NotOffered("trailing stops are not offered"),
        null or "" => throw Missing("type"),
        var other => throw Invalid("type", other, "market, limit, stop or stop_limit"),
    };

    private static TimeInForce? LifeOf(BodyFields fields) => fields.Text("time_in_force") switch
    {
        null or "" => null,
        "day" => TimeInForce.Day,
        "gtc" => TimeInForce.GoodTillCancel,
        "ioc" => TimeInForce.ImmediateOrCancel,
        "fok" => TimeInForce.FillOrKill,
        "opg" or "cls" => throw AlpacaProblem.NotOffered(
            "orders for the opening or the close (opg, cls) are not offered"),
        var other => throw Invalid("time_in_force", other, "day, gtc, ioc or fok"),
    };

    // "To open" says what the client expects of its position and changes nothing; "to close" is an order of its own.
    private static bool OnlyCloses(BodyFields fields, Side side)
    {
        string? intent = fields.Text("position_intent");
        if (intent is null or "") return false;
        if (intent is not ("buy_to_open" or "buy_to_close" or "sell_to_open" or "sell_to_close"))
            throw Invalid("position_intent", intent, "buy_to_open, buy_to_close, sell_to_open or sell_to_close");
        if (intent.StartsWith("buy", StringComparison.Ordinal) != (side == Side.Buy))
            throw AlpacaProblem.Unprocessable("invalid_field", $"position_intent '{intent}' contradicts the side");
        return intent.EndsWith("close", StringComparison.Ordinal);
    }

    // A leg on the wrong side of the limit would close at once what the order opens, at a loss or for nothing.
    private static void CheckLegs(in Bracket legs, Side side, TimeInForce life, Px? limit)
    {
        if (life is not (TimeInForce.Day or TimeInForce.GoodTillCancel))
            throw AlpacaProblem.Unprocessable("invalid_field", "bracket and oto orders have time_in_force day or gtc");
        if (limit is not { } price) return;
        bool isBuy = side == Side.Buy;
        if (legs.StopLoss is { } loss && (isBuy ? loss >= price : loss <= price))
            throw OnWrongSide("stop_loss.stop_price", isBuy ? "below" : "above");
        if (legs.TakeProfit is { } profit && (isBuy ? profit <= price : profit >= price))
            throw OnWrongSide("take_profit.limit_price", isBuy ? "above" : "below");
    }

    private static ApiException OnWrongSide(string name, string where) =>
        AlpacaProblem.Unprocessable("invalid_field", $"{name} has to be {where} limit_price");

    // The take-profit of a pair is the order itself.
    private static (Px? Limit, Bracket Bracket) ExitOf(in Bracket pair, OrdType type, Px? limit)
    {
        if (type != OrdType.Limit)
            throw AlpacaProblem.Unprocessable("invalid_field", "oco orders are of the type limit");
        if (limit is { } stated && stated != pair.TakeProfit)
            throw AlpacaProblem.Unprocessable(
                "invalid_field", "limit_price and take_profit.limit_price of an oco order are one price; send one");
        return (pair.TakeProfit, new Bracket(null, pair.StopLoss));
    }

    private static Bracket? BracketOf(BodyFields fields, out bool isExit)
    {
        isExit = false;
        Refuse(fields, "legs", "multi-leg orders are not offered");
        string orderClass = fields.Text("order_class") ?? "";
        Px? profit = ProfitOf(fields);
        Px? loss = LossOf(fields);
        switch (orderClass)
        {
            case "" or "simple":
                if (profit is not null || loss is not null)
                    throw AlpacaProblem.Unprocessable(
                        "invalid_field", "take_profit and stop_loss go with order_class bracket, oco or oto");
                return null;
            case "bracket":
                if (profit is null || loss is null)
                    throw AlpacaProblem.Unprocessable(
                        "missing_field", "bracket orders require take_profit.limit_price and stop_loss.stop_price");
                return new Bracket(profit, loss);
            case "oto":
                if (profit is null == loss is null)
                    throw AlpacaProblem.Unprocessable(
                        "missing_field", "oto orders require one of take_profit and stop_loss");
                return new Bracket(profit, loss);
            case "oco":
                if (profit is null || loss is null)
                    throw AlpacaProblem.Unprocessable(
                        "missing_field", "oco orders require take_profit.limit_price and stop_loss.stop_price");
                isExit = true;
                return new Bracket(profit, loss);
            case "mleg":
                throw AlpacaProblem.NotOffered("multi-leg orders are not offered");
            default:
                throw Invalid("order_class", orderClass, "simple, bracket, oco or oto");
        }
    }

    private static Px? ProfitOf(BodyFields fields)
    {
        if (fields.Child("take_profit") is not { } child) return null;
        Px? price = child.Price("limit_price");
        child.End();
        return price ?? throw Missing("take_profit.limit_price");
    }

    private static Px? LossOf(BodyFields fields)
    {
        if (fields.Child("stop_loss") is not { } child) return null;
        Refuse(child, "limit_price", "a stop_loss with limit_price is not offered: it closes at the market");
        Px? price = child.Price("stop_price");
        child.End();
        return price ?? throw Missing("stop_loss.stop_price");
    }
}
