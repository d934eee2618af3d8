using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Truefill.Journal;

/// <summary>Segments are files named by number, twenty digits and ".seg", so that names sort as numbers do.</summary>
public static class SegmentName
{
    public const string Extension = ".seg";

    private const int Digits = 20;

    public static string Of(ulong segment) =>
        string.Create(CultureInfo.InvariantCulture, $"{segment:D20}{Extension}");

    public static bool TryParse(string name, out ulong segment)
    {
        segment = 0;
        return name.Length == Digits + Extension.Length
            && name.EndsWith(Extension, StringComparison.Ordinal)
            && ulong.TryParse(name.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out segment)
            && segment > 0;
    }

    /// <summary>Numbers of the segments in a directory, ascending.</summary>
    public static IReadOnlyList<ulong> AllIn(IJournalStorage storage)
    {
        var all = new List<ulong>();
        foreach (string name in storage.List())
        {
            if (TryParse(name, out ulong segment))
                all.Add(segment);
        }

        return [.. all.Order()];
    }
}
