using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.DeadLetters;

/// <summary>Keeps mended bytes in the state directory until the replay. The letter itself stays as it came.</summary>
internal sealed class DeadLettersEditHandler : IHandler<DeadLettersEditOptions>
{
    public async Task<ExitCode> RunAsync(
        DeadLettersEditOptions options, CommandContext context, CancellationToken cancel)
    {
        JsonElement letter = await DeadLetterLookup.Find(context, options.Id, cancel);
        if (letter.GetProperty("state").GetString() != "open")
            throw new CliException(ExitCode.Error, $"dead letter {options.Id} is done with already");
        byte[] bytes = InputFile.Read(options.File, context);
        string kept = KeptEdit.Keep(StatePlace.Of(context), letter, bytes);
        context.Output.Write(new CommandResult(
            json =>
            {
                json.WriteStartObject();
                json.WriteNumber("id", options.Id);
                json.WriteString("file", kept);
                json.WriteNumber("bytes", bytes.Length);
                json.WriteEndObject();
            },
            new TextTable([new("id", true), new("file"), new("bytes", true)])
                .Add($"{options.Id}", kept, $"{bytes.Length}")));
        context.Note($"next: truefill deadletters replay {options.Id}");
        return ExitCode.Ok;
    }
}
