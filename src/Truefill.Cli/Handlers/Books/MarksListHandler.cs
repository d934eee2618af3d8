using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Books;

internal sealed class MarksListHandler : IHandler<MarksListOptions>
{
    public async Task<ExitCode> RunAsync(MarksListOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        Write(await client.GetAsync(
            "marks", cancel, ("symbol", options.Symbol), ("since", options.Since)), context);
        return ExitCode.Ok;
    }

    internal static void Write(ApiAnswer marks, CommandContext context) => context.Output.Write(new CommandResult(
        marks.WriteTo,
        JsonTable.Of(marks.Body.GetProperty("items"), null, "symbol", "price", "source", "time", "age_ms"),
        JsonTable.Of(marks.Body.GetProperty("rates"), "rates", "from", "to", "rate", "time", "age_ms")));
}
