using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Truefill.Journal;

/// <summary>Names for what is kept aside, so that nothing kept earlier is in the way or is lost.</summary>
public static class FreeName
{
    /// <summary>The name, or "name.n" with the lowest n that is free.</summary>
    public static string In(IJournalStorage storage, string name)
    {
        IReadOnlyList<string> taken = storage.List();
        string free = name;
        for (int n = 1; taken.Contains(free); n++)
            free = string.Create(CultureInfo.InvariantCulture, $"{name}.{n}");
        return free;
    }
}
