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

/// <summary>The causes, one row per fact, each input's bytes on the first of its rows.</summary>
internal sealed class WhyHandler : IHandler<WhyOptions>
{
    public async Task<ExitCode> RunAsync(WhyOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        ApiAnswer why = await client.GetAsync(
            $"why/{options.Kind}/{Uri.EscapeDataString(options.Id)}", cancel, ("account", options.Account));
        JsonElement qty = why.Body.GetProperty("qty");
        if (JsonTable.Text(qty, "agrees") != "true")
        {
            context.Note($"warning: the facts add up to {JsonTable.Text(qty, "from_facts")}, the books say "
                + $"{JsonTable.Text(qty, "in_books")}: part of the journal is not there");
        }

        context.Output.Write(new CommandResult(why.WriteTo, Facts(why.Body)));
        return ExitCode.Ok;
    }

    internal static TextTable Facts(JsonElement why)
    {
        var table = new TextTable(
        [
            new("seq", Right: true), new("time"), new("type"), new("about"), new("qty", Right: true),
            new("px", Right: true), new("running_qty", Right: true), new("input_seq", Right: true), new("source"),
            new("received_at"), new("by"), new("reason"), new("raw"),
        ])
        {
            Title = $"sequences {string.Join(' ', why.GetProperty("sequences").EnumerateArray())}",
        };
        foreach (JsonElement cause in why.GetProperty("causes").EnumerateArray())
        {
            JsonElement input = cause.GetProperty("input");
            bool first = true;
            foreach (JsonElement fact in cause.GetProperty("facts").EnumerateArray())
            {
                table.Add(
                    Text(fact, "seq"), Text(fact, "time"), Text(fact, "type"),
                    Text(fact, "exec_id", "request", "reference", "cl_ord_id"),
                    Text(fact, "last_qty", "order_qty", "qty", "amount"), Text(fact, "last_px", "price", "px"),
                    Text(fact, "running_qty"), Text(input, "seq"), Text(input, "source"), Text(input, "received_at"),
                    Text(fact, "by") ?? Text(input, "by"), Text(fact, "reason") ?? Text(input, "reason"),
                    first ? Text(input, "raw_text", "raw") : null);
                first = false;
            }
        }

        return table;
    }

    private static string? Text(JsonElement item, params string[] names) =>
        names.Select(name => JsonTable.Text(item, name)).FirstOrDefault(text => text is not null);
}
