using System;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Reading;

/// <summary>One screen. With --check the exit code says whether all is well.</summary>
internal sealed class StatusHandler : IHandler<StatusOptions>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public async Task<ExitCode> RunAsync(StatusOptions options, CommandContext context, CancellationToken cancel)
    {
        while (true)
        {
            using ApiClient client = context.Reading();
            ApiAnswer status = await client.GetAsync("status", cancel);
            if (options.Watch && context.Output is { IsPlain: false, Format: OutputFormat.Table })
                context.Output.WriteText("\e[H\e[2J");
            context.Output.Write(Result(status));
            if (!options.Watch) return options.Check && !IsHealthy(status.Body) ? ExitCode.Unhealthy : ExitCode.Ok;
            await Task.Delay(Interval, cancel);
        }
    }

    /// <summary>It runs, nothing has failed, and nothing is held back.</summary>
    private static bool IsHealthy(JsonElement status) =>
        JsonTable.Text(status, "state") == "running"
        && JsonTable.Text(status, "failure") is null
        && JsonTable.Text(status, "held") is null;

    private static CommandResult Result(ApiAnswer status)
    {
        JsonElement body = status.Body;
        return new CommandResult(
            status.WriteTo,
            JsonTable.Fields(
                body, "mode", "state", "failure", "held", "started_at", "time", "seq", "last_input_at", "open_orders",
                "held_orders", "unknown_orders", "orders", "denied_orders", "executions", "violations",
                "breaks_open", "dead_letters_open"),
            JsonTable.Of(
                JsonTable.At(body, "venues"), "venues", "venue", "state", "trading", "reason", "access", "since"),
            JsonTable.Of(
                JsonTable.At(body, "reconciliations"), "last reconciliation", "venue", "status", "positions",
                "differences", "as_of", "detail"),
            JsonTable.Of(
                JsonTable.At(body, "pnl"), "pnl", "account", "currency", "realized_pnl", "unrealized_pnl", "fees",
                "total_pnl"),
            JsonTable.Of(
                JsonTable.At(JsonTable.At(body, "exposure"), "converted"), "exposure", ExposureHandler.Fields));
    }
}

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
