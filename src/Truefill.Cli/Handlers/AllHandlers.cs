using Truefill.Cli.Commands;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers;

/// <summary>Who does what. One line per command that exists; each line makes its handler only when the command
/// runs.</summary>
internal static class AllHandlers
{
    public static HandlerTable Table { get; } = new HandlerTable()
        .Add<ServeOptions>(() => new ServeHandler())
        .Add<VersionOptions>(() => new VersionHandler())
        .Add<ConfigShowOptions>(() => new ConfigShowHandler())
        .Add<ConfigCheckOptions>(() => new ConfigCheckHandler())
        .Add<SimOptions>(() => new SimHandler())
        .Add<CompletionOptions>(() => new CompletionHandler());
}
