using System;
using System.IO;

namespace Truefill.Journal;

/// <summary>Copies a state directory's identity and journal into another directory, while somebody writes it.</summary>
public static class StateBackup
{
    /// <summary>
    /// Copies everything that is durable. The target is a state directory of its own: it must not exist, be empty, or
    /// be an earlier copy of the same directory, which then gets what is new, or a first one that was cut off, which
    /// goes on. <see cref="Finish"/> says that nothing is missing any more.
    /// </summary>
    /// <param name="epoch">
    /// The copy's from the copied one, where the life that is copied may have gone on; null: the same.
    /// </param>
    /// <param name="beforeItOpens">
    /// Given the real path once nobody else can get at it, and before there is an identity to open it by.
    /// </param>
    /// <returns>The real path of the copy and the end of its journal.</returns>
    /// <exception cref="StateDirectoryException">One of the two is refused, with the reason.</exception>
    /// <exception cref="JournalCorruptException">The source does not verify. Nothing was made or changed.</exception>
    /// <exception cref="CopyRefusedException">
    /// The target holds something else, or more. Nothing was written.
    /// </exception>
    public static (string Path, Watermark End) Copy(
        string source, string target, Func<ulong, ulong>? epoch = null, Action<string>? beforeItOpens = null)
    {
        (string from, StateIdentity identity) = StateDirectory.Look(source);
        RequireAnother(from, target);
        var options = new JournalOptions { Genesis = StateDirectory.GenesisOf(identity.Uuid) };
        using var sourceJournal = new PosixStorage(StateLayout.JournalIn(from));
        VerifiedStretch stretch = Verify(from, sourceJournal, options);

        // Again: a service that started meanwhile has raised the epoch, and its first records may be in the stretch.
        (_, identity) = StateDirectory.Look(from);
        StateFolders.Make(target);
        string to = StateFolders.RealPath(target);
        using var root = StateFolders.Open(to);
        using var held = DirectoryLock.Take(root, to, "copying into it");
        ulong copied = epoch?.Invoke(identity.Epoch) ?? identity.Epoch;
        if (CopyMark.In(to) is { } mark)
            copied = Resumed(mark, identity, to, copied, isRestored: epoch is not null);
        else if (FileStatus.Of(root, StateLayout.Identity) is not null)
            RequireCopyOf(identity, to);
        else if (!CopyMark.IsBeforeIt(to))
            throw new StateDirectoryException(
                StateDirectoryFault.NotEmpty, to, "is not empty and no copy of this state. Nothing is replaced.");
        else
            new CopyMark(identity.Uuid, copied).Write(to);

        StateFolders.Restrict(root, to);
        foreach (string folder in (string[])[StateLayout.Cursors, StateLayout.Journal])
            StateFolders.Make(Path.Combine(to, folder));
        using var targetJournal = new PosixStorage(StateLayout.JournalIn(to));
        JournalCopy copy = JournalCopy.Compare(sourceJournal, targetJournal, options, stretch);
        beforeItOpens?.Invoke(to);
        Watermark end = copy.Write();
        SaveIdentity(to, identity with { Epoch = copied });
        StateFolders.SyncParent(to);
        return (to, end);
    }

    // A copy inside what it copies is lost with it, and makes the directory hold what is no part of a state.
    private static void RequireOutside(string from, string target)
    {
        string? above = Path.GetFullPath(target);
        while (above is not null && !Directory.Exists(above)) above = Path.GetDirectoryName(above);
        if (above is null) return;
        string real = StateFolders.RealPath(above);
        bool isBelow = real.StartsWith(from + "/", StringComparison.Ordinal);
        if (isBelow || (real == from && above != Path.GetFullPath(target)))
        {
            throw new StateDirectoryException(
                StateDirectoryFault.NotEmpty, target, $"is inside {from}, which is to be copied.");
        }
    }

