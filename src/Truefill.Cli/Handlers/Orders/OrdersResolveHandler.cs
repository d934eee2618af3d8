using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers.Orders;

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
            needsPerson: true,
            ("account", options.Account));
        return OrderAnswer.Show(order, context);
    }
}
