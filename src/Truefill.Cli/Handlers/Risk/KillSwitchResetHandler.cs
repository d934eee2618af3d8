using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers.Risk;

internal sealed class KillSwitchResetHandler : IHandler<KillSwitchResetOptions>
{
    public async Task<ExitCode> RunAsync(
        KillSwitchResetOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Service();
        ApiAnswer answer = await client.SendAsync(
            HttpMethod.Delete,
            KillSwitchAnswer.Path,
            null,
            cancel,
            ("scope", options.Scope),
            ("target", options.Target),
            ("reason", options.Reason),
            ("by", Acting.Person(context, client)));
        return KillSwitchAnswer.Show(answer, context);
    }
}
