using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Books;

internal sealed class PnlHandler : IHandler<PnlOptions>
{
    internal static readonly string[] Fields =
        ["account", "strategy", "currency", "realized_pnl", "unrealized_pnl", "fees", "total_pnl", "missing_marks"];

    public async Task<ExitCode> RunAsync(PnlOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        ApiAnswer pnl = await client.GetAsync(
            "pnl", cancel, ("account", options.Filter.Account), ("strategy", options.Filter.Strategy),
            ("symbol", options.Filter.Symbol), ("method", options.Method));
        context.Output.Write(new CommandResult(
            pnl.WriteTo, JsonTable.Of(pnl.Body.GetProperty("items"), null, Fields)));
        return ExitCode.Ok;
    }
}
