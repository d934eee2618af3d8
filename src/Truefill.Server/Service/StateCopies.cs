using System;
using System.Collections.Generic;
using System.IO;
using Truefill.Engine.State;
using Truefill.Journal;
using Truefill.Server.Following;
using Truefill.Server.Gateway;
using Truefill.Server.Offline;

namespace Truefill.Server.Service;

/// <summary>What a copy of a state directory holds, verified after copying.</summary>
public sealed record StateCopy(string Path, ulong Seq, VerifyReport Report);

/// <summary>Backup, restore and archive: state directories made from others, also beside a running service.</summary>
public static class StateCopies
{
    /// <summary>A consistent copy up to the watermark; into an earlier copy only what is new.</summary>
    /// <exception cref="StateDirectoryException">One of the two is refused, with the reason.</exception>
    /// <exception cref="JournalCorruptException">The copy does not verify.</exception>
    public static StateCopy Backup(string stateDirectory, string target) =>
        Verified(stateDirectory, StateBackup.Copy(stateDirectory, target));

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

    /// <summary>
    /// Copies the state, then removes the segments that lie wholly before the newest checkpoint, that the order event
    /// log has read, and that no client of the FIX gateway is still to be told of.
    /// </summary>
    /// <param name="writtenBefore">Only segments last written before; null: any age.</param>
    /// <returns>
    /// The copy, the names of the segments that are now only there, and the client but for which there were more.
    /// </returns>
    /// <exception cref="OfflineStateException">There is no checkpoint to start from.</exception>
    public static (StateCopy Copy, IReadOnlyList<string> Removed, string? KeptFor) Archive(
        string stateDirectory, string target, DateTime? writtenBefore)
    {
        using OfflineState state = OfflineState.Open(stateDirectory);
        LeastTold? client = LeastTold.In(state.Path);
        ulong through = Removable(state, writtenBefore, ulong.MaxValue);
        string? keptFor = null;
        if (client is { } least && Removable(state, writtenBefore, least.Seq + 1) is var told && told < through)
            (through, keptFor) = (told, least.Client);
        StateCopy copy = Backup(stateDirectory, target);
        using PosixStorage archived = new(Path.Combine(copy.Path, "journal"));
        return (copy, JournalBackup.RemoveArchived(state.Journal, archived, through), keptFor);
    }

    private static StateCopy Verified(string source, (string Path, Watermark End) copied)
    {
        (string path, Watermark end) = copied;
        CopyCheckpoint(source, path);
        using PosixStorage journal = new(Path.Combine(path, "journal"));
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
        string from = Path.Combine(source, "checkpoints");
        string to = Path.Combine(target, "checkpoints");
        if (!Directory.Exists(from)) return;
        using PosixStorage checkpoints = new(from);
        if (CheckpointChoice.Newest(copy.Journal, copy.Options, checkpoints) is not { } newest) return;
        Directory.CreateDirectory(to, StateSession.PrivateDirectory);
        File.Copy(Path.Combine(from, newest.Name), Path.Combine(to, newest.Name), overwrite: true);
    }

    // The last segment that nothing reads any more, with readers that start at that sequence; 0 for none.
    private static ulong Removable(OfflineState state, DateTime? writtenBefore, ulong startSeq)
    {
        string folder = Path.Combine(state.Path, "checkpoints");
        Checkpoint? newest = null;
        if (Directory.Exists(folder))
        {
            using PosixStorage checkpoints = new(folder);
            newest = CheckpointChoice.Newest(state.Journal, state.Options, checkpoints, startSeq);
        }

        if (newest is null && startSeq < ulong.MaxValue) return 0;
        if (newest is null)
            throw new OfflineStateException("There is no checkpoint yet that the rest could start from.");
        ulong followed = JsonLinesFile.LastSeqOf(Path.Combine(state.Path, OrderEventLog.EventsName));
        ulong through = 0;
        foreach (JournalPosition start in SegmentStarts.AllIn(state.Journal, state.Options))
        {
            if (start.Segment == 1) continue;
            ulong before = start.Segment - 1;
            string file = Path.Combine(state.Path, "journal", SegmentName.Of(before));
            bool isOld = writtenBefore is not { } limit || File.GetLastWriteTimeUtc(file) < limit;
            if (start.Segment > newest.Position.Segment || start.NextSeq - 1 > followed || !isOld) break;
            through = before;
        }

        return through;
    }
}
