using System.Collections.Generic;

namespace Truefill.Server.Configuration.Reading;

/// <summary>Collects, so that one run reports all there is to mend.</summary>
internal sealed class ErrorList
{
    // A damaged file can produce an error per line; nobody reads more than these.
    private const int CountMax = 200;

    private readonly List<ConfigurationError> items = [];

    public IReadOnlyList<ConfigurationError> Items => items;

    public void Add(string path, string message, ConfigurationSource source, string? hint = null)
    {
        if (items.Count < CountMax) items.Add(new ConfigurationError(path, message, source, hint));
    }
}
