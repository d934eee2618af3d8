using System.Threading;
using System.Threading.Tasks;

namespace Truefill.Cli.Frame;

/// <summary>Does what one command is for. One handler per options record; <see cref="HandlerTable"/> finds
/// it.</summary>
internal interface IHandler<in TOptions>
{
    /// <summary>Data goes to <c>context.Output</c>; an error is a <see cref="CliException"/>.</summary>
    Task<ExitCode> RunAsync(TOptions options, CommandContext context, CancellationToken cancel);
}
