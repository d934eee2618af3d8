using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Orders;

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
