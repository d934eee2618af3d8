using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;
using Truefill.Domain.Quantities;

namespace Truefill.Cli.Handlers.Writing;

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

internal sealed class OrdersCancelHandler : IHandler<OrdersCancelOptions>
{
    public async Task<ExitCode> RunAsync(OrdersCancelOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Service();
        ApiAnswer order = await client.SendAsync(
            HttpMethod.Delete, OrderPath.Of(options.ClOrdId), null, cancel, ("account", options.Account));
        return OrderAnswer.Show(order, context);
    }
}

internal sealed class OrdersReplaceHandler : IHandler<OrdersReplaceOptions>
{
    public async Task<ExitCode> RunAsync(OrdersReplaceOptions options, CommandContext context, CancellationToken cancel)
    {
        if (options is { Qty: null, Price: null, StopPx: null })
            throw new CliException(ExitCode.Usage, "nothing is to change", hint: "--qty, --price or --stop-px");
        using ApiClient client = context.Service();
        ApiAnswer order = await client.SendAsync(
            HttpMethod.Patch,
            OrderPath.Of(options.ClOrdId),
            writer =>
            {
                writer.WriteStartObject();
                if (options.Qty is { } qty) writer.WriteDecimal("qty", qty.Value);
                writer.Stated("price", options.Price);
                writer.Stated("stop_px", options.StopPx);
                writer.WriteEndObject();
            },
            cancel,
            ("account", options.Account));
        return OrderAnswer.Show(order, context);
    }
}

internal sealed class OrdersResolveHandler : IHandler<OrdersResolveOptions>
{
    public async Task<ExitCode> RunAsync(OrdersResolveOptions options, CommandContext context, CancellationToken cancel)
    {
        ApiAnswer order = await Acting.PostAsync(
            context,
            OrderPath.Of(options.ClOrdId) + "/resolve",
            writer =>
            {
                writer.WriteString("as", options.As);
                writer.WriteString("reason", options.Reason);
            },
            cancel,
            ("account", options.Account));
        return OrderAnswer.Show(order, context);
    }
}

internal static class OrderAnswer
{
    public static ExitCode Show(ApiAnswer order, CommandContext context)
    {
        context.Output.Write(new CommandResult(order.WriteTo, OrderPath.Table(order.Body)));
        return ExitCode.Ok;
    }

    /// <summary>What was not stated is left out, so that the service's default holds.</summary>
    public static void Stated(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null) writer.WriteString(name, value);
    }

    public static void Stated(this Utf8JsonWriter writer, string name, Px? value)
    {
        if (value is { } px) writer.WriteDecimal(name, px.Value);
    }
}
