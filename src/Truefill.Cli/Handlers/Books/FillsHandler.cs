using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Books;

internal sealed class FillsHandler : IHandler<FillsOptions>
{
    private static readonly string[] Fields =
    [
        "seq", "time", "exec_id", "cl_ord_id", "order_id", "account", "strategy", "symbol", "venue", "side",
        "last_qty", "last_px", "fee", "fee_currency", "busted",
    ];

    public async Task<ExitCode> RunAsync(FillsOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        ListFilter filter = options.Filter;
        Pages pages = await Pages.ReadAsync(client, "fills", filter.Limit, cancel,
            ("account", filter.Account), ("strategy", filter.Strategy), ("symbol", filter.Symbol),
            ("venue", filter.Venue), ("since", filter.Since));
        context.Output.Write(new CommandResult(pages.WriteTo, JsonTable.Of(pages.Items, null, Fields)));
        return ExitCode.Ok;
    }
}
