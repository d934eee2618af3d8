using System;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Inputs;

/// <summary>
/// The figures with what they add up from, the parts, then the causes as <c>why position</c> lists them.
/// </summary>
internal sealed class WhySumHandler : IHandler<WhySumOptions>
{
    private static readonly string[] Names =
    [
        "position", "currency", "qty", "qty_when_listed", "listed_as_of", "cost", "multiplier", "realized_pnl",
        "unrealized_pnl", "exposure", "rate", "converted", "closed_lots_in_all",
        "cl_ord_id", "ord_status", "order_qty", "cum_qty", "leaves_qty", "last_report_at",
    ];

    public async Task<ExitCode> RunAsync(WhySumOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        ApiAnswer why = await client.GetAsync($"why/{options.Kind}/{Uri.EscapeDataString(options.Id)}", cancel);
        JsonElement figures = why.Body.GetProperty("figures");
        foreach (JsonElement figure in figures.EnumerateArray())
        {
            if (JsonTable.Text(figure, "agrees") == "true") continue;
            context.Note($"warning: {JsonTable.Text(figure, "name")} adds up to "
                + $"{JsonTable.Text(figure, "from_parts") ?? "nothing known"}, the books say "
                + $"{JsonTable.Text(figure, "in_books") ?? "nothing known"}");
        }

        JsonElement parts = why.Body.GetProperty("parts");
        context.Output.Write(new CommandResult(
            why.WriteTo,
            JsonTable.Of(figures, null, "name", "currency", "from_parts", "in_books", "agrees"),
            JsonTable.Of(parts, "parts", [.. Names.Where(name => HasAny(parts, name))]),
            WhyHandler.Facts(why.Body)));
        return ExitCode.Ok;
    }

    private static bool HasAny(JsonElement parts, string name) =>
        parts.EnumerateArray().Any(part => JsonTable.Text(part, name) is not null);
}
