using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Reconciliation;

/// <summary>Forces a comparison. Exit code 7 for a break and for what could not be told.</summary>
internal sealed class ReconcileHandler : IHandler<ReconcileOptions>
{
    public async Task<ExitCode> RunAsync(ReconcileOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Service();
        ApiAnswer made = await client.PostAsync(
            "reconciliations",
            writer =>
            {
                writer.WriteStartObject();
                writer.Stated("venue", options.Venue);
                writer.Stated("by", context.Person);
                writer.WriteEndObject();
            },
            cancel);
        context.Output.Write(new CommandResult(
            made.WriteTo,
            JsonTable.Of(
                made.Body.GetProperty("items"), null, "id", "venue", "status", "positions", "differences", "as_of",
                "detail"),
            JsonTable.Of(made.Body.GetProperty("breaks"), "breaks", BreaksListHandler.Fields)));
        return JsonTable.Text(made.Body, "status") == "match" ? ExitCode.Ok : ExitCode.Difference;
    }
}
