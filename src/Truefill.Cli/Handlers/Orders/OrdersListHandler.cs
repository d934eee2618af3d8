using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Orders;

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
