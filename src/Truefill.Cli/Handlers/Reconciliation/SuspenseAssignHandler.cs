using System;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Reconciliation;

internal sealed class SuspenseAssignHandler : IHandler<SuspenseAssignOptions>
{
    public async Task<ExitCode> RunAsync(
        SuspenseAssignOptions options, CommandContext context, CancellationToken cancel)
    {
        ApiAnswer assigned = await Acting.PostAsync(
            context,
            $"suspense/{Uri.EscapeDataString(options.Id)}/assign",
            writer =>
            {
                writer.WriteString("strategy", options.Strategy);
                writer.WriteString("reason", options.Reason);
            },
            cancel);
        context.Output.Write(new CommandResult(
            assigned.WriteTo, JsonTable.Fields(assigned.Body, SuspenseListHandler.Fields)));
        return ExitCode.Ok;
    }
}
