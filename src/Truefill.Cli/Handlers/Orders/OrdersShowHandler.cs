using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Orders;

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
