using System;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Reading;

internal sealed class AdvisoryListHandler : IHandler<AdvisoryListOptions>
{
    public async Task<ExitCode> RunAsync(AdvisoryListOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        ListFilter filter = options.Filter;
        Pages pages = await Pages.ReadAsync(client, "advisories", filter.Limit, cancel,
            ("account", filter.Account), ("strategy", filter.Strategy), ("symbol", filter.Symbol),
            ("venue", filter.Venue), ("since", filter.Since), ("status", options.Status));
        context.Output.Write(new CommandResult(
            pages.WriteTo,
            JsonTable.Of(
                pages.Items, null, "advisory_id", "account", "strategy", "symbol", "position_size", "reference_price",
                "status", "filled_size", "final_fill_price", "requires_manual_resolution")));
        return ExitCode.Ok;
    }
}

internal sealed class AdvisoryShowHandler : IHandler<AdvisoryShowOptions>
{
    public async Task<ExitCode> RunAsync(AdvisoryShowOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        return AdvisoryAnswer.Show(await client.GetAsync(AdvisoryAnswer.Path(options.Id), cancel), context);
    }
}

internal sealed class AdvisoryLogHandler : IHandler<AdvisoryLogOptions>
{
    public async Task<ExitCode> RunAsync(AdvisoryLogOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        ApiAnswer log = await client.GetAsync(AdvisoryAnswer.Path(options.Id) + "/log", cancel);
        context.Output.Write(new CommandResult(
            log.WriteTo,
            JsonTable.Of(
                log.Body.GetProperty("items"), null, "timestamp", "event", "advisory_id", "status", "order_id", "size",
                "fill_price", "sl", "tp", "slippage_pct", "elapsed_seconds", "reason", "error_message")));
        return ExitCode.Ok;
    }
}

internal static class AdvisoryAnswer
{
    public static string Path(string id) => "advisories/" + Uri.EscapeDataString(id);

    public static ExitCode Show(ApiAnswer advisory, CommandContext context)
    {
        context.Output.Write(new CommandResult(
            advisory.WriteTo,
            JsonTable.Fields(
                advisory.Body, "advisory_id", "status", "account", "strategy", "venue", "symbol", "position_size",
                "reference_price", "sl_offset_pct", "tp_offset_pct", "expiration_timestamp", "snapshot_hash",
                "decided_by", "filled_size", "final_fill_price", "final_sl", "final_tp", "slippage_pct",
                "total_duration_seconds", "error_message", "requires_manual_resolution")));
        return ExitCode.Ok;
    }
}
