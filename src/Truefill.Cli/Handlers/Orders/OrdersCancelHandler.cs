using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers.Orders;

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
