using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;
using Truefill.Server.Configuration.Options;

namespace Truefill.Cli.Handlers;

/// <summary>Makes state directories. The journal's own type stands behind this, so that the command can be
/// tested.</summary>
internal interface IStateDirectories
{
    /// <summary>Creates the directory, refuses one that is not empty (<see cref="CliException"/>), and gives its
    /// id.</summary>
    string Init(string path, string? stateId);
}

/// <summary>Waits for an implementation: <c>.Add&lt;InitOptions&gt;(() => new InitHandler(…))</c> in
/// AllHandlers.</summary>
internal sealed class InitHandler(IStateDirectories directories) : IHandler<InitOptions>
{
    public Task<ExitCode> RunAsync(InitOptions options, CommandContext context, CancellationToken cancel)
    {
        TruefillOptions configuration = context.Configuration();
        string path = System.IO.Path.GetFullPath(configuration.StateDir, context.Environment.WorkingDirectory);
        string id = directories.Init(path, options.StateId ?? configuration.StateId);
        context.Output.Write(new CommandResult(
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("state_dir", path);
                writer.WriteString("id", id);
                writer.WriteEndObject();
            },
            new TextTable([new("state_dir"), new("id")]).Add(path, id)));
        return Task.FromResult(ExitCode.Ok);
    }
}
