using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers.Config;

/// <summary>The cache behind <c>orders/preview</c> as it is in the running service.</summary>
internal sealed class CacheShowHandler : IHandler<CacheShowOptions>
{
    public async Task<ExitCode> RunAsync(CacheShowOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Service();
        return CacheAnswer.Show(await CacheAnswer.Of(client.GetAsync("/admin/cache", cancel)), context);
    }
}
