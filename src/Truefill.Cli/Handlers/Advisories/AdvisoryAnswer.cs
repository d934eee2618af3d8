using System;
using Truefill.Cli.Api;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Advisories;

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
