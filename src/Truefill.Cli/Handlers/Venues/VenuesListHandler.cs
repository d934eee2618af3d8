using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Venues;

internal sealed class VenuesListHandler : IHandler<VenuesListOptions>
{
    public async Task<ExitCode> RunAsync(VenuesListOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        ApiAnswer found = await client.GetAsync("venues", cancel, ("venue", options.Venue));
        context.Output.Write(new CommandResult(
            found.WriteTo,
            JsonTable.Of(
                found.Body.GetProperty("items"), null, "venue", "state", "trading", "reason", "access", "since")));
        return ExitCode.Ok;
    }
}
