using System.Collections.Generic;
using Truefill.Server.Configuration.Options;

namespace Truefill.Server.Configuration;

/// <summary>One effective value as it may be shown: secrets are redacted already.</summary>
/// <param name="Text">Canonical text; null where the key is off or absent.</param>
public sealed record ConfigurationValue(string Path, string? Text, ConfigurationSource Source, bool IsSecret = false);

/// <summary>What loading gave. Options are there exactly when there is no error; the values always are, as far as
/// read.</summary>
public sealed record ConfigurationResult
{
    public required TruefillOptions? Options { get; init; }

    public required IReadOnlyList<ConfigurationError> Errors { get; init; }

    /// <summary>
    /// <c>state_dir</c>, read even where other keys are wrong, so that a running service can still be found. Null: it
    /// is one of those that are wrong, or stands in a file that cannot be read.
    /// </summary>
    public string? StateDir { get; init; }

    /// <summary><c>urls</c>, as <see cref="StateDir"/>.</summary>
    public IReadOnlyList<string>? Urls { get; init; }

    /// <summary>
    /// <c>storage</c>, as <see cref="StateDir"/>. Null also where something of the configuration could not be placed
    /// that may have been meant for it: a key that stands there twice, a malformed <c>--set</c>.
    /// </summary>
    public StorageOptions? Storage { get; init; }

    /// <summary>What is configured but has no effect yet, or deserves a look.</summary>
    public required IReadOnlyList<ConfigurationError> Warnings { get; init; }

    public required IReadOnlyList<ConfigurationValue> Values { get; init; }

    /// <summary>A hash of each secret by its path: says that one changed, and nothing of what it is.</summary>
    internal IReadOnlyDictionary<string, string> SecretHashes { get; init; } = new Dictionary<string, string>();

    /// <summary>The file that was read; null when the defaults stand alone.</summary>
    public required string? File { get; init; }
}
