using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Venues;

internal sealed class VenuesScriptHandler : IHandler<VenuesScriptOptions>
{
    public async Task<ExitCode> RunAsync(VenuesScriptOptions options, CommandContext context, CancellationToken cancel)
    {
        string text = Encoding.UTF8.GetString(InputFile.Read(options.File, context));
        using ApiClient client = context.Service();
        ApiAnswer answer = await client.PostAsync(
            VenuePath.Of(options.Venue, "script"),
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("script", text);
                writer.WriteEndObject();
            },
            cancel);
        context.Output.Write(new CommandResult(answer.WriteTo, JsonTable.Fields(answer.Body, "venue", "lines")));
        return ExitCode.Ok;
    }
}
