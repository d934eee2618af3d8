using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Handlers.Writing;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers;

/// <summary>The venue's own books, which nothing that it says can change.</summary>
internal sealed class VenuesBooksHandler : IHandler<VenuesBooksOptions>
{
    public async Task<ExitCode> RunAsync(VenuesBooksOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Service();
        ApiAnswer books = await client.GetAsync(VenuePath.Of(options.Venue, "books"), cancel);
        context.Output.Write(new CommandResult(
            books.WriteTo,
            JsonTable.Of(
                books.Body.GetProperty("orders"), "orders",
                "account", "wire_id", "symbol", "side", "type", "tif", "ord_status", "order_qty", "cum_qty", "price",
                "stop_px"),
            JsonTable.Of(books.Body.GetProperty("positions"), "positions", "account", "symbol", "qty", "avg_px"),
            JsonTable.Of(books.Body.GetProperty("cash"), "cash", "account", "currency", "amount")));
        return ExitCode.Ok;
    }
}

internal sealed class VenuesFaultsHandler : IHandler<VenuesFaultsOptions>
{
    public async Task<ExitCode> RunAsync(VenuesFaultsOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Service();
        string path = VenuePath.Of(options.Venue, "faults");
        ApiAnswer answer = options.Changes.Count == 0
            ? await client.GetAsync(path, cancel)
            : await client.PostAsync(path, writer => Write(writer, options.Changes), cancel);
        TextTable table = new([new Column("fault"), new Column("probability", Right: true)]);
        foreach (JsonProperty fault in answer.Body.GetProperty("faults").EnumerateObject())
            table.Add(fault.Name, fault.Value.GetString());
        context.Output.Write(new CommandResult(answer.WriteTo, table));
        return ExitCode.Ok;
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<string> changes)
    {
        writer.WriteStartObject();
        foreach (string change in changes)
        {
            int equals = change.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new CliException(
                    ExitCode.Usage, $"'{change}' is not a fault and its probability", hint: "drop=0.1");
            }

            writer.WriteString(change[..equals], change[(equals + 1)..]);
        }

        writer.WriteEndObject();
    }
}

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

internal static class VenuePath
{
    public static string Of(string venue, string what) => $"venues/{Uri.EscapeDataString(venue)}/{what}";
}
