using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers.Config;

internal sealed class CompletionHandler : IHandler<CompletionOptions>
{
    public Task<ExitCode> RunAsync(CompletionOptions options, CommandContext context, CancellationToken cancel)
    {
        context.Output.WriteText(Completion.Script(options.Shell));
        return Task.FromResult(ExitCode.Ok);
    }
}
