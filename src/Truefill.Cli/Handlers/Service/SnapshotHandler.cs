using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Handlers.Books;
using Truefill.Cli.Handlers.Orders;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Service;

/// <summary>As of now from the service, as of then from the journal.</summary>
internal sealed class SnapshotHandler : IHandler<SnapshotOptions>
{
    public async Task<ExitCode> RunAsync(SnapshotOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = options.At is { } at ? OfflineReading.At(context, at) : context.Reading();
        ApiAnswer snapshot = await client.GetAsync("snapshot", cancel);
        JsonElement body = snapshot.Body;
        context.Output.Write(new CommandResult(
            snapshot.WriteTo,
            JsonTable.Of(
                body.GetProperty("positions"), $"positions at sequence {JsonTable.Text(body, "seq")}",
                PositionsListHandler.Fields),
            JsonTable.Of(body.GetProperty("open_orders"), "open orders", OrdersListHandler.Fields),
            JsonTable.Of(JsonTable.At(body.GetProperty("exposure"), "items"), "exposure", ExposureHandler.Fields),
            JsonTable.Of(JsonTable.At(body.GetProperty("pnl"), "items"), "pnl", PnlHandler.Fields)));
        return ExitCode.Ok;
    }
}
