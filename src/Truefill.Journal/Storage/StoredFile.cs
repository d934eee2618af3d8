using System;
using System.Linq;

namespace Truefill.Journal;

/// <summary>Writes a file so that its name stands for whole and durable bytes at any time.</summary>
public static class StoredFile
{
    private const int ChunkBytes = 1 << 18;

    /// <summary>
    /// Writes under a temporary name, syncs, renames over what is there, syncs the name. Durable when it returns.
    /// </summary>
    /// <exception cref="JournalIoException">The disk failed.</exception>
    public static void Write(IJournalStorage target, string name, Action<IJournalFile> write)
    {
        string temporary = name + ".tmp";
        if (target.List().Contains(temporary)) target.Delete(temporary);
        using (IJournalFile to = target.Create(temporary))
        {
            write(to);
            to.SyncData();
        }

        if (target.List().Contains(name)) target.Replace(temporary, name);
        else target.Rename(temporary, name);
        target.SyncDirectory();
    }

    /// <summary>Likewise, what is in another file.</summary>
    /// <param name="most">So many bytes at most.</param>
    /// <exception cref="JournalIoException">The disk failed.</exception>
    public static void Copy(
        IJournalStorage source, string name, IJournalStorage target, string newName, long most = long.MaxValue)
    {
        using IJournalFile from = source.Open(name, writable: false);
        Write(target, newName, to =>
        {
            byte[] chunk = new byte[ChunkBytes];
            for (long at = 0; at < most; at += ChunkBytes)
            {
                int got = from.ReadAt(at, chunk.AsSpan(0, (int)Math.Min(ChunkBytes, most - at)));
                if (got == 0) break;
                to.WriteAt(at, chunk.AsSpan(0, got));
            }
        });
    }
}
