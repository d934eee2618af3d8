using System.Text.Json;
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
        if (options.Filter.Symbol is not null)
        {
            throw new CliException(
                ExitCode.Usage, "PnL is per strategy here", "--symbol", "truefill positions list --symbol S");
        }

        using ApiClient client = context.Reading();
        ApiAnswer pnl = await client.GetAsync(
            "pnl", cancel, ("account", options.Filter.Account), ("method", options.Method));
        JsonElement items = Strategies.Only(pnl.Body.GetProperty("items"), options.Filter.Strategy);
        context.Output.Write(new CommandResult(
            writer => Strategies.Write(writer, pnl.Body, options.Filter.Strategy),
            JsonTable.Of(items, null, Fields)));
        return ExitCode.Ok;
    }
}
