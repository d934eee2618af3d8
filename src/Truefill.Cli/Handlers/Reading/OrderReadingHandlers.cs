using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Reading;

internal sealed class OrdersListHandler : IHandler<OrdersListOptions>
{
    internal static readonly string[] Fields =
    [
        "cl_ord_id", "account", "strategy", "symbol", "side", "order_qty", "type", "price", "ord_status", "cum_qty",
        "leaves_qty", "avg_px", "venue",
    ];

    public async Task<ExitCode> RunAsync(OrdersListOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        ListFilter filter = options.Filter;
        Pages pages = await Pages.ReadAsync(client, "orders", filter.Limit, cancel,
            ("account", filter.Account), ("strategy", filter.Strategy), ("symbol", filter.Symbol),
            ("venue", filter.Venue), ("since", filter.Since), ("status", options.Status));
        context.Output.Write(new CommandResult(pages.WriteTo, JsonTable.Of(pages.Items, null, Fields)));
        return ExitCode.Ok;
    }
}

/// <summary>JSON is the order; on a screen its history follows.</summary>
internal sealed class OrdersShowHandler : IHandler<OrdersShowOptions>
{
    public async Task<ExitCode> RunAsync(OrdersShowOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        string path = OrderPath.Of(options.ClOrdId);
        ApiAnswer order = await client.GetAsync(path, cancel, ("account", options.Account));
        TextTable fields = OrderPath.Table(order.Body);
        if (context.Output.Format != OutputFormat.Table)
        {
            context.Output.Write(new CommandResult(order.WriteTo, fields));
            return ExitCode.Ok;
        }

        ApiAnswer events = await client.GetAsync(path + "/events", cancel, ("account", options.Account));
        TextTable history = JsonTable.Of(
            events.Body.GetProperty("items"), "history",
            "seq", "time", "type", "exec_id", "last_qty", "last_px", "text");
        context.Output.Write(new CommandResult(order.WriteTo, fields, history));
        return ExitCode.Ok;
    }
}

/// <summary>Is it known? Exit 3 when not.</summary>
internal sealed class OrdersKnownHandler : IHandler<OrdersKnownOptions>
{
    public async Task<ExitCode> RunAsync(OrdersKnownOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        bool known = await IsKnown(client, options, cancel);
        context.Output.Write(new CommandResult(
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("cl_ord_id", options.ClOrdId);
                writer.WriteBoolean("known", known);
                writer.WriteEndObject();
            },
            new TextTable([new("cl_ord_id"), new("known")]).Add(options.ClOrdId, known ? "true" : "false")));
        return known ? ExitCode.Ok : ExitCode.NotFound;
    }

    // An id that several accounts use is known, too.
    private static async Task<bool> IsKnown(ApiClient client, OrdersKnownOptions options, CancellationToken cancel)
    {
        try
        {
            await client.GetAsync(OrderPath.Of(options.ClOrdId), cancel, ("account", options.Account));
            return true;
        }
        catch (CliException e) when (e.Errors[0].Reason is "unknown_order" or "ambiguous")
        {
            return e.Errors[0].Reason == "ambiguous";
        }
    }
}
