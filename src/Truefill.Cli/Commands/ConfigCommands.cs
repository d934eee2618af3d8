using Truefill.Cli.Frame;

namespace Truefill.Cli.Commands;

/// <param name="Section">Only keys below this one; null: all.</param>
internal sealed record ConfigShowOptions(string? Section);

internal sealed record ConfigCheckOptions;

internal sealed record ConfigReloadOptions;

internal sealed record CacheShowOptions;

internal sealed record CachePurgeOptions;

/// <param name="Shell">bash, zsh or fish.</param>
internal sealed record CompletionOptions(string Shell);

internal sealed record VersionOptions;

/// <summary>The program about itself.</summary>
internal static class ConfigCommands
{
    public static CommandSpec Config { get; } = new CommandGroup(
        "config", "what is configured, and whether it is right",
        new CommandSpec<ConfigShowOptions>("show", "each value with its source; secrets redacted", o =>
        {
            var section = o.Text("--section", "KEY", "only keys below this one, such as risk");
            return p => new ConfigShowOptions(section(p));
        }),
        new CommandSpec<ConfigCheckOptions>("check", "all errors at once", _ => _ => new ConfigCheckOptions()),
        new CommandSpec<ConfigReloadOptions>(
            "reload", "let the service read it again: limits and alerts", _ => _ => new ConfigReloadOptions()));

    public static CommandSpec Cache { get; } = new CommandGroup(
        "cache", "the cache of answers to orders/preview",
        new CommandSpec<CacheShowOptions>(
            "show", "how full it is, and how often it helped", _ => _ => new CacheShowOptions()),
        new CommandSpec<CachePurgeOptions>("purge", "forget every answer", _ => _ => new CachePurgeOptions()));

    public static CommandSpec CompletionScript { get; } = new CommandSpec<CompletionOptions>(
        "completion", "print the script that lets a shell complete", o =>
        {
            var shell = o.Word("SHELL", "bash, zsh or fish", "bash", "zsh", "fish");
            return p => new CompletionOptions(shell(p));
        });

    public static CommandSpec Version { get; } = new CommandSpec<VersionOptions>(
        "version", "build and runtime", _ => _ => new VersionOptions());
}
