using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Handlers.Writing;
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

/// <summary>Puts a dead letter's bytes in again by the service: given ones, kept ones, or those that came.</summary>
internal sealed class DeadLettersReplayHandler : IHandler<DeadLettersReplayOptions>
{
    public async Task<ExitCode> RunAsync(
        DeadLettersReplayOptions options, CommandContext context, CancellationToken cancel)
    {
        KeptEdit? kept = options.File is null ? await KeptEdit.Find(context, options.Id, cancel) : null;
        byte[]? mended = options.File is { } file ? InputFile.Read(file, context) : kept?.Bytes;
        using ApiClient service = context.Service();
        ApiAnswer answer = await service.PostAsync(
            $"deadletters/{options.Id}/replay",
            json =>
            {
                json.WriteStartObject();
                json.WriteString("reason", options.Reason ?? (mended is null ? "replayed" : "replayed mended"));
                if (context.Person is { } by) json.WriteString("by", by);
                if (mended is not null) json.WriteBase64String("raw", mended);
                json.WriteEndObject();
            },
            cancel);
        kept?.Delete(context);
        TextTable table = new([new("id", true), new("outcome"), new("seq", true), new("mended")]);
        table.Add($"{options.Id}", answer.Body.GetProperty("outcome").GetString(),
            answer.Body.GetProperty("seq").ToString(), mended is null ? "no" : "yes");
        context.Output.Write(new CommandResult(answer.WriteTo, table));
        return ExitCode.Ok;
    }
}

/// <summary>Done with a dead letter as it is.</summary>
internal sealed class DeadLettersCloseHandler : IHandler<DeadLettersCloseOptions>
{
    public async Task<ExitCode> RunAsync(
        DeadLettersCloseOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient service = context.Service();
        ApiAnswer answer = await service.PostAsync(
            $"deadletters/{options.Id}/close",
            json =>
            {
                json.WriteStartObject();
                json.WriteString("reason", options.Reason);
                if (context.Person is { } by) json.WriteString("by", by);
                json.WriteEndObject();
            },
            cancel);
        context.Output.Write(new CommandResult(answer.WriteTo, DeadLetterTables.List([answer.Body])));
        return ExitCode.Ok;
    }
}
