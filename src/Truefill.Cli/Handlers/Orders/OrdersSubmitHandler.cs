using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Orders;

internal sealed class OrdersSubmitHandler : IHandler<OrdersSubmitOptions>
{
    public async Task<ExitCode> RunAsync(OrdersSubmitOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Service();
        ApiAnswer order = await client.PostAsync("orders", writer => Write(writer, options), cancel);
        return OrderAnswer.Show(order, context);
    }

    private static void Write(Utf8JsonWriter writer, OrdersSubmitOptions order)
    {
        writer.WriteStartObject();
        writer.WriteString("symbol", order.Symbol);
        writer.WriteString("side", order.Side);
        writer.WriteDecimal("qty", order.Qty.Value);
        writer.WriteString("type", order.Type);
        writer.Stated("price", order.Price);
        writer.Stated("stop_px", order.StopPx);
        writer.WriteString("tif", order.Tif);
        writer.Stated("take_profit", order.TakeProfit);
        writer.Stated("stop_loss", order.StopLoss);
        if (order.ReduceOnly) writer.WriteBoolean("reduce_only", true);
        writer.Stated("account", order.Account);
        writer.Stated("strategy", order.Strategy);
        writer.Stated("venue", order.Venue);
        writer.Stated("cl_ord_id", order.ClOrdId);
        writer.Stated("correlation_id", order.CorrelationId);
        if (order.ParentQty is { } whole) writer.WriteDecimal("parent_qty", whole.Value);
        writer.WriteEndObject();
    }
}
