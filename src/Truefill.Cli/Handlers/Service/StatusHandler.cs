using System;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Handlers.Books;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Service;

/// <summary>One screen. With --check the exit code says whether all is well.</summary>
internal sealed class StatusHandler : IHandler<StatusOptions>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public async Task<ExitCode> RunAsync(StatusOptions options, CommandContext context, CancellationToken cancel)
    {
        using CancellationTokenSource read = context.WhileRead(cancel);
        while (true)
        {
            using ApiClient client = context.Reading();
            ApiAnswer status = await client.GetAsync("status", cancel);
            if (options.Watch && context.Output is { IsPlain: false, Format: OutputFormat.Table })
                context.Output.WriteText("\e[H\e[2J");
            context.Output.Write(Result(status));
            if (!options.Watch)
                return options.Check && !await IsHealthy(client, status.Body, cancel)
                    ? ExitCode.Unhealthy : ExitCode.Ok;
            await Task.Delay(Interval, read.Token);
        }
    }

    /// <summary>It runs, and each of its components is operational.</summary>
    private static async Task<bool> IsHealthy(ApiClient client, JsonElement status, CancellationToken cancel)
    {
        if (JsonTable.Text(status, "state") != "running" || JsonTable.Text(status, "held") is not null) return false;
        try
        {
            return JsonTable.Text((await client.GetAsync("/health", cancel)).Body, "status") == "ready";
        }
        catch (CliException e) when (e.Code == ExitCode.Error)
        {
            // 503: the status above was answered, so it is the health that is refused.
            return false;
        }
    }

    private static TextTable Controls(JsonElement body)
    {
        TextTable table = new([new("name"), new("value")]);
        table.Add("kill_switch", JsonTable.Text(JsonTable.At(body, "kill_switch"), "status"));
        table.Add("controls_off", Off(body));
        return table;
    }

    private static string Off(JsonElement body) => string.Join(' ', JsonTable.At(body, "controls").EnumerateObject()
        .Where(control => control.Value.ValueEquals("off")).Select(control => control.Name));

    private static CommandResult Result(ApiAnswer status)
    {
        JsonElement body = status.Body;
        JsonElement exposure = JsonTable.At(body, "exposure");
        return new CommandResult(
            status.WriteTo,
            [
                JsonTable.Fields(
                    body, "mode", "state", "failure", "held", "started_at", "time", "seq", "last_input_at",
                    "open_orders", "held_orders", "unknown_orders", "orders", "denied_orders", "executions",
                    "violations", "breaks_open", "dead_letters_open", "alerts_open"),
                Controls(body),
                JsonTable.Of(
                    JsonTable.At(JsonTable.At(body, "kill_switch"), "switches"), "kill switches", "scope", "target",
                    "state", "reason", "by", "since"),
                JsonTable.Of(
                    JsonTable.At(body, "venues"), "venues", "venue", "state", "trading", "reason", "access", "since",
                    "last_callback_age_ms"),
                JsonTable.Of(
                    JsonTable.At(body, "reconciliations"), "last reconciliation", "venue", "status", "positions",
                    "differences", "as_of", "detail"),
                JsonTable.Of(
                    JsonTable.At(body, "pnl"), "pnl", "account", "currency", "realized_pnl", "unrealized_pnl", "fees",
                    "day_pnl", "total_pnl"),
                JsonTable.Of(JsonTable.At(exposure, "converted"), "exposure", ExposureHandler.Fields),
                .. ExposureHandler.Missing(exposure, strategy: null),
            ])
        {
            Csv = JsonTable.Paths(body),
        };
    }
}
