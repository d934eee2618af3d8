using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Journal.Tests;

/// <summary>Every damage of one kind, without exception, to a journal of 64 KiB with blocks of mixed sizes.</summary>
public sealed class CorruptionSweepTests
{
    private static readonly JournalOptions Options = Journals.Options();

    [Fact]
    public void Every_single_bit_flip_is_refused_at_its_block() => FlipEveryBit(Journals.Mixed(Options), from: 0);

    [Fact]
    public void Every_single_bit_flip_in_and_after_a_seal_is_refused()
    {
        SimDisk disk = Journals.Mixed(Options, seal: true);
        FlipEveryBit(disk, Journals.Positions(disk, Options).Count - 2);
    }

    [Fact]
    public void A_flip_in_every_third_byte_is_refused_when_read_from_the_start()
    {
        SimDisk disk = Journals.Mixed(Options);
        List<JournalPosition> positions = Journals.Positions(disk, Options);
        byte[] file = disk[Journals.Segment(1)].Bytes;
        for (int at = 0; at < file.Length; at += 3)
        {
            file[at] ^= (byte)(1 << (at % 8));
            JournalPosition block = positions.Last(p => p.Offset <= at);
            JournalCorruptException e = Journals.Refused(() => Journals.Read(disk, Options));
            Assert.Equal((block.Offset, block.NextSeq), (e.Offset, e.Seq));
            file[at] ^= (byte)(1 << (at % 8));
        }
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        SimDisk disk = Journals.Mixed(Options);
        SimContent segment = disk[Journals.Segment(1)];
        byte[] whole = segment.Bytes;
        for (int length = 0; length < whole.Length; length++)
        {
            segment.Bytes = whole[..length];
            JournalCorruptException e = Journals.Refused(() => Journals.Read(disk, Options));
            Assert.Equal(JournalFinding.SegmentSize, e.Finding);
        }
    }

    [Fact]
    public void Every_flip_in_an_unfinished_block_is_refused_or_cuts_no_other_block()
    {
        SimDisk disk = Journals.Mixed(Options);
        List<string> whole = Journals.Read(disk, Options);
        JournalPosition end = Journals.Positions(disk, Options)[^1];
        byte[] file = disk[Journals.Segment(1)].Bytes;
        Unfinished(disk, end, 3000, keep: 1024);
        int torn = 0;
        for (long at = end.Offset; at < file.Length; at++)
        {
            for (int bit = 0; bit < 8; bit += 3)
            {
                file[at] ^= (byte)(1 << bit);
                using var reader = new JournalReader(disk, Options, end);
                try
                {
                    Assert.False(reader.MoveNext());
                    Assert.Equal(JournalFinding.TornTail, reader.Tail);
                    torn++;
                }
                catch (JournalCorruptException e)
                {
                    Assert.Equal((end.Offset, end.NextSeq), (e.Offset, e.Seq));
                }

                file[at] ^= (byte)(1 << bit);
            }
        }

        Assert.True(torn > 0);
        Assert.Equal(whole, Journals.Read(disk, Options));
    }

    [Fact]
    public void Random_damage_of_many_bytes_never_changes_a_record_silently()
    {
        SimDisk disk = Journals.Mixed(Options);
        List<string> whole = Journals.Read(disk, Options);
        byte[] file = disk[Journals.Segment(1)].Bytes;
        byte[] original = [.. file];
        var chance = new Prng(11);
        for (int i = 0; i < 3000; i++)
        {
            int at = chance.Below(file.Length);
            byte[] damage = chance.Bytes(1 + chance.Below(Math.Min(2000, file.Length - at)));
            damage.CopyTo(file, at);
            Journals.Refused(() => Journals.Read(disk, Options));
            original.CopyTo(file, 0);
        }

        Assert.Equal(whole, Journals.Read(disk, Options));
    }

    /// <summary>Puts the first bytes of a sound next block behind the end: what a killed write leaves.</summary>
    internal static void Unfinished(SimDisk disk, JournalPosition end, int bytes, int keep)
    {
        SimDisk copy = disk.Copy();
        using (SegmentedJournal journal = Journals.Open(copy, Options))
            Journals.Commit(journal, 1, bytes);
        byte[] written = copy[Journals.Segment(end.Segment)].Bytes;
        written.AsSpan((int)end.Offset, keep).CopyTo(disk[Journals.Segment(end.Segment)].Bytes.AsSpan((int)end.Offset));
    }

    private static void FlipEveryBit(SimDisk disk, int from)
    {
        List<JournalPosition> positions = Journals.Positions(disk, Options);
        byte[] file = disk[Journals.Segment(1)].Bytes;
        Assert.Equal(64 << 10, file.Length);
        for (int i = from; i < positions.Count; i++)
        {
            long end = i + 1 < positions.Count ? positions[i + 1].Offset : file.Length;
            for (long at = positions[i].Offset; at < end; at++)
            {
                for (int bit = 0; bit < 8; bit++)
                {
                    // A reader reaches the block with what it carries from those before, which did not change.
                    file[at] ^= (byte)(1 << bit);
                    Refuse(disk, positions[i], at < positions[^1].Offset);
                    file[at] ^= (byte)(1 << bit);
                }
            }
        }

        Assert.Equal(positions.Count - 1, CountBlocks(disk));
    }

    private static void Refuse(SimDisk disk, JournalPosition from, bool inBlock)
    {
        using var reader = new JournalReader(disk, Options, from);
        try
        {
            reader.MoveNext();
        }
        catch (JournalCorruptException e)
        {
            if (e.Offset != from.Offset || e.Seq != from.NextSeq || e.File != Journals.Segment(1))
                Assert.Fail($"Wrong place: {e.Message}");
            return;
        }

        Assert.Fail($"Not refused at {from.Offset}, in a block: {inBlock}.");
    }

    private static int CountBlocks(SimDisk disk) => Journals.Positions(disk, Options).Count - 1;
}
