using Truefill.Cli.Api;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Orders;

internal static class OrderAnswer
{
    public static ExitCode Show(ApiAnswer order, CommandContext context)
    {
        context.Output.Write(new CommandResult(order.WriteTo, OrderPath.Table(order.Body)));
        return ExitCode.Ok;
    }
}
