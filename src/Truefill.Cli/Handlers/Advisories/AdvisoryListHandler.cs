using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Advisories;

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
