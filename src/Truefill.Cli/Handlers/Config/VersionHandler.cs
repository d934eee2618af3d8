using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Config;

internal sealed class VersionHandler : IHandler<VersionOptions>
{
    public Task<ExitCode> RunAsync(VersionOptions options, CommandContext context, CancellationToken cancel)
    {
        (string Name, string? Value)[] facts = Facts();
        TextTable table = new([new("name"), new("value")]);
        foreach ((string name, string? value) in facts.Where(fact => fact.Value is not null)) table.Add(name, value);
        context.Output.Write(new CommandResult(
            writer =>
            {
                writer.WriteStartObject();
                foreach ((string name, string? value) in facts) writer.WriteString(name, value);
                writer.WriteEndObject();
            },
            table));
        return Task.FromResult(ExitCode.Ok);
    }

    /// <summary>Version and, where known, the commit: what a start of the engine is journaled with.</summary>
    public static string Build =>
        typeof(VersionHandler).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion ?? "0.0.0";

    private static (string Name, string? Value)[] Facts()
    {
        Assembly program = typeof(VersionHandler).Assembly;
        string full = program.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "0.0.0";
        string[] parts = full.Split('+', 2);
        return
        [
            ("version", parts[0]),
            ("commit", parts.Length > 1 ? parts[1] : null),
            ("runtime", RuntimeInformation.FrameworkDescription),
            ("system", RuntimeInformation.OSDescription),
            ("architecture", RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()),
        ];
    }
}
