using System;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Alerts;

internal sealed class AlertsAckHandler : IHandler<AlertsAckOptions>
{
    public async Task<ExitCode> RunAsync(AlertsAckOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Service();
        ApiAnswer answer = await client.PostAsync(
            $"alerts/{Uri.EscapeDataString(options.Id)}/ack",
            json =>
            {
                json.WriteStartObject();
                if (Acting.Name(context, client) is { } by) json.WriteString("by", by);
                if (options.Reason is { } reason) json.WriteString("reason", reason);
                json.WriteEndObject();
            },
            cancel);
        using JsonDocument rows = JsonDocument.Parse($"[{answer.Body.GetRawText()}]");
        context.Output.Write(new CommandResult(
            answer.WriteTo, JsonTable.Of(rows.RootElement, null, AlertsListHandler.Fields)));
        return ExitCode.Ok;
    }
}
