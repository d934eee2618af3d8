using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Advisories;

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
