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
        ApiAnswer answer = await client.GetAsync(KillSwitchAnswer.Path, cancel);
        await KillSwitchAnswer.WarnAsync(answer, context, cancel);
        return KillSwitchAnswer.Show(answer, context);
    }
}
