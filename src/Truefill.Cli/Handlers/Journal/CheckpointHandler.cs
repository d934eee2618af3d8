using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;
using Truefill.Server.Service;

namespace Truefill.Cli.Handlers.Journal;

/// <summary>Saves the state as of the last durable record.</summary>
internal sealed class CheckpointHandler : IHandler<CheckpointOptions>
{
    public Task<ExitCode> RunAsync(CheckpointOptions options, CommandContext context, CancellationToken cancel)
    {
        string path = StatePlace.Of(context);

        // Of a configuration that has errors no more is known than that a checkpoint has to fit.
        long reserve = context.LoadConfiguration().Options?.Storage.StopOrdersFreeBytes ?? 0;
        (string name, ulong seq) = StatePlace.Read(
            path, state => CheckpointTaker.Take(state.Path, state.Options.Genesis, reserve, context.Note, cancel));
        context.Output.Write(new CommandResult(
            json =>
            {
                json.WriteStartObject();
                json.WriteString("checkpoint", name);
                json.WriteNumber("seq", seq);
                json.WriteEndObject();
            },
            new TextTable([new("checkpoint"), new("seq", true)]).Add(name, $"{seq}")));
        return Task.FromResult(ExitCode.Ok);
    }
}
