using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.DeadLetters;

/// <summary>Puts a dead letter's bytes in again by the service: given ones, kept ones, or those that came.</summary>
internal sealed class DeadLettersReplayHandler : IHandler<DeadLettersReplayOptions>
{
    public async Task<ExitCode> RunAsync(
        DeadLettersReplayOptions options, CommandContext context, CancellationToken cancel)
    {
        KeptEdit? kept = options.File is null ? await KeptEdit.Find(context, options.Id, cancel) : null;
        byte[]? mended = options.File is { } file ? InputFile.Read(file, context) : kept?.Bytes;
        await using ServiceDoor door = await ServiceDoor.OpenAsync(context, cancel);
        ApiClient service = door.Client;
        ApiAnswer answer = await service.PostAsync(
            $"deadletters/{options.Id}/replay",
            json =>
            {
                json.WriteStartObject();
                json.WriteString("reason", options.Reason ?? (mended is null ? "replayed" : "replayed mended"));
                if (Acting.Name(context, service) is { } by) json.WriteString("by", by);
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
