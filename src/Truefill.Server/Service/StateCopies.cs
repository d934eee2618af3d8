using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Truefill.Engine.State;
using Truefill.Journal;
using Truefill.Server.Hosting;
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
    /// <exception cref="OfflineStateException">The copy could not be started: what it lacks was archived.</exception>
    /// <param name="tell">Told of checkpoints that cannot be read and are passed over; null: nobody is.</param>
    public static StateCopy Backup(string stateDirectory, string target, Action<string>? tell = null)
    {
        string taken = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string reason = $"a backup of {stateDirectory}, taken {taken}: restore it to go on from it";
        return Verified(stateDirectory, StateBackup.Copy(
            stateDirectory, target, beforeItOpens: path => StateSession.MarkHeld(path, reason)), tell);
    }

    /// <summary>
    /// A state directory from a backup. It comes up held, also when somebody starts it before it is verified, or though
    /// it does not verify.
    /// </summary>
    /// <exception cref="StateDirectoryException">The directory holds something, or the backup is none.</exception>
    /// <exception cref="JournalCorruptException">The backup does not verify.</exception>
    /// <exception cref="OfflineStateException">It could not be started: what it lacks was archived.</exception>
    /// <param name="tell">Told of checkpoints that cannot be read and are passed over; null: nobody is.</param>
    public static StateCopy Restore(
        string backup, string stateDirectory, string heldReason, Action<string>? tell = null)
    {
        if (!StateBackup.MayCopyInto(stateDirectory))
        {
            throw new StateDirectoryException(
                StateDirectoryFault.NotEmpty, stateDirectory, "is not empty. Nothing is replaced by restoring.");
        }

        // Before anything is made of it.
        using (OfflineState source = OfflineState.Open(backup)) RequireStart(source);
        return Verified(backup, StateBackup.Copy(
            backup,
            stateDirectory,
            epoch => RestoredEpoch.After(epoch, DateTime.UtcNow),
            path => StateSession.MarkHeld(path, heldReason)), tell);
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

    private static StateCopy Verified(string source, (string Path, Watermark End) copied, Action<string>? tell)
    {
        (string path, Watermark end) = copied;
        using OfflineState copy = OfflineState.Open(path);
        CopyCheckpoint(source, copy, tell);
        VerifyReport report = JournalVerifier.Run(copy.Journal, copy.Options);
        foreach (FindingAt bad in report.Findings)
            throw new JournalCorruptException(bad.File, bad.Offset, bad.Seq, bad.Finding);
        RequireStart(copy);
        StateBackup.Finish(path);
        return new StateCopy(path, end.DurableSeq, report);
    }

    // The copied journal may begin behind archived segments and need one. One that is ahead of the copy is not taken.
    private static void CopyCheckpoint(string source, OfflineState copy, Action<string>? tell)
    {
        string from = StateLayout.CheckpointsIn(source);
        string to = StateLayout.CheckpointsIn(copy.Path);
        if (!Directory.Exists(from)) return;
        using PosixStorage checkpoints = new(from);
        Checkpoint? newest = CheckpointChoice.Newest(
            copy.Journal, copy.Options, checkpoints, unreadable: e => tell?.Invoke(RecoveredState.PassedOver(e)));
        if (newest is null) return;
        Directory.CreateDirectory(to, StateSession.PrivateDirectory);
        using PosixStorage root = new(copy.Path);
        root.SyncDirectory();
        using PosixStorage copied = new(to);
        StoredFile.Copy(checkpoints, newest.Name, copied, newest.Name);
    }

    // Facts behind archived ones mean nothing without a checkpoint, however well they verify.
    private static void RequireStart(OfflineState of)
    {
        IReadOnlyList<ulong> segments = SegmentName.AllIn(of.Journal);
        if (segments.Count == 0 || segments[0] == 1) return;
        string folder = StateLayout.CheckpointsIn(of.Path);
        if (Directory.Exists(folder))
        {
            using PosixStorage checkpoints = new(folder);
            if (CheckpointChoice.Newest(of.Journal, of.Options, checkpoints) is not null) return;
        }

        throw new OfflineStateException(
            $"{of.Path} cannot be started: its journal begins with segment {segments[0]}, and no checkpoint there "
            + "verifies and lies on it. Stop the service that runs on what is copied, which leaves one, or copy the "
            + $"archived segments before {segments[0]} back into its journal, and repeat this.");
    }
}
