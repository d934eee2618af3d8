using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers.Config;

/// <summary>Empties it; what was forgotten is counted.</summary>
internal sealed class CachePurgeHandler : IHandler<CachePurgeOptions>
{
    public async Task<ExitCode> RunAsync(CachePurgeOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Service();
        ApiAnswer answer = await CacheAnswer.Of(client.PostAsync(
            "/admin/cache/purge",
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteEndObject();
            },
            cancel));
        return CacheAnswer.Show(answer, context);
    }
}
