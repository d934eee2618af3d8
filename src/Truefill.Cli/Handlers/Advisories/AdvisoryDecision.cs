using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers.Advisories;

internal static class AdvisoryDecision
{
    public static async Task<ExitCode> Post(
        string id, string verb, string? reason, string? hash, CommandContext context, CancellationToken cancel)
    {
        ApiAnswer answer = await Acting.PostAsync(
            context,
            AdvisoryAnswer.Path(id) + "/" + verb,
            writer =>
            {
                writer.Stated("reason", reason);
                writer.Stated("snapshot_hash", hash);
            },
            cancel,
            needsPerson: true);
        return AdvisoryAnswer.Show(answer, context);
    }
}
