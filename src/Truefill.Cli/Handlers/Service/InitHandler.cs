using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;
using Truefill.Journal;
using Truefill.Server.Configuration.Options;

namespace Truefill.Cli.Handlers.Service;

/// <summary>Makes a state directory; its parent must be there.</summary>
internal sealed class InitHandler : IHandler<InitOptions>
{
    private const string DefaultId = "truefill";
    private const int IdBytesMax = 64;

    public Task<ExitCode> RunAsync(InitOptions options, CommandContext context, CancellationToken cancel)
    {
        TruefillOptions configuration = context.Configuration();
        string path = StatePlace.Of(context, configuration);
        string id = options.StateId ?? configuration.StateId ?? DefaultId;
        if (id.Length == 0 || System.Text.Encoding.UTF8.GetByteCount(id) > IdBytesMax)
            throw new CliException(ExitCode.Usage, $"a state id has 1 to {IdBytesMax} bytes", "--state-id");
        string parent = Path.GetDirectoryName(path) ?? "/";
        if (!Directory.Exists(parent))
            throw new CliException(ExitCode.Error, "the parent directory does not exist", parent, $"mkdir -p {parent}");
        StatePlace.Guard(path, () =>
        {
            StateDirectory.Init(path, id, Guid.CreateVersion7());
            return 0;
        });
        context.Output.Write(new CommandResult(
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("state_dir", path);
                writer.WriteString("id", id);
                writer.WriteEndObject();
            },
            new TextTable([new("state_dir"), new("id")]).Add(path, id)));
        context.Note($"next: truefill serve --state-dir {path}");
        return Task.FromResult(ExitCode.Ok);
    }
}
