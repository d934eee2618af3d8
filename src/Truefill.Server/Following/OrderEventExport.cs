using System.Collections.Generic;
using System.IO;
using System.Text;
using Truefill.Engine.Reading;
using Truefill.Journal;
using Truefill.Server.Offline;

namespace Truefill.Server.Following;

/// <summary>The lines of the order event log, made again from a journal, and the log's end cut off.</summary>
public static class OrderEventExport
{
    /// <summary>Writes the lines of a range of sequences, with the numbers that they have in the whole log.</summary>
    /// <returns>Lines written.</returns>
    /// <exception cref="OfflineStateException">The first segments were archived.</exception>
    /// <exception cref="JournalCorruptException">The journal does not verify.</exception>
    public static long Write(OfflineState state, Stream target, ulong fromSeq, ulong toSeq)
    {
        using JsonLinesFile events = new(target, fromSeq, toSeq);
        using JsonLinesFile deadLetters = new(Stream.Null, 0, 0);
        OrderEventWriter writer = new(events, deadLetters);
        Replica replica = new(new OrderEventFacts(writer));
        writer.Follow(replica);
        using OfflineReader reader = state.Read();
        if (reader.Position.NextSeq != 1)
        {
            throw new OfflineStateException(
                $"The journal starts at sequence {reader.Position.NextSeq}: what is before was archived. "
                + "Export from the archive.");
        }

        while (reader.Position.NextSeq <= toSeq && reader.MoveNext())
        {
            BlockView block = reader.Current;
            replica.Play(block.Records.Span, block.FirstSeq, block.Count, block.Raw.Span);
        }

        return events.LinesWritten;
    }

    /// <summary>
    /// Takes what a repair gave up out of the log and its dead letters; whole copies are kept. It can be interrupted
    /// anywhere and run again: the copy is durable before the file is renewed in one step.
    /// </summary>
    /// <param name="nextSeq">The first sequence that is gone.</param>
    /// <returns>Names of the copies.</returns>
    public static IReadOnlyList<string> CutAfter(string stateDirectory, ulong nextSeq)
    {
        List<string> copies = [];
        using PosixStorage storage = new(stateDirectory);
        foreach (string name in (string[])[StateLayout.OrderEvents, StateLayout.OrderEventDeadLetters])
        {
            string path = Path.Combine(stateDirectory, name);
            if (JsonLinesFile.LastSeqOf(path) < nextSeq) continue;
            string copy = FreeName.In(storage, $"cut-{nextSeq}-{name}");
            StoredFile.Copy(storage, name, storage, copy);
            StoredFile.Copy(storage, name, storage, name, KeptBytes(path, nextSeq));
            copies.Add(copy);
        }

        return copies;
    }

    // Lines are in the order of their sequences; behind a damaged one nothing is known, and all is written anew.
    private static long KeptBytes(string path, ulong nextSeq)
    {
        long kept = 0;
        foreach (string line in File.ReadLines(path))
        {
            byte[] bytes = Encoding.UTF8.GetBytes(line);
            if (LogLine.Parse(bytes) is not { } read || read.Seq >= nextSeq) break;
            kept += bytes.Length + 1;
        }

        return kept;
    }
}
