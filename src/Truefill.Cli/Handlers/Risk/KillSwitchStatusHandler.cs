using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers.Risk;

internal sealed class KillSwitchStatusHandler : IHandler<KillSwitchStatusOptions>
{
    public async Task<ExitCode> RunAsync(
        KillSwitchStatusOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        return KillSwitchAnswer.Show(await client.GetAsync(KillSwitchAnswer.Path, cancel), context);
    }
}
