using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Risk;

internal sealed class TradingResumeHandler : IHandler<TradingResumeOptions>
{
    public async Task<ExitCode> RunAsync(
        TradingResumeOptions options, CommandContext context, CancellationToken cancel)
    {
        ApiAnswer answer = await Acting.PostAsync(
            context,
            "trading/resume",
            writer =>
            {
                writer.Stated("venue", options.Venue);
                writer.WriteString("reason", options.Reason);
            },
            cancel);
        context.Output.Write(new CommandResult(
            answer.WriteTo,
            new TextTable([new("status"), new("venue")]).Add("resumed", options.Venue ?? "everywhere")));
        if (answer.Body.TryGetProperty("trading", out JsonElement trading) && trading.GetString() == "reconciling")
            context.Note("Trading opens when the comparison under way is done; to open it without, resume once more.");
        return ExitCode.Ok;
    }
}
