using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers.Advisories;

internal sealed class AdvisoryDeclineHandler : IHandler<AdvisoryDeclineOptions>
{
    public Task<ExitCode> RunAsync(AdvisoryDeclineOptions options, CommandContext context, CancellationToken cancel) =>
        AdvisoryDecision.Post(options.Id, "decline", options.Reason, hash: null, context, cancel);
}
