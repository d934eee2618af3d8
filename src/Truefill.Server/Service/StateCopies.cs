using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Truefill.Engine.State;
using Truefill.Journal;
using Truefill.Server.Offline;

namespace Truefill.Server.Service;

/// <summary>What a copy of a state directory holds, verified after copying.</summary>
public sealed record StateCopy(string Path, ulong Seq, VerifyReport Report);

/// <summary>Backup, restore and archive: state directories made from others, also beside a running service.</summary>
public static class StateCopies
{
    /// <summary>
    /// A consistent copy of what is durable; into an earlier copy only what is new. It comes up held when somebody
    /// starts it as it is: the life that was copied may go on, with the same epoch and orders.
    /// </summary>
    /// <exception cref="StateDirectoryException">One of the two is refused, with the reason.</exception>
    /// <exception cref="CopyRefusedException">
    /// The target holds something else, or more. Nothing was written.
    /// </exception>
    /// <exception cref="JournalCorruptException">The source or the copy does not verify.</exception>
    public static StateCopy Backup(string stateDirectory, string target)
    {
        string taken = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string reason = $"a backup of {stateDirectory}, taken {taken}: restore it to go on from it";
        return Verified(stateDirectory, StateBackup.Copy(
            stateDirectory, target, beforeItOpens: path => StateSession.MarkHeld(path, reason)));
    }

    /// <summary>
    /// A state directory from a backup. It comes up held, also when somebody starts it before it is verified, or though
    /// it does not verify.
    /// </summary>
    /// <exception cref="StateDirectoryException">The directory holds something, or the backup is none.</exception>
    /// <exception cref="JournalCorruptException">The backup does not verify.</exception>
    public static StateCopy Restore(string backup, string stateDirectory, string heldReason)
    {
        if (Directory.Exists(stateDirectory) && Directory.GetFileSystemEntries(stateDirectory).Length > 0)
        {
            throw new StateDirectoryException(
                StateDirectoryFault.NotEmpty, stateDirectory, "is not empty. Nothing is replaced by restoring.");
        }

        return Verified(backup, StateBackup.Copy(
            backup,
            stateDirectory,
            epoch => RestoredEpoch.After(epoch, DateTime.UtcNow),
            path => StateSession.MarkHeld(path, heldReason)));
    }

    /// <summary>Copies the state, then removes the segments that nothing reads any more.</summary>
    /// <param name="writtenBefore">Only segments last written before; null: any age.</param>
    /// <returns>
    /// The copy, the names of the segments that are now only there, and what but for there were more of them.
    /// </returns>
    /// <exception cref="OfflineStateException">There is no checkpoint to start from.</exception>
    public static (StateCopy Copy, IReadOnlyList<string> Removed, string? KeptFor) Archive(
        string stateDirectory, string target, DateTime? writtenBefore)
    {
        using OfflineState state = OfflineState.Open(stateDirectory);
        ArchiveBound bound = ArchiveBound.Of(state, writtenBefore);
        StateCopy copy = Backup(stateDirectory, target);
        using PosixStorage archived = new(StateLayout.JournalIn(copy.Path));
        return (copy, JournalBackup.RemoveArchived(state.Journal, archived, bound.Through), bound.KeptFor);
    }

    private static StateCopy Verified(string source, (string Path, Watermark End) copied)
    {
        (string path, Watermark end) = copied;
        CopyCheckpoint(source, path);
        using PosixStorage journal = new(StateLayout.JournalIn(path));
        (_, StateIdentity identity) = StateDirectory.Look(path);
        VerifyReport report = JournalVerifier.Run(
            journal, new JournalOptions { Genesis = StateDirectory.GenesisOf(identity.Uuid) });
        foreach (FindingAt bad in report.Findings)
            throw new JournalCorruptException(bad.File, bad.Offset, bad.Seq, bad.Finding);
        return new StateCopy(path, end.DurableSeq, report);
    }

    // The copied journal may begin behind archived segments and need one. One that is ahead of the copy is not taken.
    private static void CopyCheckpoint(string source, string target)
    {
        using OfflineState copy = OfflineState.Open(target);
        string from = StateLayout.CheckpointsIn(source);
        string to = StateLayout.CheckpointsIn(copy.Path);
        if (!Directory.Exists(from)) return;
        using PosixStorage checkpoints = new(from);
        if (CheckpointChoice.Newest(copy.Journal, copy.Options, checkpoints) is not { } newest) return;
        Directory.CreateDirectory(to, StateSession.PrivateDirectory);
        using PosixStorage root = new(copy.Path);
        root.SyncDirectory();
        using PosixStorage copied = new(to);
        StoredFile.Copy(checkpoints, newest.Name, copied, newest.Name);
    }
}
