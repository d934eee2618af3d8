namespace Truefill.Domain.Risk.Limits;

/// <summary>The names of limits, as the configuration and the API write them.</summary>
public static class LimitNames
{
    public static string Of(LimitKind kind) => kind switch
    {
        LimitKind.MaxOrderQty => "max_order_qty",
        LimitKind.MaxOrderNotional => "max_order_notional",
        LimitKind.PriceCollar => "price_collar.limit",
        LimitKind.MarkMaxAge => "price_collar.max_age",
        LimitKind.WithoutMark => "price_collar.without_mark",
        LimitKind.MaxPosition => "max_position",
        LimitKind.MaxGrossExposure => "max_gross_exposure",
        LimitKind.MaxNetExposure => "max_net_exposure",
        LimitKind.MaxOpenOrders => "max_open_orders",
        LimitKind.OrdersPerSecond => "orders_per_second",
        LimitKind.OrdersPerDay => "orders_per_day",
        LimitKind.DuplicateWindow => "duplicate_window",
        LimitKind.RepeatedExecutions => "repeated_executions.count",
        LimitKind.RepeatedWindow => "repeated_executions.window",
        LimitKind.MaxDailyLoss => "max_daily_loss",
        LimitKind.SelfTrade => "self_trade",
        LimitKind.Restricted => "restricted",
        LimitKind.CancelsPerSecond => "cancels_per_second",
        LimitKind.CancelsPerDay => "cancels_per_day",
    };
}
