using System;
using System.Linq;
using Truefill.Journal;

namespace Truefill.Server.Offline;

/// <summary>Copies a file so that its new name stands for whole and durable bytes at any time.</summary>
internal static class StoredFile
{
    private const int ChunkBytes = 1 << 18;

    /// <summary>
    /// Writes under a temporary name, syncs, renames over what is there, syncs the name. Durable when it returns.
    /// </summary>
    /// <param name="most">So many bytes at most.</param>
    /// <exception cref="JournalIoException">The disk failed.</exception>
    public static void Copy(
        IJournalStorage source, string name, IJournalStorage target, string newName, long most = long.MaxValue)
    {
        string temporary = newName + ".tmp";
        if (target.List().Contains(temporary)) target.Delete(temporary);
        using (IJournalFile from = source.Open(name, writable: false))
        using (IJournalFile to = target.Create(temporary))
        {
            byte[] chunk = new byte[ChunkBytes];
            for (long at = 0; at < most; at += ChunkBytes)
            {
                int got = from.ReadAt(at, chunk.AsSpan(0, (int)Math.Min(ChunkBytes, most - at)));
                if (got == 0) break;
                to.WriteAt(at, chunk.AsSpan(0, got));
            }

            to.SyncData();
        }

        if (target.List().Contains(newName)) target.Replace(temporary, newName);
        else target.Rename(temporary, newName);
        target.SyncDirectory();
    }
}
