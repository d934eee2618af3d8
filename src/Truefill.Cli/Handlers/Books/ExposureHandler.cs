using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Books;

internal sealed class ExposureHandler : IHandler<ExposureOptions>
{
    private static readonly string[] GapFields = ["account", "strategy", "missing", "symbol", "from", "to"];

    internal static readonly string[] Fields = ["account", "strategy", "scope", "currency", "net", "gross"];

    public async Task<ExitCode> RunAsync(ExposureOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        ApiAnswer exposure = await PagedDocument.ReadAsync(
            client, "exposure", ["items", "converted"], cancel, ("account", options.Account));
        string? strategy = options.Strategy;
        context.Output.Write(new CommandResult(
            writer => Strategies.Write(writer, exposure.Body, strategy),
            [
                JsonTable.Of(Strategies.Only(exposure.Body.GetProperty("items"), strategy), null, Fields),
                JsonTable.Of(Strategies.Only(exposure.Body.GetProperty("converted"), strategy), "converted", Fields),
                .. Missing(exposure.Body, strategy),
            ]));
        return ExitCode.Ok;
    }

    /// <summary>What the figures are short of, where they are: none is the whole then.</summary>
    internal static IEnumerable<TextTable> Missing(JsonElement exposure, string? strategy)
    {
        JsonElement gaps = JsonTable.At(exposure, "gaps");
        if (gaps.ValueKind != JsonValueKind.Array) return [];
        JsonElement own = Strategies.Only(gaps, strategy);
        return own.GetArrayLength() == 0 ? [] :
            [JsonTable.Of(
                own, "exposure is not complete, for want of", GapFields)];
    }
}
