using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Books;

/// <summary>Moves a quantity between strategies; shows both positions as they are then.</summary>
internal sealed class PositionsTransferHandler : IHandler<PositionsTransferOptions>
{
    public async Task<ExitCode> RunAsync(
        PositionsTransferOptions options, CommandContext context, CancellationToken cancel)
    {
        ApiAnswer moved = await Acting.PostAsync(
            context,
            "positions/transfer",
            writer =>
            {
                writer.WriteString("account", options.Account);
                writer.WriteString("from", options.From);
                writer.WriteString("to", options.To);
                writer.WriteString("symbol", options.Symbol);
                writer.WriteDecimal("qty", options.Qty.Value);
                writer.WriteString("reason", options.Reason ?? "moved by hand");
            },
            cancel);
        context.Output.Write(new CommandResult(
            moved.WriteTo,
            JsonTable.Of(moved.Body.GetProperty("items"), null, PositionsListHandler.Fields)));
        return ExitCode.Ok;
    }
}
