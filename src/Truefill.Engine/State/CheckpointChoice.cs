using System;
using Truefill.Domain.Time;
using Truefill.Journal;

namespace Truefill.Engine.State;

/// <summary>Which checkpoint a replay starts from.</summary>
public static class CheckpointChoice
{
    /// <summary>The newest that verifies, lies on this journal and is within the bounds; null: none does.</summary>
    /// <param name="notAfter">Engine time; none: any.</param>
    /// <param name="unreadable">Told of those that are passed over because they cannot be read.</param>
    public static Checkpoint? Newest(
        IJournalStorage storage,
        JournalOptions options,
        IJournalStorage checkpoints,
        ulong maxNextSeq = ulong.MaxValue,
        UtcNanos notAfter = default,
        Action<JournalIoException>? unreadable = null)
    {
        ulong before = maxNextSeq;
        while (CheckpointStore.Newest(checkpoints, before, unreadable) is { } checkpoint)
        {
            // One that does not lie on this journal is of another life of the directory: like a damaged one.
            bool early = notAfter.IsNone || checkpoint.At <= notAfter;
            if (early && PositionCheck.Holds(storage, options, checkpoint.Position)) return checkpoint;
            before = checkpoint.Position.NextSeq - 1;
        }

        return null;
    }
}
