using System;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers.Reconciliation;

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
            cancel,
            needsPerson: options.Action == "resolve");
        BreaksShowHandler.Write(changed, context);
        return ExitCode.Ok;
    }
}
