using System;
using System.Collections.Generic;
using System.IO;
using Truefill.Engine.Reading;
using Truefill.Engine.State;
using Truefill.Journal;
using Truefill.Server.Following;
using Truefill.Server.Gateway;
using Truefill.Server.Hosting;

namespace Truefill.Server.Service;

/// <summary>Makes a checkpoint of another process's journal: the newest there is, plus what is durable since.</summary>
public static class CheckpointTaker
{
    // Hourly ones for two days, then one a day.
    private const int HourlyKept = 48;

    /// <returns>Name of the checkpoint and the sequence it stands at.</returns>
    /// <exception cref="JournalCorruptException">
    /// The journal does not verify, or a checkpoint that archived segments need is gone.
    /// </exception>
    public static (string Name, ulong Seq) Take(string stateDirectory, ChainHash genesis)
    {
        JournalOptions options = new() { Genesis = genesis };
        using PosixStorage journal = new(StateLayout.JournalIn(stateDirectory));
        string folder = StateLayout.CheckpointsIn(stateDirectory);
        Directory.CreateDirectory(folder, StateSession.PrivateDirectory);
        using PosixStorage checkpoints = new(folder);
        Replica replica = new();
        Checkpoint? newest = CheckpointChoice.Newest(journal, options, checkpoints);
        if (newest is not null) replica.Load(newest);
        else RecoveredState.RequireWhole(journal);
        using JournalReader reader = new(journal, options, newest?.Position, ReadScope.Durable);
        while (reader.MoveNext())
        {
            BlockView block = reader.Current;
            replica.Play(block.Records.Span, block.FirstSeq, block.Count, block.Raw.Span);
        }

        string name = CheckpointStore.Save(checkpoints, replica, reader.Position);
        Thin(checkpoints, folder, journal, options, Readers(stateDirectory));
        return (name, replica.Seq);
    }

    // How far those have come who go on from a checkpoint: the client told least, and the order event log.
    private static IEnumerable<ulong> Readers(string stateDirectory)
    {
        if (LeastTold.In(stateDirectory) is { } least) yield return least.Seq;
        string log = Path.Combine(stateDirectory, StateLayout.OrderEvents);
        if (File.Exists(log)) yield return JsonLinesFile.LastSeqOf(log);
    }

    // Beyond the hourly ones the newest of each day stays, and those that readers go on from: what is before them may
    // be archived.
    private static void Thin(
        PosixStorage checkpoints, string folder, IJournalStorage journal, JournalOptions options,
        IEnumerable<ulong> readers)
    {
        HashSet<DateTime> days = [];
        IReadOnlyList<string> names = CheckpointStore.Names(checkpoints);
        if (names.Count <= HourlyKept) return;
        HashSet<string> starts = new(StringComparer.Ordinal);
        foreach (ulong read in readers)
        {
            if (CheckpointChoice.Newest(journal, options, checkpoints, read + 1) is { } start) starts.Add(start.Name);
        }

        for (int i = HourlyKept; i < names.Count; i++)
        {
            bool isFirst = days.Add(File.GetLastWriteTimeUtc(Path.Combine(folder, names[i])).Date);
            if (!isFirst && !starts.Contains(names[i])) checkpoints.Delete(names[i]);
        }
    }
}
