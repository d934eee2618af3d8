using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers.Risk;

internal sealed class KillSwitchEngageHandler : IHandler<KillSwitchEngageOptions>
{
    public async Task<ExitCode> RunAsync(
        KillSwitchEngageOptions options, CommandContext context, CancellationToken cancel)
    {
        ApiAnswer answer = await Acting.PostAsync(
            context,
            KillSwitchAnswer.Path,
            writer =>
            {
                writer.Stated("scope", options.Scope);
                writer.Stated("target", options.Target);
                writer.Stated("type", options.Type);
                writer.Stated("state", options.State);
                writer.WriteString("reason", options.Reason);
            },
            cancel);
        await KillSwitchAnswer.WarnAsync(answer, context, cancel);
        return KillSwitchAnswer.Show(answer, context);
    }
}
