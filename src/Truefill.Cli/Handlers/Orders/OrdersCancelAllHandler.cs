using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Orders;

internal sealed class OrdersCancelAllHandler : IHandler<OrdersCancelAllOptions>
{
    public async Task<ExitCode> RunAsync(
        OrdersCancelAllOptions options, CommandContext context, CancellationToken cancel)
    {
        (string Name, string? Value)[] filters =
        [
            ("account", options.Account), ("strategy", options.Strategy), ("symbol", options.Symbol),
            ("venue", options.Venue),
        ];
        string of = string.Join(", ", filters.Where(filter => filter.Value is not null)
            .Select(filter => $"{filter.Name} {filter.Value}"));
        context.Confirm($"this asks to cancel every open order{(of.Length == 0 ? "" : " of " + of)}");
        using ApiClient client = context.Service();
        ApiAnswer answer = await client.PostAsync(
            "orders/cancel-all",
            writer =>
            {
                writer.WriteStartObject();
                foreach ((string name, string? value) in filters) writer.Stated(name, value);
                writer.WriteEndObject();
            },
            cancel);
        var table = new TextTable([new("cl_ord_id"), new("outcome")]);
        foreach (JsonElement id in answer.Body.GetProperty("requested").EnumerateArray())
            table.Add(id.GetString(), "requested");
        foreach (JsonElement refused in answer.Body.GetProperty("refused").EnumerateArray())
            table.Add(JsonTable.Text(refused, "cl_ord_id"), JsonTable.Text(refused, "code"));
        context.Output.Write(new CommandResult(answer.WriteTo, table));
        return answer.Body.GetProperty("refused").GetArrayLength() == 0 ? ExitCode.Ok : ExitCode.Refused;
    }
}
