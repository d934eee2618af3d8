using System;

namespace Truefill.Journal.Tests;

/// <summary>Every bit of the small self-checksummed files, and every truncation of them.</summary>
public sealed class SlotFlipTests
{
    private static readonly JournalOptions Options = Journals.Options();

    [Fact]
    public void Any_flip_in_the_watermark_leaves_an_older_one_or_the_same()
    {
        SimDisk disk = Journals.Mixed(Options);
        JournalPosition end = Journals.Positions(disk, Options)[^1];
        Watermark newest = Read(disk)!.Value;
        EveryFlip(disk[WatermarkFile.FileName].Bytes, () =>
        {
            Watermark read = Read(disk)!.Value;
            Assert.True(read == newest || read.DurableSeq < newest.DurableSeq);
            Assert.True(end.Covers(read.Segment, read.Offset));
        });
    }

    [Fact]
    public void A_watermark_without_a_sound_slot_is_refused_and_rebuilt_on_request()
    {
        SimDisk disk = Journals.Mixed(Options);
        JournalPosition end = Journals.Positions(disk, Options)[^1];
        disk[WatermarkFile.FileName].Bytes[5] ^= 1;
        disk[WatermarkFile.FileName].Bytes[517] ^= 1;
        Assert.Equal(JournalFinding.BadWatermark, Journals.Refused(() => JournalRecovery.Run(disk, Options)).Finding);
        Assert.Equal(end, JournalRepair.RebuildWatermark(disk, Options));
        Assert.Equal(end, JournalRecovery.Run(disk, Options).Position);
    }

    [Fact]
    public void Any_flip_in_a_cursor_gives_an_older_place_or_none()
    {
        SimDisk disk = Journals.Mixed(Options);
        var places = Journals.Positions(disk, Options);
        var cursors = new SimDisk();
        using (Cursor cursor = Cursor.Open(cursors, "feed"))
        {
            cursor.Save(places[2], places[2].NextSeq - 1);
            cursor.Save(places[3], places[3].NextSeq - 1);
        }

        EveryFlip(cursors["feed"].Bytes, () =>
        {
            using Cursor cursor = Cursor.Open(cursors, "feed");
            Assert.True(cursor.Position == places[2] || cursor.Position == places[3]);
            Assert.Equal(cursor.Position!.Value.NextSeq - 1, cursor.DoneSeq);
        });
    }

    [Fact]
    public void Any_truncation_of_a_cursor_gives_an_older_place_or_none()
    {
        var place = new JournalPosition(3, 512, 99, ChainHash.Of("x"u8));
        var cursors = new SimDisk();
        using (Cursor cursor = Cursor.Open(cursors, "feed"))
        {
            cursor.Save(place, 98);
            cursor.Save(place with { Offset = 1024 }, 100);
        }

        byte[] whole = cursors["feed"].Bytes;
        for (int length = 0; length < whole.Length; length++)
        {
            cursors["feed"].Bytes = whole[..length];
            using Cursor cursor = Cursor.Open(cursors, "feed");
            Assert.Contains(cursor.Position, new JournalPosition?[] { null, place, place with { Offset = 1024 } });
        }
    }

    [Fact]
    public void Any_flip_in_the_identity_never_gives_an_epoch_twice()
    {
        var disk = new SimDisk();
        using (var file = new IdentityFile(disk.Create(StateLayout.Identity)))
        {
            for (ulong epoch = 0; epoch < 6; epoch++)
                file.Save(new StateIdentity(Guid.Empty, "desk", epoch));
        }

        EveryFlip(disk[StateLayout.Identity].Bytes, () =>
        {
            using var file = new IdentityFile(disk.Open(StateLayout.Identity, writable: false));
            StateIdentity read = file.Read()!;
            Assert.Equal("desk", read.StateId);
            Assert.True(file.NextEpoch(read) >= 6);
        });
    }

    private static Watermark? Read(SimDisk disk)
    {
        using WatermarkFile file = WatermarkFile.Open(disk, writable: false);
        return file.Read();
    }

    private static void EveryFlip(byte[] bytes, Action check)
    {
        Assert.Equal(1024, bytes.Length);
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            check();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }
}
