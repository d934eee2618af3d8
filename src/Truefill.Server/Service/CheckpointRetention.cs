using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Truefill.Engine.State;
using Truefill.Journal;

namespace Truefill.Server.Service;

/// <summary>Which checkpoints stay: they take as much as a journal if none goes.</summary>
internal static class CheckpointRetention
{
    /// <summary>So many of the newest stay, which is two days of hourly ones.</summary>
    public const int NewestKept = 48;

    /// <summary>Beyond those, the newest of a day stays, for so many days.</summary>
    public const int DaysKept = 30;

    /// <summary>
    /// Removes what is beyond that. What is damaged is not counted, and goes once as many sound ones are newer. The
    /// newest that verifies whole and lies on the journal stays in any case: what is before it may be archived. So do
    /// those from which readers go on.
    /// </summary>
    /// <param name="readers">Sequences up to which readers have come.</param>
    /// <returns>Names of those removed.</returns>
    public static IReadOnlyList<string> Thin(
        IJournalStorage checkpoints, string folder, IJournalStorage journal, JournalOptions options,
        IEnumerable<ulong> readers)
    {
        List<string> beyond = Beyond(checkpoints, folder);
        if (beyond.Count == 0) return [];
        HashSet<string> starts = new(StringComparer.Ordinal);
        foreach (ulong nextSeq in readers.Select(static read => read + 1).Append(ulong.MaxValue))
        {
            if (CheckpointChoice.Newest(journal, options, checkpoints, nextSeq) is { } start) starts.Add(start.Name);
        }

        // Damage that only the whole body shows would leave nothing to start from.
        if (starts.Count == 0) return [];
        beyond.RemoveAll(starts.Contains);
        foreach (string name in beyond) checkpoints.Delete(name);
        return beyond;
    }

    private static List<string> Beyond(IJournalStorage checkpoints, string folder)
    {
        List<string> beyond = [];
        HashSet<DateTime> days = [];
        int whole = 0;
        int damaged = 0;
        foreach (string name in CheckpointStore.Names(checkpoints))
        {
            if (!CheckpointStore.LooksWhole(checkpoints, name))
            {
                if (whole >= NewestKept || ++damaged > NewestKept) beyond.Add(name);
                continue;
            }

            if (++whole <= NewestKept) continue;
            bool isFirst = days.Add(File.GetLastWriteTimeUtc(Path.Combine(folder, name)).Date);
            if (!isFirst || days.Count > DaysKept) beyond.Add(name);
        }

        return beyond;
    }
}
