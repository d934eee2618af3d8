using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
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

    /// <summary>How names of unfinished ones end.</summary>
    public const string TemporarySuffix = ".tmp";

    /// <summary>No state is saved that is larger.</summary>
    public const long LargestState = CheckpointFile.MaxBodyBytes;

    /// <summary>
    /// Writes the replica's state as of <paramref name="position"/>: synced, then named, then the name synced.
    /// </summary>
    /// <param name="writer">
    /// Whoever writes into the same directory at the same time has another: what others have not finished stays.
    /// </param>
    /// <exception cref="JournalWriteException">The disk failed; no checkpoint appeared.</exception>
    /// <exception cref="CheckpointRefusedException">The state is too large to be read back.</exception>
    public static string Save(
        IJournalStorage storage, Replica replica, JournalPosition position, string writer = "",
        long most = LargestState)
    {
        string name = position.NextSeq.ToString("D20", CultureInfo.InvariantCulture) + Suffix;
        string ending = writer.Length == 0 ? TemporarySuffix : $".{writer}{TemporarySuffix}";
        foreach (string file in storage.List())
        {
            if (file.EndsWith(Suffix + ending, StringComparison.Ordinal)) storage.Delete(file);
            if (file != name) continue;
            if (CheckpointFile.Read(storage, name)?.Position == position) return name;

            // Damaged, or of another life of the directory: nobody starts from it.
            storage.Delete(name);
        }

        Write(storage, name, ending, (replica, position, most));
        storage.SyncDirectory();
        return name;
    }

    /// <summary>Encodes the state for its length only, which spares writing what would be given up.</summary>
    /// <exception cref="CheckpointRefusedException">The state is too large to be read back.</exception>
    public static void RequireFits(Replica replica, long most = LargestState) =>
        CheckpointFile.RequireFits(replica, most);

    /// <summary>
    /// As far as name, size and header tell, without reading the state itself, it can be started from.
    /// </summary>
    public static bool LooksWhole(IJournalStorage storage, string name) =>
        TryReadName(name, out ulong nextSeq) && CheckpointFile.LooksWhole(storage, name, nextSeq);

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
    /// <param name="unreadable">Told of those that are passed over because they cannot be read.</param>
    public static Checkpoint? Newest(
        IJournalStorage storage, ulong maxNextSeq = ulong.MaxValue, Action<JournalIoException>? unreadable = null)
    {
        foreach (string name in Names(storage))
        {
            if (!TryReadName(name, out ulong nextSeq) || nextSeq > maxNextSeq) continue;
            if (CheckpointFile.Read(storage, name, unreadable) is { } checkpoint) return checkpoint;
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

    private static void Write(
        IJournalStorage storage, string name, string ending, (Replica Of, JournalPosition At, long Most) state)
    {
        string temporary = name + ending;
        try
        {
            using (IJournalFile file = storage.Create(temporary))
            {
                CheckpointFile.Write(file, state.Of, state.At, state.Most);
                file.SyncData();
            }

            storage.Rename(temporary, name);
        }
        catch (IOException)
        {
            // What is left of it may take the very space that was missing.
            Remove(storage, temporary);

            // Another writer was faster, with the same.
            if (CheckpointFile.Read(storage, name)?.Position != state.At) throw;
        }
    }

    private static void Remove(IJournalStorage storage, string temporary)
    {
        try
        {
            storage.Delete(temporary);
        }
        catch (JournalIoException)
        {
            // It was never there, or the disk takes nothing any more: why it failed is being told.
        }
    }

    private static bool TryReadName(string name, out ulong nextSeq) => ulong.TryParse(
        name.AsSpan(0, Math.Max(0, name.Length - Suffix.Length)), CultureInfo.InvariantCulture, out nextSeq);
}
