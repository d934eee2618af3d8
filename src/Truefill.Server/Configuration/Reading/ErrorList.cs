using System;
using System.Collections.Generic;

namespace Truefill.Server.Configuration.Reading;

/// <summary>Collects, so that one run reports all there is to mend.</summary>
internal sealed class ErrorList
{
    // A damaged file can produce an error per line; nobody reads more than these.
    private const int CountMax = 200;

    private readonly List<ConfigurationError> items = [];
    private readonly HashSet<string> paths = new(StringComparer.Ordinal);

    public IReadOnlyList<ConfigurationError> Items => items;

    public void Add(string path, string message, ConfigurationSource source, string? hint = null)
    {
        paths.Add(path);
        if (items.Count < CountMax) items.Add(new ConfigurationError(path, message, source, hint));
    }

    /// <summary>True if this key, or one inside it, is wrong already: conclusions from it would only confuse.</summary>
    public bool Touches(string path)
    {
        foreach (string wrong in paths)
        {
            if (wrong == path || wrong.StartsWith(path + ".", StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
