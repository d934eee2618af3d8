using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Truefill.Journal.Tests;

/// <summary>Writes and reads journals of records whose content follows from their sequence.</summary>
internal static class Journals
{
    public static JournalOptions Options(int segmentBytes = 64 << 10, TailPolicy policy = TailPolicy.ZeroSuffix) =>
        new() { SegmentBytes = segmentBytes, Genesis = ChainHash.Of("a journal"u8), TailPolicy = policy };

    public static SimDisk Empty(SimFaults? faults = null)
    {
        var disk = new SimDisk { Faults = faults ?? new SimFaults() };
        SegmentedJournal.Initialize(disk);
        return disk;
    }

    public static SegmentedJournal Open(IJournalStorage disk, JournalOptions options) =>
        SegmentedJournal.Open(disk, options, JournalRecovery.Run(disk, options));

    /// <summary>Appends and syncs one block of <paramref name="count"/> records with so many bytes each.</summary>
    public static void Commit(SegmentedJournal journal, int count, int bytes = 20, int raw = 0)
    {
        journal.Append(Block(journal.NextSeq, count, bytes, raw));
        journal.Sync();
    }

    public static BlockBuilder Block(ulong firstSeq, int count, int bytes = 20, int raw = 0)
    {
        var block = new BlockBuilder(256, 256);
        block.Reset(firstSeq);
        for (int i = 0; i < count; i++)
        {
            block.BeginRecord(7, 1);
            block.WriteBytes(Payload(block.NextSeq, bytes));
            block.EndRecord();
        }

        if (raw > 0)
            block.AppendRaw(Payload(firstSeq, raw));
        return block;
    }

    public static BlockView View(BlockBuilder block) => new()
    {
        Position = new JournalPosition(1, 0, block.FirstSeq, default),
        Next = new JournalPosition(1, 0, block.NextSeq, default),
        Count = block.Count,
        Records = block.Records.ToArray(),
        Raw = block.Raw.ToArray(),
        IsSeal = false,
        Seal = default,
    };

    public static byte[] Payload(ulong seq, int bytes) => new Prng(seq).Bytes(bytes);

    /// <summary>
    /// A journal of one full-size segment with blocks from one sector to many, the last ending inside the segment.
    /// </summary>
    public static SimDisk Mixed(JournalOptions options, bool seal = false)
    {
        SimDisk disk = Empty();
        using SegmentedJournal journal = Open(disk, options);
        int[] sizes = [20, 900, 3000, 60, 300, 9000, 30, 6000, 100, 17000, 500, 12, 2500, 40, 7000, 1000, 80, 4000];
        foreach (int size in sizes)
            Commit(journal, 1 + size % 3, size / 3, size % 2 == 0 ? size / 4 : 0);
        if (seal)
            journal.Seal("the state"u8);
        return disk;
    }

    /// <summary>Every record as one line, in order; throws what the reader throws.</summary>
    public static List<string> Read(IJournalStorage disk, JournalOptions options, JournalPosition? from = null)
    {
        using var reader = new JournalReader(disk, options, from);
        var records = new List<string>();
        while (reader.MoveNext())
            Add(records, reader.Current);
        return records;
    }

    public static void Add(List<string> records, in BlockView block)
    {
        RecordCursor cursor = block.Cursor();
        while (cursor.MoveNext())
        {
            string line = string.Create(
                CultureInfo.InvariantCulture,
                $"{cursor.Seq} {cursor.Type} {cursor.Version} {Convert.ToHexString(cursor.Payload)}");
            records.Add(line);
        }

        if (block.Raw.Length > 0)
            records.Add("raw " + Convert.ToHexString(block.Raw.Span));
    }

    /// <summary>Positions of all blocks and, last, of the end.</summary>
    public static List<JournalPosition> Positions(IJournalStorage disk, JournalOptions options)
    {
        using var reader = new JournalReader(disk, options);
        var positions = new List<JournalPosition>();
        while (reader.MoveNext())
            positions.Add(reader.Current.Position);
        positions.Add(reader.Position);
        return positions;
    }

    public static JournalCorruptException Refused(Action read) => Assert.Throws<JournalCorruptException>(read);

    public static string Segment(ulong number) => SegmentName.Of(number);

    public static bool IsPrefixOf(this List<string> some, List<string> all) =>
        some.Count <= all.Count && some.SequenceEqual(all.Take(some.Count));
}
