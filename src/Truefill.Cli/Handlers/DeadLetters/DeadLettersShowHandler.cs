using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.DeadLetters;

/// <summary>One dead letter with all its bytes.</summary>
internal sealed class DeadLettersShowHandler : IHandler<DeadLettersShowOptions>
{
    public async Task<ExitCode> RunAsync(
        DeadLettersShowOptions options, CommandContext context, CancellationToken cancel)
    {
        JsonElement letter = await DeadLetterLookup.Find(context, options.Id, cancel);
        context.Output.Write(new CommandResult(letter.WriteTo, DeadLetterTables.One(letter)));
        if (!letter.GetProperty("raw_complete").GetBoolean())
            context.Note("only its first bytes are here: the rest was archived with its segment of the journal; "
                + "try: truefill deadletters show --state-dir ARCHIVE");
        return ExitCode.Ok;
    }
}
