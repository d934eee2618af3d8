using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Reading;

internal sealed class PnlHandler : IHandler<PnlOptions>
{
    internal static readonly string[] Fields =
        ["account", "strategy", "currency", "realized_pnl", "unrealized_pnl", "fees", "total_pnl", "missing_marks"];

    public async Task<ExitCode> RunAsync(PnlOptions options, CommandContext context, CancellationToken cancel)
    {
        if (options.Filter.Symbol is not null)
        {
            throw new CliException(
                ExitCode.Usage, "PnL is per strategy here", "--symbol", "truefill positions list --symbol S");
        }

        using ApiClient client = context.Reading();
        ApiAnswer pnl = await client.GetAsync(
            "pnl", cancel, ("account", options.Filter.Account), ("method", options.Method));
        JsonElement items = Strategies.Only(pnl.Body.GetProperty("items"), options.Filter.Strategy);
        context.Output.Write(new CommandResult(
            writer => Strategies.Write(writer, pnl.Body, options.Filter.Strategy),
            JsonTable.Of(items, null, Fields)));
        return ExitCode.Ok;
    }
}

internal sealed class ExposureHandler : IHandler<ExposureOptions>
{
    internal static readonly string[] Fields = ["account", "strategy", "scope", "currency", "net", "gross"];

    public async Task<ExitCode> RunAsync(ExposureOptions options, CommandContext context, CancellationToken cancel)
    {
        if (options.Filter.Symbol is not null)
        {
            throw new CliException(
                ExitCode.Usage, "exposure is per strategy here", "--symbol", "truefill positions list --symbol S");
        }

        using ApiClient client = context.Reading();
        ApiAnswer exposure = await PagedDocument.ReadAsync(
            client, "exposure", ["items", "converted"], cancel, ("account", options.Filter.Account));
        string? strategy = options.Filter.Strategy;
        context.Output.Write(new CommandResult(
            writer => Strategies.Write(writer, exposure.Body, strategy),
            JsonTable.Of(Strategies.Only(exposure.Body.GetProperty("items"), strategy), null, Fields),
            JsonTable.Of(Strategies.Only(exposure.Body.GetProperty("converted"), strategy), "converted", Fields)));
        return ExitCode.Ok;
    }
}

/// <summary>The API narrows by account; rows of one strategy are picked here.</summary>
internal static class Strategies
{
    public static JsonElement Only(JsonElement rows, string? strategy) => strategy is null
        ? rows
        : JsonSerializer.SerializeToElement<List<JsonElement>>(
            [.. rows.EnumerateArray().Where(row => JsonTable.Text(row, "strategy") == strategy)]);

    public static void Write(Utf8JsonWriter writer, JsonElement document, string? strategy)
    {
        writer.WriteStartObject();
        foreach (JsonProperty field in document.EnumerateObject())
        {
            writer.WritePropertyName(field.Name);
            bool narrowed = field.Name is "items" or "converted" or "gaps";
            (narrowed ? Only(field.Value, strategy) : field.Value).WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
