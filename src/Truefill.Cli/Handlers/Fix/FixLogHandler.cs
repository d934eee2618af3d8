using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Fix;

internal sealed class FixLogHandler : IHandler<FixLogOptions>
{
    private static readonly string[] Fields = ["time", "session", "direction", "text"];

    public async Task<ExitCode> RunAsync(FixLogOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        ApiAnswer answer = await client.GetAsync(
            "fix/log", cancel, ("session", options.Session),
            ("limit", options.Tail.ToString(CultureInfo.InvariantCulture)));
        context.Output.Write(new CommandResult(
            answer.WriteTo, JsonTable.Of(answer.Body.GetProperty("items"), null, Fields)));
        return ExitCode.Ok;
    }
}
