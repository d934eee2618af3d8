using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Books;

internal sealed class ExposureHandler : IHandler<ExposureOptions>
{
    internal static readonly string[] Fields = ["account", "strategy", "scope", "currency", "net", "gross"];

    public async Task<ExitCode> RunAsync(ExposureOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        ApiAnswer exposure = await PagedDocument.ReadAsync(
            client, "exposure", ["items", "converted"], cancel, ("account", options.Account));
        string? strategy = options.Strategy;
        context.Output.Write(new CommandResult(
            writer => Strategies.Write(writer, exposure.Body, strategy),
            JsonTable.Of(Strategies.Only(exposure.Body.GetProperty("items"), strategy), null, Fields),
            JsonTable.Of(Strategies.Only(exposure.Body.GetProperty("converted"), strategy), "converted", Fields)));
        return ExitCode.Ok;
    }
}
