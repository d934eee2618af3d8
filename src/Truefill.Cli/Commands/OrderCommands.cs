using Truefill.Cli.Frame;
using Truefill.Domain.Quantities;

namespace Truefill.Cli.Commands;

/// <param name="Status">open or all.</param>
internal sealed record OrdersListOptions(ListFilter Filter, string Status);

internal sealed record OrdersShowOptions(string ClOrdId, string? Account);

internal sealed record OrdersKnownOptions(string ClOrdId, string? Account);

internal sealed record OrdersSubmitOptions
{
    public required string Symbol { get; init; }

    /// <summary>buy, sell or sell_short.</summary>
    public required string Side { get; init; }

    public required Qty Qty { get; init; }

    /// <summary>market, limit, stop or stop_limit.</summary>
    public required string Type { get; init; }

    public Px? Price { get; init; }

    public Px? StopPx { get; init; }

    /// <summary>day, gtc, ioc or fok.</summary>
    public required string Tif { get; init; }

    public Px? TakeProfit { get; init; }

    public Px? StopLoss { get; init; }

    public bool ReduceOnly { get; init; }

    public string? Account { get; init; }

    public string? Strategy { get; init; }

    public string? Venue { get; init; }

    /// <summary>Null: the service makes one.</summary>
    public string? ClOrdId { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>What all orders of the correlation id may come to; null: nobody counts.</summary>
    public Qty? ParentQty { get; init; }
}

internal sealed record OrdersCancelOptions(string ClOrdId, string? Account);

internal sealed record OrdersReplaceOptions(string ClOrdId, Qty? Qty, Px? Price, Px? StopPx, string? Account);

internal sealed record OrdersCancelAllOptions(string? Account, string? Strategy, string? Symbol, string? Venue);

/// <param name="As">canceled, rejected or filled.</param>
internal sealed record OrdersResolveOptions(string ClOrdId, string As, string Reason, string? Account);

/// <summary>Orders, from entry to the end of an unknown.</summary>
internal static class OrderCommands
{
    private const string IdName = "ID";
    private const string IdMeaning = "ClOrdID(11)";
    private const string AccountMeaning = "where two accounts use the same ClOrdID(11)";

    public static CommandSpec Orders { get; } = new CommandGroup(
        "orders", "enter, see, change and cancel orders",
        new CommandSpec<OrdersListOptions>("list", "orders, in the order of entry", o =>
        {
            var filter = ListFilter.Define(o);
            var status = o.Choice("--status", "which [open]", "open", "all");
            return p => new OrdersListOptions(filter(p), status(p) ?? "open");
        }),
        new CommandSpec<OrdersShowOptions>("show", "one order with its history", o =>
        {
            var id = o.Argument(IdName, IdMeaning);
            var account = o.Text("--account", "A", AccountMeaning);
            return p => new OrdersShowOptions(id(p), account(p));
        }),
        new CommandSpec<OrdersKnownOptions>("known", "is there an order with this id; exit 3 when not", o =>
        {
            var id = o.Argument(IdName, IdMeaning);
            var account = o.Text("--account", "A", AccountMeaning);
            return p => new OrdersKnownOptions(id(p), account(p));
        }),
        new CommandSpec<OrdersSubmitOptions>("submit", "enter an order", OrderSubmission.Define),
        new CommandSpec<OrdersCancelOptions>("cancel", "ask the venue to cancel", o =>
        {
            var id = o.Argument(IdName, IdMeaning);
            var account = o.Text("--account", "A", AccountMeaning);
            return p => new OrdersCancelOptions(id(p), account(p));
        }),
        new CommandSpec<OrdersReplaceOptions>("replace", "ask the venue to change quantity or prices", o =>
        {
            var id = o.Argument(IdName, IdMeaning);
            var qty = o.Quantity("--qty", "new OrderQty(38), executed part included");
            var price = o.Price("--price", "new Price(44)");
            var stopPx = o.Price("--stop-px", "new StopPx(99)");
            var account = o.Text("--account", "A", AccountMeaning);
            return p => new OrdersReplaceOptions(id(p), qty(p), price(p), stopPx(p), account(p));
        }),
        new CommandSpec<OrdersCancelAllOptions>("cancel-all", "cancel every open order that matches", o =>
        {
            var account = o.Text("--account", "A", "only of this account");
            var strategy = o.Text("--strategy", "S", "only of this strategy");
            var symbol = o.Text("--symbol", "S", "only in this symbol");
            var venue = o.Text("--venue", "V", "only at this venue");
            return p => new OrdersCancelAllOptions(account(p), strategy(p), symbol(p), venue(p));
        }),
        new CommandSpec<OrdersResolveOptions>("resolve", "end an unknown or missing order, on a person's word", o =>
        {
            var id = o.Argument(IdName, IdMeaning);
            var end = o.RequiredChoice("--as", "how it ended", "canceled", "rejected", "filled");
            var reason = o.Required("--reason", "R", "how you know");
            var account = o.Text("--account", "A", AccountMeaning);
            return p => new OrdersResolveOptions(id(p), end(p), reason(p), account(p));
        }));
}
