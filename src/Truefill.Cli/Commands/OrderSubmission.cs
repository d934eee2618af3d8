using System;
using System.CommandLine;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Commands;

/// <summary>The options of <c>orders submit</c>. Whether they fit together is the service's to say: it gives the
/// reason.</summary>
internal static class OrderSubmission
{
    public static Func<ParseResult, OrdersSubmitOptions> Define(OptionSet o)
    {
        var symbol = o.Required("--symbol", "S", "Symbol(55)");
        var side = o.RequiredChoice("--side", "Side(54)", "buy", "sell", "sell_short");
        var qty = o.Quantity("--qty", "OrderQty(38)", required: true);
        var type = o.Choice("--type", "OrdType(40) [by the prices given, else market]", "market", "limit", "stop",
            "stop_limit");
        var price = o.Price("--price", "Price(44)");
        var stopPx = o.Price("--stop-px", "StopPx(99)");
        var tif = o.Choice("--tif", "TimeInForce(59) [day]", "day", "gtc", "ioc", "fok");
        var takeProfit = o.Price("--take-profit", "sell, or buy back, at this price once filled");
        var stopLoss = o.Price("--stop-loss", "end the position at this price once filled");
        var reduceOnly = o.Flag("--reduce-only", "never open or turn a position");
        var account = o.Text("--account", "A", "Account(1) [the only configured one, else default]");
        var strategy = o.Text("--strategy", "S", "the strategy whose position it is");
        var venue = o.Text("--venue", "V", "where it goes [the only venue, or the account's]");
        var clOrdId = o.Text("--cl-ord-id", "ID", "ClOrdID(11) [made by the service]");
        var correlationId = o.Text("--correlation-id", "C", "carried along, for your own records");
        var parentQty = o.Quantity("--parent-qty", "the whole that this and others of its correlation id are parts of");
        return p => new OrdersSubmitOptions
        {
            Symbol = symbol(p),
            Side = side(p),
            Qty = qty(p)!.Value,
            Type = type(p) ?? DefaultType(price(p) is not null, stopPx(p) is not null),
            Price = price(p),
            StopPx = stopPx(p),
            Tif = tif(p) ?? "day",
            TakeProfit = takeProfit(p),
            StopLoss = stopLoss(p),
            ReduceOnly = reduceOnly(p),
            Account = account(p),
            Strategy = strategy(p),
            Venue = venue(p),
            ClOrdId = clOrdId(p),
            CorrelationId = correlationId(p),
            ParentQty = parentQty(p),
        };
    }

    private static string DefaultType(bool hasPrice, bool hasStopPx) => (hasPrice, hasStopPx) switch
    {
        (true, true) => "stop_limit",
        (true, false) => "limit",
        (false, true) => "stop",
        (false, false) => "market",
    };
}
