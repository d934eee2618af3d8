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
        ApiAnswer breaks = await client.GetAsync("breaks", cancel, ("state", options.State));
        context.Output.Write(new CommandResult(
            breaks.WriteTo, JsonTable.Of(breaks.Body.GetProperty("items"), null, Fields)));
        return ExitCode.Ok;
    }
}
