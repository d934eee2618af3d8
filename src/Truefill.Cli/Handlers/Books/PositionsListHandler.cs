using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Books;

internal sealed class PositionsListHandler : IHandler<PositionsListOptions>
{
    internal static readonly string[] Fields =
    [
        "account", "strategy", "symbol", "qty", "avg_px", "realized_pnl", "unrealized_pnl", "fees", "net_cash",
        "currency", "method",
    ];

    public async Task<ExitCode> RunAsync(PositionsListOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        BookFilter filter = options.Filter;
        Pages pages = await Pages.ReadAsync(client, "positions", null, cancel,
            ("account", filter.Account), ("strategy", filter.Strategy), ("symbol", filter.Symbol),
            ("venue", filter.Venue), ("since", filter.Since), ("method", options.Method));
        context.Output.Write(new CommandResult(pages.WriteTo, JsonTable.Of(pages.Items, null, Fields)));
        return ExitCode.Ok;
    }
}
