using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.DeadLetters;

/// <summary>Done with a dead letter as it is.</summary>
internal sealed class DeadLettersCloseHandler : IHandler<DeadLettersCloseOptions>
{
    public async Task<ExitCode> RunAsync(
        DeadLettersCloseOptions options, CommandContext context, CancellationToken cancel)
    {
        await using ServiceDoor door = await ServiceDoor.OpenAsync(context, cancel);
        ApiClient service = door.Client;
        ApiAnswer answer = await service.PostAsync(
            $"deadletters/{options.Id}/close",
            json =>
            {
                json.WriteStartObject();
                json.WriteString("reason", options.Reason);
                if (Acting.Name(context, service) is { } by) json.WriteString("by", by);
                json.WriteEndObject();
            },
            cancel);
        context.Output.Write(new CommandResult(answer.WriteTo, DeadLetterTables.List([answer.Body])));
        return ExitCode.Ok;
    }
}
