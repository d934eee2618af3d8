using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers.Advisories;

internal sealed class AdvisoryApproveHandler : IHandler<AdvisoryApproveOptions>
{
    public Task<ExitCode> RunAsync(AdvisoryApproveOptions options, CommandContext context, CancellationToken cancel) =>
        AdvisoryDecision.Post(options.Id, "approve", options.Reason, options.Hash, context, cancel);
}
