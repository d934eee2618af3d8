using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Reconciliation;

internal sealed class BreaksListHandler : IHandler<BreaksListOptions>
{
    internal static readonly string[] Fields =
    [
        "id", "state", "class", "severity", "venue", "account", "symbol", "expected", "broker", "diff", "owner",
        "opened_at",
    ];

    public async Task<ExitCode> RunAsync(BreaksListOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        Pages breaks = await Pages.ReadAsync(
            client, "breaks", null, cancel, ("state", options.State), ("account", options.Account),
            ("symbol", options.Symbol), ("venue", options.Venue), ("since", options.Since));
        context.Output.Write(new CommandResult(breaks.WriteTo, JsonTable.Of(breaks.Items, null, Fields)));
        return ExitCode.Ok;
    }
}
