using System;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Handlers.Writing;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Reconciling;

internal sealed class BreaksListHandler : IHandler<BreaksListOptions>
{
    internal static readonly string[] Fields =
    [
        "id", "state", "class", "severity", "venue", "account", "symbol", "expected", "broker", "diff", "owner",
        "opened_at",
    ];

    public async Task<ExitCode> RunAsync(BreaksListOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        ApiAnswer breaks = await client.GetAsync("breaks", cancel, ("state", options.State));
        context.Output.Write(new CommandResult(
            breaks.WriteTo, JsonTable.Of(breaks.Body.GetProperty("items"), null, Fields)));
        return ExitCode.Ok;
    }
}

internal sealed class BreaksShowHandler : IHandler<BreaksShowOptions>
{
    private static readonly string[] More =
    [
        .. BreaksListHandler.Fields, "policy", "cl_ord_id", "order_id", "provisional", "by", "reason", "seen_at",
    ];

    public async Task<ExitCode> RunAsync(BreaksShowOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        Write(await client.GetAsync("breaks/" + Uri.EscapeDataString(options.Id), cancel), context);
        return ExitCode.Ok;
    }

    internal static void Write(ApiAnswer found, CommandContext context) =>
        context.Output.Write(new CommandResult(found.WriteTo, JsonTable.Fields(found.Body, More)));
}

internal sealed class BreaksChangeHandler : IHandler<BreaksChangeOptions>
{
    public async Task<ExitCode> RunAsync(BreaksChangeOptions options, CommandContext context, CancellationToken cancel)
    {
        ApiAnswer changed = await Acting.PostAsync(
            context,
            $"breaks/{Uri.EscapeDataString(options.Id)}/{options.Action}",
            writer =>
            {
                writer.Stated("owner", options.Owner);
                writer.Stated("reason", options.Reason);
                if (options.Provisional) writer.WriteBoolean("provisional", true);
                writer.Stated("price", options.Price);
            },
            cancel);
        BreaksShowHandler.Write(changed, context);
        return ExitCode.Ok;
    }
}
