using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers.Risk;

internal sealed class LimitsSetHandler : IHandler<LimitsSetOptions>
{
    public async Task<ExitCode> RunAsync(LimitsSetOptions options, CommandContext context, CancellationToken cancel)
    {
        ApiAnswer answer = await Acting.PostAsync(
            context,
            "limits",
            writer =>
            {
                writer.WriteString("limit", options.Limit);
                writer.WriteString("value", options.Value);
                writer.Stated("account", options.Account);
                writer.Stated("strategy", options.Strategy);
                writer.Stated("venue", options.Venue);
                writer.Stated("symbol", options.Symbol);
                writer.WriteString("reason", options.Reason);
            },
            cancel);
        return LimitsAnswer.Show(answer, context);
    }
}
