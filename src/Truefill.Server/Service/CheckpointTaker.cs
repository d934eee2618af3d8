using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
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
    /// <param name="reserve">Bytes that are to stay free beside it.</param>
    /// <param name="tell">Told of checkpoints that cannot be read and are passed over; null: nobody is.</param>
    /// <returns>Name of the checkpoint and the sequence it stands at.</returns>
    /// <exception cref="CheckpointRefusedException">There is no space for one, or the state is too large.</exception>
    /// <exception cref="JournalCorruptException">
    /// The journal does not verify, or a checkpoint that archived segments need is gone.
    /// </exception>
    public static (string Name, ulong Seq) Take(
        string stateDirectory, ChainHash genesis, long reserve = 0, Action<string>? tell = null,
        CancellationToken cancel = default)
    {
        JournalOptions options = new() { Genesis = genesis };
        using PosixStorage journal = new(StateLayout.JournalIn(stateDirectory));
        string folder = StateLayout.CheckpointsIn(stateDirectory);
        Directory.CreateDirectory(folder, StateSession.PrivateDirectory);
        CheckpointSaver.RequireSpace(stateDirectory, reserve);
        using PosixStorage checkpoints = new(folder);
        Replica replica = new();
        Checkpoint? newest = CheckpointChoice.Newest(
            journal, options, checkpoints, unreadable: e => tell?.Invoke(RecoveredState.PassedOver(e)));
        if (newest is not null) replica.Load(newest);
        else RecoveredState.RequireWhole(journal);
        using JournalReader reader = new(journal, options, newest?.Position, ReadScope.Durable);
        Play(reader, replica, cancel);
        string name = CheckpointSaver.Save(checkpoints, stateDirectory, replica, reader.Position, reserve);
        CheckpointRetention.Thin(checkpoints, folder, journal, options, Readers(stateDirectory));
        return (name, replica.Seq);
    }

    /// <summary>
    /// Up to the watermark as it was when the reader was made: a writer that is faster than this would never be caught
    /// up with.
    /// </summary>
    internal static void Play(JournalReader reader, Replica replica, CancellationToken cancel)
    {
        Watermark end = reader.Watermark;
        while (end.CoversBlockAt(reader.Position) && reader.MoveNext())
        {
            cancel.ThrowIfCancellationRequested();
            BlockView block = reader.Current;
            replica.Play(block.Records.Span, block.FirstSeq, block.Count, block.Raw.Span);
        }
    }

    // How far those have come who go on from a checkpoint: the client told least, and the order event log.
    private static IEnumerable<ulong> Readers(string stateDirectory)
    {
        if (LeastTold.In(stateDirectory) is { } least) yield return least.Seq;
        string log = Path.Combine(stateDirectory, StateLayout.OrderEvents);
        if (File.Exists(log)) yield return JsonLinesFile.LastSeqOf(log);
    }
}
