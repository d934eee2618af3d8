using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers.Advisories;

internal sealed class AdvisoryShowHandler : IHandler<AdvisoryShowOptions>
{
    public async Task<ExitCode> RunAsync(AdvisoryShowOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Reading();
        return AdvisoryAnswer.Show(await client.GetAsync(AdvisoryAnswer.Path(options.Id), cancel), context);
    }
}
