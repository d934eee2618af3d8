using System;
using Truefill.Domain.Quantities;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

public enum WithoutMark
{
    Deny,
    Warn,
}

public enum SelfTrade
{
    Prevent,
    Allow,
}

/// <summary>An order's price may differ from the mark by this fraction.</summary>
/// <param name="WithoutMark">When there is no mark, or one older than <paramref name="MaxAge"/>; null: the mode's
/// default.</param>
public sealed record PriceCollarOptions(decimal Limit, TimeSpan MaxAge, WithoutMark? WithoutMark);

/// <summary>More than this many equal orders of a strategy within the window are a sign of a loop.</summary>
public sealed record RepeatedExecutionsOptions(int Count, TimeSpan Window);

/// <summary>Limits of one scope. Null is off; amounts are in the account's currency.</summary>
public sealed record RiskLimits
{
    public required Qty? MaxOrderQty { get; init; }

    public required decimal? MaxOrderNotional { get; init; }

    public required PriceCollarOptions? PriceCollar { get; init; }

    public required Qty? MaxPosition { get; init; }

    public required decimal? MaxGrossExposure { get; init; }

    public required decimal? MaxNetExposure { get; init; }

    public required int? MaxOpenOrders { get; init; }

    public required int? OrdersPerSecond { get; init; }

    public required int? OrdersPerDay { get; init; }

    /// <summary>Cancels of clients; those of a kill switch are never counted against it.</summary>
    public required int? CancelsPerSecond { get; init; }

    public required int? CancelsPerDay { get; init; }

    public required TimeSpan? DuplicateWindow { get; init; }

    public required RepeatedExecutionsOptions? RepeatedExecutions { get; init; }

    public required decimal? MaxDailyLoss { get; init; }

    public required SelfTrade? SelfTrade { get; init; }

    internal static RiskLimits Read(Section s) => new()
    {
        MaxOrderQty =
            s.Optional("max_order_qty", PlainTypes.Quantity(allowsZero: true), "Largest quantity of one order."),
        MaxOrderNotional = s.Optional("max_order_notional", PlainTypes.Number(0), "Largest value of one order."),
        PriceCollar = s.OptionalChild("price_collar", ReadCollar),
        MaxPosition = s.Optional("max_position", PlainTypes.Quantity(allowsZero: true),
            "Largest position in one symbol, long or short."),
        MaxGrossExposure =
            s.Optional("max_gross_exposure", PlainTypes.Number(0), "Largest sum of all positions' values."),
        MaxNetExposure =
            s.Optional("max_net_exposure", PlainTypes.Number(0), "Largest difference of long and short values."),
        MaxOpenOrders = s.Optional("max_open_orders", PlainTypes.Integer(0, 10_000_000), "Most orders open at once."),
        OrdersPerSecond =
            s.Optional("orders_per_second", PlainTypes.Integer(0, 1_000_000), "Most orders and replaces in a second."),
        OrdersPerDay =
            s.Optional("orders_per_day", PlainTypes.Integer(0, 1_000_000_000), "Most orders and replaces in a day."),
        CancelsPerSecond =
            s.Optional("cancels_per_second", PlainTypes.Integer(0, 1_000_000), "Most cancel requests in a second."),
        CancelsPerDay =
            s.Optional("cancels_per_day", PlainTypes.Integer(0, 1_000_000_000), "Most cancel requests in a day."),
        DuplicateWindow = s.Optional("duplicate_window", ValueTypes.Duration(),
            "An order equal to one entered within this time is refused."),
        RepeatedExecutions = s.OptionalChild("repeated_executions", ReadRepeated),
        MaxDailyLoss = s.Optional("max_daily_loss", PlainTypes.Number(0),
            "Largest loss of a trading day, realised and unrealised."),
        SelfTrade = s.Optional("self_trade",
            PlainTypes.Choice(("prevent", Options.SelfTrade.Prevent), ("allow", Options.SelfTrade.Allow)),
            "Refuse an order that would trade with one of our own."),
    };

    private static PriceCollarOptions ReadCollar(Section s) => new(
        s.Require("limit", PlainTypes.Number(0, 10, positive: true), 1,
            "Largest distance from the mark, as a fraction: 0.05 is 5 %."),
        s.Get("max_age", ValueTypes.Duration(), TimeSpan.FromSeconds(60), "An older mark counts as none."),
        s.Optional("without_mark",
            PlainTypes.Choice(("deny", Options.WithoutMark.Deny), ("warn", Options.WithoutMark.Warn)),
            "What to do without a mark; `deny` in live, else `warn`."));

    private static RepeatedExecutionsOptions ReadRepeated(Section s) => new(
        s.Require("count", PlainTypes.Integer(1, 1_000_000), 1,
            "More equal orders than this in a row halt their strategy."),
        s.Get("window", ValueTypes.Duration(TimeSpan.FromMilliseconds(1)), TimeSpan.FromSeconds(1),
            "The time in which they are counted."));
}
