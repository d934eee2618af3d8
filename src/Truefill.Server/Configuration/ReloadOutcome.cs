using System.Collections.Generic;

namespace Truefill.Server.Configuration;

/// <summary>What reading the configuration again came to.</summary>
/// <param name="Errors">All that is wrong with it; if there is anything, the old one stays in force as a whole.</param>
/// <param name="ConfigHash">Of what was read, as it is journaled; null with errors.</param>
/// <param name="Applied">Keys that changed and hold from now on.</param>
/// <param name="RestartRequired">Keys that changed and wait for a restart.</param>
public sealed record ReloadOutcome(
    IReadOnlyList<ConfigurationError> Errors,
    string? ConfigHash,
    IReadOnlyList<string> Applied,
    IReadOnlyList<string> RestartRequired)
{
    /// <summary>One line for logs.</summary>
    public override string ToString() => Errors.Count > 0
        ? "configuration not reloaded, the old one stays in force: " + string.Join("; ", Errors)
        : $"configuration reloaded: {Named(Applied, "nothing changed")}"
            + (RestartRequired.Count == 0 ? "" : $"; restart required for {string.Join(", ", RestartRequired)}");

    private static string Named(IReadOnlyList<string> keys, string otherwise) =>
        keys.Count == 0 ? otherwise : string.Join(", ", keys);
}