    /// <summary>There is nothing in the directory, or a first copy that was cut off and may be gone on with.</summary>
    public static bool MayCopyInto(string target) =>
        !Directory.Exists(target) || CopyMark.IsBeforeIt(target) || CopyMark.In(target) is not null;

    /// <summary>All is there that belongs to a copy: from now on only what is new is copied into it.</summary>
    /// <param name="path">The real path, as <see cref="Copy"/> gave it.</param>
    public static void Finish(string path)
    {
        if (CopyMark.In(path) is null)
            return;
        using var storage = new PosixStorage(path);
        storage.Delete(StateLayout.Copying);
        storage.SyncDirectory();
    }

    // The epoch to go on with. A restored directory keeps the one that it was given first: with another one in its
    // identity, somebody has opened it since.
    private static ulong Resumed(CopyMark mark, StateIdentity source, string path, ulong epoch, bool isRestored)
    {
        if (mark.Uuid != source.Uuid)
        {
            throw new StateDirectoryException(
                StateDirectoryFault.ForeignState, path, "is the unfinished copy of another state directory.");
        }

        if (CopyMark.IdentityIn(path) is not { } found)
            return isRestored ? mark.Epoch : epoch;
        if (isRestored && found.Uuid == source.Uuid && found.Epoch == mark.Epoch)
            return mark.Epoch;
        RequireCopyOf(source, path);
        return epoch;
    }

    // By what the file system calls it: two paths may lead to one directory.
    private static void RequireAnother(string from, string target)
    {
        RequireOutside(from, target);
        if (!Directory.Exists(target))
            return;
        using var one = StateFolders.Open(from);
        using var other = StateFolders.Open(StateFolders.RealPath(target));
        if (FileStatus.Of(one, string.Empty) is { } source && FileStatus.Of(other, string.Empty) is { } copy
            && source.Inode == copy.Inode && source.Device == copy.Device)
        {
            throw new StateDirectoryException(
                StateDirectoryFault.NotEmpty, from, "is what is to be copied; it cannot be the copy as well.");
        }
    }

    // Whether somebody writes is asked again afterwards: a service may have started meanwhile, and its last block may
    // not be durable yet.
    private static VerifiedStretch Verify(string from, PosixStorage journal, JournalOptions options)
    {
        if (!StateDirectory.IsInUse(from))
        {
            try
            {
                VerifiedStretch whole = VerifiedStretch.Of(journal, options, ReadScope.All);
                if (!StateDirectory.IsInUse(from))
                    return whole;
            }
            catch (JournalCorruptException) when (StateDirectory.IsInUse(from))
            {
                // A block that was being written just then.
            }
        }

        return VerifiedStretch.Of(journal, options, ReadScope.Durable);
    }

    // Every opening raises the epoch, and so does restoring: whoever has a higher one lives a life of its own.
    private static void RequireCopyOf(StateIdentity identity, string path)
    {
        (_, StateIdentity found) = StateDirectory.Look(path);
        if (found.Uuid != identity.Uuid)
        {
            throw new StateDirectoryException(
                StateDirectoryFault.ForeignState, path, $"is the state \"{found.StateId}\" of another directory.");
        }

        if (found.Epoch > identity.Epoch)
        {
            throw new StateDirectoryException(
                StateDirectoryFault.ForeignState,
                path,
                $"is no backup of this state: it was restored, or started by itself (its epoch is {found.Epoch}, and "
                    + $"{identity.Epoch} is that of what is copied). Nothing is replaced.");
        }
    }

    // Last, because its presence says that all the rest is there.
    private static void SaveIdentity(string path, StateIdentity identity)
    {
        using var storage = new PosixStorage(path);
        bool there = File.Exists(Path.Combine(path, StateLayout.Identity));
        using (var file = new IdentityFile(
            there ? storage.Open(StateLayout.Identity, writable: true) : storage.Create(StateLayout.Identity)))
        {
            file.Read();
            file.Save(identity);
            file.Save(identity);
        }

        storage.SyncDirectory();
    }
}
