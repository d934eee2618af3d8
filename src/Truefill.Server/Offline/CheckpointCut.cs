using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Truefill.Engine.State;
using Truefill.Journal;

namespace Truefill.Server.Offline;

/// <summary>Takes the checkpoints of what a repair gave up out of the way of those that come.</summary>
public static class CheckpointCut
{
    /// <param name="nextSeq">The first sequence that is gone.</param>
    /// <returns>New names of the checkpoints behind it.</returns>
    /// <exception cref="JournalIoException">The disk failed.</exception>
    public static IReadOnlyList<string> After(IJournalStorage checkpoints, ulong nextSeq)
    {
        List<string> moved = [];
        foreach (string name in CheckpointStore.Names(checkpoints))
        {
            string number = Path.GetFileNameWithoutExtension(name);
            if (!ulong.TryParse(number, CultureInfo.InvariantCulture, out ulong at) || at <= nextSeq) continue;
            string aside = string.Create(CultureInfo.InvariantCulture, $"cut-{nextSeq}-{number}");

            // An earlier repair at the same place has kept one: the facts of both are kept with the journal.
            if (checkpoints.List().Contains(aside))
            {
                checkpoints.Delete(name);
                continue;
            }

            checkpoints.Rename(name, aside);
            moved.Add(aside);
        }

        checkpoints.SyncDirectory();
        return moved;
    }
}
