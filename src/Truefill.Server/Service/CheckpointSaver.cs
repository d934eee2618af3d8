using System;
using System.IO;
using Truefill.Engine.Reading;
using Truefill.Engine.State;
using Truefill.Journal;

namespace Truefill.Server.Service;

/// <summary>Writes a checkpoint where there is space for it, beside others that may be writing one too.</summary>
internal static class CheckpointSaver
{
    // One that is this old, and unfinished, is nobody's: what is being written is touched all the time.
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(30);

    // Numbers of processes come back, in a container at every start.
    private static readonly string Writer = $"{Environment.ProcessId}-{Environment.TickCount64:x}";

    /// <param name="reserve">Bytes that are to stay free beside it.</param>
    /// <exception cref="CheckpointRefusedException">There is no space for it, or it is too large.</exception>
    /// <exception cref="JournalWriteException">The disk failed; no checkpoint appeared.</exception>
    public static string Save(
        IJournalStorage checkpoints, string stateDirectory, Replica replica, JournalPosition position, long reserve)
    {
        RequireSpace(stateDirectory, reserve);
        long last = LastSize(stateDirectory);

        // Encoding it twice costs some time, and writing what cannot be kept a disk's work every hour.
        if (last is 0 or > CheckpointStore.LargestState / 8) CheckpointStore.RequireFits(replica);
        return CheckpointStore.Save(checkpoints, replica, position, Writer);
    }

    /// <summary>Takes what killed writers left, then looks whether as much as the last one took fits.</summary>
    /// <exception cref="CheckpointRefusedException">It does not.</exception>
    public static void RequireSpace(string stateDirectory, long reserve)
    {
        RemoveAbandoned(StateLayout.CheckpointsIn(stateDirectory));
        long size = LastSize(stateDirectory);
        long free = new DriveInfo(stateDirectory).AvailableFreeSpace;
        if (free - size >= reserve) return;
        throw new CheckpointRefusedException(
            $"{free >> 20} MiB are free: with a checkpoint of {size >> 20} MiB, as the last one, less would be left "
                + $"than the {reserve >> 20} MiB below which new orders are refused");
    }

    // 0 when there is none.
    private static long LastSize(string stateDirectory)
    {
        FileInfo? last = null;
        foreach (FileInfo file in new DirectoryInfo(StateLayout.CheckpointsIn(stateDirectory)).EnumerateFiles("*.ckpt"))
            if (last is null || string.CompareOrdinal(file.Name, last.Name) > 0) last = file;
        return last?.Length ?? 0;
    }

    private static void RemoveAbandoned(string folder)
    {
        DateTime since = DateTime.UtcNow - Abandoned;
        foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*" + CheckpointStore.TemporarySuffix))
            if (file.LastWriteTimeUtc < since) file.Delete();
    }
}
