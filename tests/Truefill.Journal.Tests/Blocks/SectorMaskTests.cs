using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Truefill.Journal.Tests;

public sealed class SectorMaskTests
{
    private static readonly JournalOptions Options = Journals.Options(1 << 20);

    [Fact]
    public void Ordinary_content_is_written_as_it_is()
    {
        SimDisk disk = Journals.Mixed(Options);
        Assert.Equal(0u, Mask(disk));
    }

    [Fact]
    public void Raw_bytes_full_of_zeros_leave_no_thin_sector_and_come_back() => Check(new byte[100_000]);

    [Fact]
    public void One_bit_in_a_sector_of_zeros_leaves_no_thin_sector()
    {
        var raw = new byte[10_000];
        for (int i = 0; i < raw.Length; i += 512)
            raw[i] = 1;
        Check(raw);
    }

    [Fact]
    public void Raw_bytes_that_spoil_every_one_byte_mask_leave_no_thin_sector()
    {
        var raw = new byte[257 * 1024];
        for (int i = 0; i < raw.Length; i++)
            raw[i] = (byte)(i / 1024 % 256);
        Check(raw);
    }

    [Fact]
    public void Raw_bytes_made_against_the_first_thousand_masks_leave_no_thin_sector()
    {
        var words = new List<uint>();
        words.AddRange(new uint[512]);
        for (uint k = 0; k < 1000; k++)
        {
            for (int i = 0; i < 128; i++)
                words.Add(0xA5C3_965A ^ k);
        }

        // Aligned so that each word run fills whole sectors of the image.
        byte[] content = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(words)).ToArray();
        uint mask = Check(content);
        Assert.NotEqual(0u, mask);
        Assert.True((mask ^ 0xA5C3_965A) >= 1000, $"mask {mask:x8}");
    }

    [Fact]
    public void The_builder_still_shows_its_records_after_a_masked_append()
    {
        SimDisk disk = Journals.Empty();
        using SegmentedJournal journal = Journals.Open(disk, Options);
        BlockBuilder block = Journals.Block(1, 2, 2000);
        block.AppendRaw(new byte[5000]);
        byte[] records = block.Records.ToArray();
        journal.Append(block);
        Assert.Equal(records, block.Records);
    }

    private static uint Check(byte[] raw)
    {
        SimDisk disk = Journals.Empty();
        using SegmentedJournal journal = Journals.Open(disk, Options);
        BlockBuilder block = Journals.Block(1, 1, 418);
        block.AppendRaw(raw);
        journal.Append(block);
        journal.Sync();

        // The raw section starts on a sector, so words of the content are words of the image.
        Assert.Equal(512, 88 + block.RecordBytes);
        byte[] file = disk[Journals.Segment(1)].Bytes;
        long end = journal.Position.Offset;
        for (int at = 0; at < end; at += 512)
            Assert.False(SectorMask.IsThin(file.AsSpan(at, 512)), $"sector at {at}");

        using var reader = new JournalReader(disk, Options);
        Assert.True(reader.MoveNext());
        Assert.Equal(raw, reader.Current.Raw);
        Assert.Equal(block.Records, reader.Current.Records.Span);
        return Mask(disk);
    }

    private static uint Mask(SimDisk disk) =>
        MemoryMarshal.Read<uint>(disk[Journals.Segment(1)].Bytes.AsSpan(36));
}
