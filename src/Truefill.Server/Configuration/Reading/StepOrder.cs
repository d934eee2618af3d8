using System;
using System.Collections.Generic;
using System.Globalization;

namespace Truefill.Server.Configuration.Reading;

/// <summary>
/// The order in which variables are put in: items of a list by their number, so that the eleventh does not come before
/// the second, and a key before what stands below it.
/// </summary>
internal sealed class StepOrder : IComparer<string[]>
{
    public static StepOrder Instance { get; } = new();

    public int Compare(string[]? x, string[]? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        for (int i = 0; i < x.Length && i < y.Length; i++)
        {
            int order = Compare(x[i], y[i]);
            if (order != 0) return order;
        }

        return x.Length.CompareTo(y.Length);
    }

    // Numbers before names, and equal ones by their text, so that the order is the same in every run.
    private static int Compare(string x, string y) => (IndexOf(x), IndexOf(y)) switch
    {
        ({ } one, { } other) when one != other => one.CompareTo(other),
        ({ }, null) => -1,
        (null, { }) => 1,
        _ => string.CompareOrdinal(x, y),
    };

    private static int? IndexOf(string step) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : null;
}
