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
        ApiAnswer answer = await Ask(options, context, cancel);
        await KillSwitchAnswer.WarnAsync(answer, context, cancel);
        return KillSwitchAnswer.Show(answer, context);
    }

    private static async Task<ApiAnswer> Ask(
        KillSwitchEngageOptions options, CommandContext context, CancellationToken cancel)
    {
        try
        {
            return await Acting.PostAsync(
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
        }
        catch (CliException e) when (e.Code is ExitCode.NotReachable or ExitCode.Timeout)
        {
            throw KillFile.Leave(options, context, e);
        }
    }
}
