using System;
using System.Text.Json;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Orders;

/// <summary>One order: where it is, and how it looks.</summary>
internal static class OrderPath
{
    public static string Of(string clOrdId) => "orders/" + Uri.EscapeDataString(clOrdId);

    public static TextTable Table(JsonElement order) => JsonTable.Fields(
        order, "cl_ord_id", "chain", "order_id", "account", "strategy", "symbol", "venue", "side", "ord_status",
        "order_qty", "cum_qty", "leaves_qty", "avg_px", "overfill_qty", "type", "price", "stop_px", "tif", "unknown",
        "unknown_since", "held", "text", "correlation_id", "created_at");
}
