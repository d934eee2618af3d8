using System;
using System.Collections.Generic;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Frame;

/// <summary>The options that every command takes, before or after its name.</summary>
internal sealed record GlobalOptions
{
    public string? Config { get; init; }

    public string? StateDir { get; init; }

    /// <summary><c>http://…</c>, <c>https://…</c> or <c>unix:PATH</c>.</summary>
    public string? Endpoint { get; init; }

    /// <summary>A state directory was named, and no service beside it to be asked instead.</summary>
    public bool IsOffline => StateDir is not null && Endpoint is null;

    public string? Token { get; init; }

    public OutputFormat Output { get; init; }

    public bool NoColor { get; init; }

    public bool Yes { get; init; }

    /// <summary>The person on whose word something is done.</summary>
    public string? By { get; init; }

    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>How long to wait for an answer of the service.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
