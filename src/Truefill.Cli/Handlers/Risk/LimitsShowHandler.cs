using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers.Risk;

internal sealed class LimitsShowHandler : IHandler<LimitsShowOptions>
{
    public async Task<ExitCode> RunAsync(LimitsShowOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        ApiAnswer limits = await PagedDocument.ReadAsync(
            client, "limits", ["items"], cancel, ("account", options.Account), ("strategy", options.Strategy),
            ("venue", options.Venue), ("symbol", options.Symbol));
        return LimitsAnswer.Show(limits, context);
    }
}
