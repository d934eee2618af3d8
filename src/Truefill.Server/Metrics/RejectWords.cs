namespace Truefill.Server.Metrics;

/// <summary>
/// OrdRejReason(103) in words. What a venue may add to the standard's numbers is one word, so that a label cannot grow
/// without end.
/// </summary>
internal static class RejectWords
{
    private static readonly string[] Standard =
    [
        "broker_option", "unknown_symbol", "exchange_closed", "order_exceeds_limit", "too_late_to_enter",
        "unknown_order", "duplicate_order", "duplicate_of_verbal_order", "stale_order", "trade_along_required",
        "invalid_investor_id", "unsupported_order_characteristic", "surveillance_option", "incorrect_quantity",
        "incorrect_allocated_quantity", "unknown_account", "price_exceeds_current_price_band",
        "quote_expired", "invalid_price_increment",
    ];

    public static string Of(int? reason) => reason switch
    {
        null => "not_stated",
        >= 0 and var number when number < Standard.Length => Standard[number],
        _ => "other",
    };
}
