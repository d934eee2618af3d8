using System;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Reconciliation;

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
