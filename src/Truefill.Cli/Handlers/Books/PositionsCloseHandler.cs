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

/// <summary>
/// A market order on the other side for each open position, which can close it and never turn it. Whoever must be flat
/// wants all of them tried: one that is refused has a row that says why, and the others go on.
/// </summary>
internal sealed class PositionsCloseHandler : IHandler<PositionsCloseOptions>
{
    private static readonly string[] Fields = ["outcome", .. OrdersListHandler.Fields, "code", "detail"];

    public async Task<ExitCode> RunAsync(
        PositionsCloseOptions options, CommandContext context, CancellationToken cancel)
    {
        if (options.Symbol is null != options.All)
            throw new CliException(ExitCode.Usage, "say which position", context.Command, "--symbol S, or --all");
        using ApiClient client = context.Service();
        Pages open = await Pages.ReadAsync(client, "positions", null, cancel,
            ("symbol", options.Symbol), ("account", options.Account), ("open", "true"));

        // Of one strategy too it matters what stands against it.
        List<Closing> all = [.. ClosingPlan.Of(open.Items.EnumerateArray())
            .Where(each => options.Strategy is null || each.Holder == options.Strategy)];
        if (all.Count == 0) throw new CliException(ExitCode.NotFound, "no open position fits", context.Command);
        List<Closing> orders = [.. all.Where(each => each.Closed > 0)];
        if (orders.Count > 0)
            context.Confirm($"this sends {orders.Count} market order{(orders.Count == 1 ? "" : "s")} to close "
                + string.Join(", ", orders.Select(each => $"{ClosingPlan.Text(each.Closed)} {each.Symbol}")));

        List<JsonElement> rows = [];
        List<CliError> errors = [];
        foreach (Closing each in all) await CloseAsync(client, each, rows, errors, cancel);
        Pages outcome = new(JsonSerializer.SerializeToElement(rows), null);
        context.Output.Write(new CommandResult(outcome.WriteTo, JsonTable.Of(outcome.Items, null, Fields)));
        return errors.Count == 0
            ? ExitCode.Ok
            : throw new CliException([.. errors.OrderBy(static error => error.Code != ExitCode.Refused)]);
    }

    private static async Task CloseAsync(
        ApiClient client, Closing closing, List<JsonElement> rows, List<CliError> errors, CancellationToken cancel)
    {
        if (closing.Closed > 0)
        {
            try
            {
                ApiAnswer order = await client.PostAsync("orders", writer => Write(writer, closing), cancel);
                rows.Add(ClosingRow.Sent(closing, order.Body));
            }
            catch (CliException e)
            {
                Refused("refused", e.Errors[0], closing.Closed);
            }
        }

        if (closing.Kept > 0)
            Refused("kept", new CliError(
                ExitCode.Refused,
                $"{(closing.Against is "" ? "the strategy without a name" : closing.Against)} stands against it, so "
                + "closing it would open the account's position",
                null, closing.WayOut, "stands_against"), closing.Kept);

        void Refused(string outcome, CliError error, decimal qty)
        {
            rows.Add(ClosingRow.NotSent(closing, outcome, qty, error));
            errors.Add(error with { Where = $"{closing.Account} {closing.Holder} {closing.Symbol}" });
        }
    }

    private static void Write(Utf8JsonWriter writer, Closing closing)
    {
        writer.WriteStartObject();
        writer.WriteString("symbol", closing.Symbol);
        writer.WriteString("side", closing.Side);
        writer.WriteString("qty", ClosingPlan.Text(closing.Closed));
        writer.WriteString("type", "market");
        writer.WriteBoolean("reduce_only", true);
        writer.WriteString("account", closing.Account);
        writer.WriteString("strategy", closing.Strategy);
        writer.WriteEndObject();
    }
}
