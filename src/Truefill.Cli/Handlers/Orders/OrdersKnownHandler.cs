using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Orders;

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
