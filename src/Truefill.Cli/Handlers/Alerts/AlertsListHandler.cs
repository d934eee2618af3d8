using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Alerts;

/// <summary>Of the running service, or without one those that hold by the journal.</summary>
internal sealed class AlertsListHandler : IHandler<AlertsListOptions>
{
    internal static readonly string[] Fields =
        ["id", "severity", "state", "kind", "subject", "text", "raised_at", "acknowledged_by"];

    public async Task<ExitCode> RunAsync(AlertsListOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        Pages pages = await Pages.ReadAsync(
            client, "alerts", null, cancel, ("state", options.All ? null : "open"), ("since", options.Since));
        context.Output.Write(new CommandResult(pages.WriteTo, JsonTable.Of(pages.Items, null, Fields)));
        return ExitCode.Ok;
    }
}
