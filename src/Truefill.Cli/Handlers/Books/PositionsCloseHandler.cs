using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Handlers.Orders;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Books;

/// <summary>A market order on the other side for each open position, which can close it and never turn it.</summary>
internal sealed class PositionsCloseHandler : IHandler<PositionsCloseOptions>
{
    public async Task<ExitCode> RunAsync(
        PositionsCloseOptions options, CommandContext context, CancellationToken cancel)
    {
        if (options.Symbol is null != options.All)
            throw new CliException(ExitCode.Usage, "say which position", context.Command, "--symbol S, or --all");
        using ApiClient client = context.Service();
        Pages open = await Pages.ReadAsync(client, "positions", null, cancel,
            ("symbol", options.Symbol), ("account", options.Account), ("strategy", options.Strategy), ("open", "true"));
        int count = open.Items.GetArrayLength();
        if (count == 0) throw new CliException(ExitCode.NotFound, "no open position fits", context.Command);
        context.Confirm($"this sends {count} market order{(count == 1 ? "" : "s")} to close {Names(open.Items)}");

        List<JsonElement> orders = [];
        try
        {
            foreach (JsonElement position in open.Items.EnumerateArray())
            {
                ApiAnswer order = await client.PostAsync("orders", writer => Write(writer, position), cancel);
                orders.Add(order.Body);
            }
        }
        catch (CliException) when (orders.Count > 0)
        {
            // Those before the one that was refused are on their way, and nobody should have to guess which.
            Show(orders, context);
            throw;
        }

        Show(orders, context);
        return ExitCode.Ok;
    }

    private static void Show(List<JsonElement> orders, CommandContext context)
    {
        Pages sent = new(JsonSerializer.SerializeToElement(orders), null);
        context.Output.Write(new CommandResult(
            sent.WriteTo, JsonTable.Of(sent.Items, null, OrdersListHandler.Fields)));
    }

    private static string Names(JsonElement positions) => string.Join(", ", positions.EnumerateArray()
        .Select(position => $"{JsonTable.Text(position, "qty")} {JsonTable.Text(position, "symbol")}"));

    private static void Write(Utf8JsonWriter writer, JsonElement position)
    {
        string qty = position.GetProperty("qty").GetString()!;
        bool isShort = qty.StartsWith('-');
        writer.WriteStartObject();
        writer.WriteString("symbol", position.GetProperty("symbol").GetString());
        writer.WriteString("side", isShort ? "buy" : "sell");
        writer.WriteString("qty", isShort ? qty.AsSpan(1) : qty);
        writer.WriteString("type", "market");
        writer.WriteBoolean("reduce_only", true);
        writer.WriteString("account", position.GetProperty("account").GetString());
        writer.WriteString("strategy", position.GetProperty("strategy").GetString());
        writer.WriteEndObject();
    }
}
