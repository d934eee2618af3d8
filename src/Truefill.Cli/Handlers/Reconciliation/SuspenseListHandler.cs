using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Reconciliation;

internal sealed class SuspenseListHandler : IHandler<SuspenseListOptions>
{
    internal static readonly string[] Fields =
    [
        "id", "exec_id", "order_id", "account", "strategy", "symbol", "venue", "side", "last_qty", "last_px", "time",
    ];

    public async Task<ExitCode> RunAsync(SuspenseListOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        Pages found = await Pages.ReadAsync(
            client, "suspense", null, cancel, ("account", options.Account), ("symbol", options.Symbol),
            ("venue", options.Venue), ("since", options.Since));
        context.Output.Write(new CommandResult(found.WriteTo, JsonTable.Of(found.Items, null, Fields)));
        return ExitCode.Ok;
    }
}
