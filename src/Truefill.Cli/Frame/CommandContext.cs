using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Truefill.Cli.Api;
using Truefill.Cli.Rendering;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;

namespace Truefill.Cli.Frame;

/// <summary>What a handler works with: the global options, the output, the configuration, the service.</summary>
internal sealed class CommandContext(GlobalOptions globals, CliEnvironment environment, string command)
{
    // Of a configuration that does not check: enough to see what is meant, and where to find the rest.
    private const int WarningsMost = 5;

    private ConfigurationResult? tolerated;

    public GlobalOptions Globals => globals;

    public CliEnvironment Environment => environment;

    /// <summary>The command as typed, such as <c>truefill orders list</c>.</summary>
    public string Command => command;

    public Output Output { get; } = new(environment, globals.Output, globals.NoColor);

    /// <summary>A remark for people, on stderr.</summary>
    public void Note(string text) => environment.Error.WriteLine(text);

    /// <summary>For what goes on showing things until somebody stops it: also ends, with exit 0, once nobody reads
    /// them.</summary>
    public CancellationTokenSource WhileRead(CancellationToken cancel) =>
        CancellationTokenSource.CreateLinkedTokenSource(cancel, environment.ReaderGone);

    /// <summary>Loads without judging: for commands that show the errors themselves.</summary>
    /// <param name="overrides">Options of the command that stand for keys.</param>
    /// <param name="ignoresDefaultFile">Only a file that --config names is read.</param>
    /// <param name="mode">What --mode says; null: nothing.</param>
    public ConfigurationResult LoadConfiguration(
        IEnumerable<(string Option, string Key, string Value)>? overrides = null,
        bool forService = false,
        bool ignoresDefaultFile = false,
        string? mode = null)
    {
        List<(string Option, string Key, string Value)> all = [.. overrides ?? []];
        if (globals.StateDir is { } stateDir) all.Add(("--state-dir", "state_dir", stateDir));
        return ConfigurationLoader.Load(new ConfigurationRequest
        {
            WorkingDirectory = environment.WorkingDirectory,
            File = globals.Config,
            IgnoresDefaultFile = ignoresDefaultFile,
            Environment = environment.Variables,
            Sets = globals.Sets,
            Overrides = all,
            SecondWord = mode is null ? null : ("--mode", mode),
            ForService = forService,
        });
    }

    /// <summary>The options, or exit 5 with all that is wrong.</summary>
    public TruefillOptions Configuration(
        IEnumerable<(string Option, string Key, string Value)>? overrides = null, bool forService = false)
    {
        ConfigurationResult result = LoadConfiguration(overrides, forService);
        return result.Options ?? throw new CliException([.. result.Errors.Select(ErrorOf)]);
    }

    /// <summary>
    /// The configuration for no more than to find a service or a state directory. What else is wrong in it is a
    /// warning: a kill switch has to work beside a file that somebody is editing.
    /// </summary>
    public ConfigurationResult ToleratedConfiguration()
    {
        if (tolerated is not null) return tolerated;
        tolerated = LoadConfiguration();
        foreach (ConfigurationError error in tolerated.Errors.Take(WarningsMost))
            Note($"warning: {error.Source.Exact}: {error.Message}");
        if (tolerated.Errors.Count > WarningsMost)
            Note($"warning: and {tolerated.Errors.Count - WarningsMost} more: truefill config check");
        return tolerated;
    }

    /// <summary>
    /// The full path of the state directory: of --state-dir, which needs no configuration, else of the configured one.
    /// </summary>
    /// <exception cref="CliException">Exit 5: the configuration does not say where it is.</exception>
    public string StateDirectory()
    {
        string directory = globals.StateDir ?? ToleratedConfiguration().StateDir ?? throw Unknown("--state-dir DIR");
        return System.IO.Path.GetFullPath(directory, environment.WorkingDirectory);
    }

    /// <summary>What to say where the configuration was needed to find something and does not tell it.</summary>
    /// <param name="option">The option that says it instead.</param>
    public CliException Unknown(string option) => new(
    [
        .. ToleratedConfiguration().Errors.Select(ErrorOf).Select((error, i) => i > 0 ? error : error with
        {
            Try = $"say it on the command line with {option}; truefill config check says all that is wrong",
        }),
    ]);

    public static CliError ErrorOf(ConfigurationError error) =>
        new(ExitCode.Configuration, error.Message, error.Source.Exact, error.Try, Reason: "configuration");

    /// <summary>The client for the service that the options, the state directory or the configuration name.</summary>
    public ApiClient Service() => ApiClient.For(this);

    /// <summary>For commands that only read: the service, or where a state directory was named and none runs in it, the
    /// directory itself.</summary>
    public ApiClient Reading() => OfflineReading.TryOpen(this) ?? Service();

    /// <summary>The person on whose word something happens; approving, resolving and resetting need one. Null lets the
    /// service take the token's name, or on the Unix socket the user's.</summary>
    public string? Person => globals.By;

    /// <summary>Asks before something that cannot be taken back. Exit 2 where nobody can be asked.</summary>
    /// <param name="what">What will happen, as a sentence without its full stop.</param>
    public void Confirm(string what)
    {
        if (globals.Yes) return;
        if (!environment.InIsTerminal || !environment.ErrorIsTerminal)
            throw new CliException(ExitCode.Usage, $"{what}: this asks for confirmation", hint: "add --yes");
        environment.Error.Write($"{what}. Type yes to go on: ");
        if (!string.Equals(environment.In.ReadLine()?.Trim(), "yes", StringComparison.OrdinalIgnoreCase))
            throw new CliException(ExitCode.Error, "not confirmed, and nothing was done");
    }
}
