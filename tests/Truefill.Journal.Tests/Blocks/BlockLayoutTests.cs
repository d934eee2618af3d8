using System;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Truefill.Journal.Tests;

/// <summary>The layout as bytes, computed here without the code that writes it.</summary>
public sealed class BlockLayoutTests
{
    private static readonly JournalOptions Options = Journals.Options();

    [Fact]
    public void Sizes_are_those_of_the_drawing()
    {
        Assert.Equal(88, BlockFormat.HeaderBytes);
        Assert.Equal(512, BlockFormat.SectorBytes);
        Assert.Equal(64 << 20, BlockFormat.MaxBlockBytes);
        Assert.Equal(1, BlockFormat.Version);
        Assert.Equal(84, BlockHeader.CoveredBytes);
    }

    [Fact]
    public void Fields_lie_at_the_offsets_of_the_drawing()
    {
        SimDisk disk = Journals.Empty();
        using (SegmentedJournal journal = Journals.Open(disk, Options))
        {
            Journals.Commit(journal, 3, 20, 5);
            Journals.Commit(journal, 2, 300, 11);
        }

        byte[] file = disk[Journals.Segment(1)].Bytes;
        Span<byte> first = file.AsSpan(0, 512);
        Span<byte> second = file.AsSpan(512, 1024);
        Assert.Equal("TFJB"u8, second[..4]);
        Assert.Equal(1, BinaryPrimitives.ReadUInt16LittleEndian(second[4..]));
        Assert.Equal(0, BinaryPrimitives.ReadUInt16LittleEndian(second[6..]));
        Assert.Equal(1UL, BinaryPrimitives.ReadUInt64LittleEndian(second[8..]));
        Assert.Equal(4UL, BinaryPrimitives.ReadUInt64LittleEndian(second[16..]));
        Assert.Equal(2u, BinaryPrimitives.ReadUInt32LittleEndian(second[24..]));
        Assert.Equal(2u * (4 + 2 + 300), BinaryPrimitives.ReadUInt32LittleEndian(second[28..]));
        Assert.Equal(11u, BinaryPrimitives.ReadUInt32LittleEndian(second[32..]));
        Assert.Equal(0u, BinaryPrimitives.ReadUInt32LittleEndian(second[36..]));
        Assert.Equal(128u, BinaryPrimitives.ReadUInt32LittleEndian(second[40..]));
        Assert.Equal(0u, BinaryPrimitives.ReadUInt32LittleEndian(second[44..]));
        Assert.Equal(SHA256.HashData(first[..(88 + 3 * 24 + 5)]), second.Slice(48, 32));
        Assert.Equal(SlowCrc32C(second[88..]), BinaryPrimitives.ReadUInt32LittleEndian(second[80..]));
        Assert.Equal(SlowCrc32C(second[..84]), BinaryPrimitives.ReadUInt32LittleEndian(second[84..]));
        Assert.Equal(Journals.Payload(4, 11), second.Slice(88 + 612, 11));
        Assert.All(second[(88 + 612 + 11)..].ToArray(), pad => Assert.Equal(0xA5, pad));
    }

    [Fact]
    public void The_first_block_carries_the_genesis_hash()
    {
        SimDisk disk = Journals.Mixed(Options);
        Assert.Equal(SHA256.HashData("a journal"u8), disk[Journals.Segment(1)].Bytes.AsSpan(48, 32));
    }

    [Fact]
    public void A_record_is_type_version_length_and_payload()
    {
        var block = new BlockBuilder();
        block.BeginRecord(17, 2);
        block.WriteVarUInt(300);
        block.EndRecord();
        Assert.Equal(new byte[] { 17, 2, 2, 0xAC, 0x02 }, block.Records);
    }

    [Fact]
    public void A_block_of_a_newer_format_is_refused_as_such()
    {
        SimDisk disk = Journals.Mixed(Options);
        Span<byte> head = disk[Journals.Segment(1)].Bytes;
        BinaryPrimitives.WriteUInt16LittleEndian(head[4..], 2);
        BinaryPrimitives.WriteUInt32LittleEndian(head[84..], SlowCrc32C(head[..84]));
        JournalCorruptException e = Journals.Refused(() => Journals.Read(disk, Options));
        Assert.Equal(JournalFinding.UnsupportedVersion, e.Finding);
    }

    private static uint SlowCrc32C(ReadOnlySpan<byte> bytes)
    {
        uint crc = 0xFFFF_FFFF;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int i = 0; i < 8; i++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F6_3B78 : crc >> 1;
        }

        return ~crc;
    }
}
