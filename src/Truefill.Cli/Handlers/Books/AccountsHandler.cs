using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Books;

internal sealed class AccountsHandler : IHandler<AccountsOptions>
{
    public async Task<ExitCode> RunAsync(AccountsOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        Pages pages = await Pages.ReadAsync(client, "accounts", null, cancel, ("account", options.Account));
        context.Output.Write(new CommandResult(pages.WriteTo, JsonTable.Of(
            pages.Items, null, "account", "currency", "method", "venue", "open_orders", "open_positions")));
        return ExitCode.Ok;
    }
}
