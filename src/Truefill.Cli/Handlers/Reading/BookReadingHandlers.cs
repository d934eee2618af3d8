using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Reading;

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
            ("method", options.Method));
        context.Output.Write(new CommandResult(pages.WriteTo, JsonTable.Of(pages.Items, null, Fields)));
        return ExitCode.Ok;
    }
}

internal sealed class FillsHandler : IHandler<FillsOptions>
{
    private static readonly string[] Fields =
    [
        "seq", "time", "exec_id", "cl_ord_id", "account", "strategy", "symbol", "venue", "side", "last_qty", "last_px",
        "fee", "fee_currency", "busted",
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

internal sealed class AccountsHandler : IHandler<AccountsOptions>
{
    public async Task<ExitCode> RunAsync(AccountsOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        Pages pages = await Pages.ReadAsync(client, "accounts", null, cancel);
        context.Output.Write(new CommandResult(pages.WriteTo, JsonTable.Of(
            pages.Items, null, "account", "currency", "method", "venue", "open_orders", "open_positions")));
        return ExitCode.Ok;
    }
}

internal sealed class MarksListHandler : IHandler<MarksListOptions>
{
    public async Task<ExitCode> RunAsync(MarksListOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        Write(await client.GetAsync("marks", cancel), context);
        return ExitCode.Ok;
    }

    internal static void Write(ApiAnswer marks, CommandContext context) => context.Output.Write(new CommandResult(
        marks.WriteTo,
        JsonTable.Of(marks.Body.GetProperty("items"), null, "symbol", "price", "source", "time", "age_ms"),
        JsonTable.Of(marks.Body.GetProperty("rates"), "rates", "from", "to", "rate", "time", "age_ms")));
}
