using System;
using System.IO;

namespace Truefill.Journal;

/// <summary>Copies a state directory's identity and journal into another directory, while somebody writes it.</summary>
public static class StateBackup
{
    private const string JournalName = "journal";
    private const string CursorsName = "cursors";

    /// <summary>
    /// Copies everything up to the watermark. The target is a state directory of its own: it must not exist, be empty,
    /// or be an earlier copy of the same directory, which then gets what is new.
    /// </summary>
    /// <param name="epoch">
    /// The copy's from the copied one, where the life that is copied may have gone on; null: the same.
    /// </param>
    /// <param name="beforeItOpens">
    /// Given the real path once nobody else can get at it, and before there is an identity to open it by.
    /// </param>
    /// <returns>The real path of the copy and the end of its journal.</returns>
    /// <exception cref="StateDirectoryException">One of the two is refused, with the reason.</exception>
    /// <exception cref="JournalCorruptException">The source has no sound watermark.</exception>
    public static (string Path, Watermark End) Copy(
        string source, string target, Func<ulong, ulong>? epoch = null, Action<string>? beforeItOpens = null)
    {
        (string from, StateIdentity identity) = StateDirectory.Look(source);
        StateFolders.Make(target);
        string to = StateFolders.RealPath(target);
        using var root = StateFolders.Open(to);
        using var held = DirectoryLock.Take(root, to, "copying into it");
        if (FileStatus.Of(root, IdentityFile.FileName) is not null)
            RequireSame(to, identity);
        else if (StateFolders.HoldsMoreThan(to, DirectoryLock.FileName))
            throw new StateDirectoryException(
                StateDirectoryFault.NotEmpty, to, "is not empty and no copy of this state. Nothing is replaced.");

        StateFolders.Restrict(root, to);
        beforeItOpens?.Invoke(to);
        foreach (string folder in (string[])[CursorsName, JournalName])
            StateFolders.Make(Path.Combine(to, folder));
        using var sourceJournal = new PosixStorage(Path.Combine(from, JournalName));
        using var targetJournal = new PosixStorage(Path.Combine(to, JournalName));
        Watermark end = JournalBackup.Copy(sourceJournal, targetJournal);
        SaveIdentity(to, epoch is null ? identity : identity with { Epoch = epoch(identity.Epoch) });
        StateFolders.SyncParent(to);
        return (to, end);
    }

    private static void RequireSame(string path, StateIdentity identity)
    {
        (_, StateIdentity found) = StateDirectory.Look(path);
        if (found.Uuid == identity.Uuid)
            return;
        throw new StateDirectoryException(
            StateDirectoryFault.ForeignState, path, $"is the state \"{found.StateId}\" of another directory.");
    }

    // Last, because its presence says that all the rest is there.
    private static void SaveIdentity(string path, StateIdentity identity)
    {
        using var storage = new PosixStorage(path);
        bool there = File.Exists(Path.Combine(path, IdentityFile.FileName));
        using (var file = new IdentityFile(
            there ? storage.Open(IdentityFile.FileName, writable: true) : storage.Create(IdentityFile.FileName)))
        {
            file.Read();
            file.Save(identity);
            file.Save(identity);
        }

        storage.SyncDirectory();
    }
}
