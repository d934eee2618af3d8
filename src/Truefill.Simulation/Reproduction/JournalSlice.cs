using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Truefill.Engine.Reading;
using Truefill.Engine.State;
using Truefill.Journal;
using Truefill.Simulation.Driving;

namespace Truefill.Simulation.Reproduction;

/// <summary>Whole blocks of a journal in a row, with the state before them: enough to decide them again.</summary>
public sealed class JournalSlice
{
    private readonly List<JournalBlock> blocks = [];
    private readonly byte[] start;

    /// <summary>From the journal's beginning.</summary>
    public JournalSlice() => start = [];

    /// <param name="before">The state behind the record before the slice.</param>
    public JournalSlice(Replica before)
    {
        MemoryStorage storage = new();
        string name = CheckpointStore.Save(storage, before, new JournalPosition(1, 0, before.Seq + 1, default));
        using IJournalFile file = storage.Open(name, writable: false);
        start = new byte[file.Length];
        file.ReadAt(0, start);
    }

    private JournalSlice(byte[] start, List<JournalBlock> blocks)
    {
        this.start = start;
        this.blocks = blocks;
    }

    /// <summary>First and last sequence in it.</summary>
    public (ulong From, ulong To) Range => (blocks[0].FirstSeq, blocks[^1].FirstSeq + (ulong)blocks[^1].Count - 1);

    /// <summary>Adds the block that follows.</summary>
    public void Add(in BlockView block) => blocks.Add(
        new JournalBlock(block.FirstSeq, block.Count, block.Records.ToArray(), block.Raw.ToArray()));

    /// <summary>Decides the slice of a test again. Null: the same facts and state; else what differs.</summary>
    /// <param name="slice">As <c>truefill repro</c> writes it.</param>
    public static string? Check(string slice) => Parse(slice).Check();

    internal string? Check() => new SliceDecider(Start(), blocks).Check();

    internal string ToText()
    {
        using MemoryStream bytes = new();
        using (BrotliStream packed = new(bytes, CompressionLevel.Optimal, leaveOpen: true))
        using (BinaryWriter writer = new(packed))
        {
            Write(writer, start);
            writer.Write(blocks.Count);
            foreach (JournalBlock block in blocks)
            {
                writer.Write(block.FirstSeq);
                writer.Write(block.Count);
                Write(writer, block.Records);
                Write(writer, block.Raw);
            }
        }

        return Convert.ToBase64String(bytes.ToArray());
    }

    private static JournalSlice Parse(string text)
    {
        using MemoryStream bytes = new(Convert.FromBase64String(text));
        using BrotliStream packed = new(bytes, CompressionMode.Decompress);
        using BinaryReader reader = new(packed);
        byte[] before = Read(reader);
        int count = reader.ReadInt32();
        return new JournalSlice(before, [.. Enumerable.Range(0, count).Select(
            _ => new JournalBlock(reader.ReadUInt64(), reader.ReadInt32(), Read(reader), Read(reader)))]);
    }

    private static void Write(BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static byte[] Read(BinaryReader reader) => reader.ReadBytes(reader.ReadInt32());

    // Null: the slice starts the journal.
    private Checkpoint? Start()
    {
        if (start.Length == 0) return null;
        MemoryStorage storage = new();
        string name = Range.From.ToString("D20", System.Globalization.CultureInfo.InvariantCulture) + ".ckpt";
        using (IJournalFile file = storage.Create(name)) file.WriteAt(0, start);
        return CheckpointStore.Newest(storage) ?? throw new JournalFormatException(
            "The state before the slice is of another version: write the test again with this build.");
    }
}
