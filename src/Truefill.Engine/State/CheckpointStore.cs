using System;
using System.Collections.Generic;
using System.Globalization;
using Truefill.Domain;
using Truefill.Engine.Reading;
using Truefill.Journal;

namespace Truefill.Engine.State;

/// <summary>
/// Checkpoints in their directory, one file each, named by the next sequence. Disposable: one that does not verify is
/// passed over and the journal is read from further back.
/// </summary>
public static class CheckpointStore
{
    private const string Suffix = ".ckpt";

    /// <summary>
    /// Writes the replica's state as of <paramref name="position"/>: synced, then named, then the name synced.
    /// </summary>
    /// <exception cref="JournalWriteException">The disk failed; no checkpoint appeared.</exception>
    public static string Save(IJournalStorage storage, Replica replica, JournalPosition position)
    {
        string name = position.NextSeq.ToString("D20", CultureInfo.InvariantCulture) + Suffix;
        string temporary = name + ".tmp";
        foreach (string file in storage.List())
        {
            if (file.EndsWith(".tmp", StringComparison.Ordinal)) storage.Delete(file);
            if (file != name) continue;
            if (CheckpointFile.Read(storage, name)?.Position == position) return name;

            // Damaged, or of another life of the directory: nobody starts from it.
            storage.Delete(name);
        }

        using (IJournalFile file = storage.Create(temporary))
        {
            CheckpointFile.Write(file, replica, position);
            file.SyncData();
        }

        storage.Rename(temporary, name);
        storage.SyncDirectory();
        return name;
    }

    /// <summary>Names of all checkpoints, the newest first.</summary>
    public static IReadOnlyList<string> Names(IJournalStorage storage)
    {
        List<string> names = [];
        foreach (string file in storage.List())
            if (file.EndsWith(Suffix, StringComparison.Ordinal)) names.Add(file);
        names.Reverse();
        return names;
    }

    /// <summary>
    /// The newest checkpoint at or before <paramref name="maxNextSeq"/> that verifies; null when there is none.
    /// </summary>
    public static Checkpoint? Newest(IJournalStorage storage, ulong maxNextSeq = ulong.MaxValue)
    {
        foreach (string name in Names(storage))
        {
            if (!ulong.TryParse(
                name.AsSpan(0, name.Length - Suffix.Length), CultureInfo.InvariantCulture, out ulong nextSeq)) continue;
            if (nextSeq <= maxNextSeq && CheckpointFile.Read(storage, name) is { } checkpoint) return checkpoint;
        }

        return null;
    }

    /// <summary>Fills fresh books; what readers keep beside them is passed over.</summary>
    /// <exception cref="JournalFormatException">The bytes are no state of <see cref="StateForm"/>.</exception>
    public static void Load(Checkpoint checkpoint, Books books) => books.Load(new StateDecoder(checkpoint.Body));

    /// <summary>Fills a fresh replica's books, index and history.</summary>
    /// <exception cref="JournalFormatException">The bytes are no state of <see cref="StateForm"/>.</exception>
    public static void Load(Checkpoint checkpoint, Books books, ReadIndex index, WorthHistory worth)
    {
        StateDecoder decoder = new(checkpoint.Body);
        books.Load(decoder);
        index.Load(decoder);
        worth.Load(decoder);
        if (!decoder.AtEnd) throw new JournalFormatException("bytes are left over behind the state of a checkpoint");
    }
}
