using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Fix;

internal sealed class FixStatusHandler : IHandler<FixStatusOptions>
{
    private static readonly string[] Fields =
    [
        "id", "role", "state", "version", "sender_comp_id", "target_comp_id", "next_in", "next_out", "received", "sent",
        "waiting", "last_received_age_ms", "last_event",
    ];

    public async Task<ExitCode> RunAsync(FixStatusOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        ApiAnswer answer = await client.GetAsync("fix/sessions", cancel, ("session", options.Session));
        context.Output.Write(new CommandResult(
            answer.WriteTo, JsonTable.Of(answer.Body.GetProperty("items"), null, Fields)));
        return ExitCode.Ok;
    }
}
