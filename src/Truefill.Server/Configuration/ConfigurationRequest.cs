using System.Collections.Generic;

namespace Truefill.Server.Configuration;

/// <summary>All that loading depends on, so that a test and the program load the same way.</summary>
public sealed record ConfigurationRequest
{
    /// <summary>The file to look for when none is named, relative to the working directory.</summary>
    public const string DefaultFile = "config/execution.yaml";

    /// <summary>
    /// The environment's way to name the file. What a command line or an embedding program says goes before it.
    /// </summary>
    public const string FileVariable = "TRUEFILL_CONFIG";

    public string WorkingDirectory { get; init; } = ".";

    /// <summary>
    /// From <c>--config</c>: must exist. Null: what <see cref="FileVariable"/> names, else <see cref="DefaultFile"/> if
    /// it exists.
    /// </summary>
    public string? File { get; init; }

    /// <summary>
    /// Only the <see cref="File"/> is read, and nothing that is the machine's: what comes with the program holds.
    /// </summary>
    public bool IgnoresDefaultFile { get; init; }

    /// <summary>The text instead of a file; for tests and for programs that embed the service.</summary>
    public string? Yaml { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// From the configuration of a .NET host that embeds the service, in the form of <see cref="Sets"/> and before
    /// them.
    /// </summary>
    public IReadOnlyList<string> HostSets { get; init; } = [];

    /// <summary>From <c>--set a.b=c</c>, in the order given.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>Options with a key of their own, such as (<c>--state-dir</c>, <c>state_dir</c>, value).</summary>
    public IReadOnlyList<(string Option, string Key, string Value)> Overrides { get; init; } = [];

    /// <summary>
    /// The mode as the start itself says it, by <c>--mode</c> or in the program that embeds the service: what live
    /// needs beside the configuration. It goes before all others.
    /// </summary>
    public (string Option, string Mode)? SecondWord { get; init; }

    /// <summary>The service is about to start: <c>mode: live</c> then needs the <see cref="SecondWord"/>.</summary>
    public bool ForService { get; init; }
}
