using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Venues;

/// <summary>Exit 5 where the venue's clock runs by itself: only the configuration lets it stand.</summary>
internal sealed class VenuesClockHandler : IHandler<VenuesClockOptions>
{
    public async Task<ExitCode> RunAsync(VenuesClockOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Service();
        ApiAnswer answer = await client.PostAsync(
            VenuePath.Of(options.Venue, "clock"),
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("advance", options.By);
                writer.WriteEndObject();
            },
            cancel);
        context.Output.Write(new CommandResult(answer.WriteTo, JsonTable.Fields(answer.Body, "venue", "time")));
        return ExitCode.Ok;
    }
}
