using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Truefill.Engine.Reading;
using Truefill.Engine.State;
using Truefill.Journal;
using Truefill.Server.Service;

namespace Truefill.Server.Tests.Service;

/// <summary>Checkpoints do not fill the disk, and what is needed to start stays.</summary>
public sealed class CheckpointRetentionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("truefill-retention-").FullName;
    private readonly JournalOptions options = new() { Genesis = new ChainHash(1, 2, 3, 4) };
    private readonly Replica replica = new();

    public CheckpointRetentionTests() => Directory.CreateDirectory(Checkpoints);

    private string Checkpoints => StateLayout.CheckpointsIn(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Two_days_of_hourly_ones_stay_and_one_a_day_for_thirty_days_and_what_a_start_needs()
    {
        using PosixStorage storage = new(Checkpoints);
        string start = CheckpointStore.Save(storage, replica, JournalPosition.Start(options.Genesis));
        Age(start, 500);
        List<string> names = [.. Enumerable.Range(1, 48 + 90).Select(i => Save(storage, (ulong)(1000 - i)))];

        // The newest are of today, then there are two of each day.
        for (int i = 0; i < names.Count; i++) Age(names[i], i < 48 ? 0 : 1 + ((i - 48) / 2));
        Thin(storage);
        List<string> left = [.. names.Take(48), .. names.Skip(48).Where((_, i) => i % 2 == 0).Take(30), start];
        Assert.Equal(left, CheckpointStore.Names(storage));
        Thin(storage);
        Assert.Equal(left, CheckpointStore.Names(storage));
    }

    [Fact]
    public void One_that_is_damaged_takes_no_sound_ones_place()
    {
        using PosixStorage storage = new(Checkpoints);
        string start = CheckpointStore.Save(storage, replica, JournalPosition.Start(options.Genesis));
        List<string> names = [.. Enumerable.Range(1, 52).Select(i => Save(storage, (ulong)(1000 - i)))];
        foreach (string damaged in names.Take(3).Append(names[51]))
            File.WriteAllBytes(Path.Combine(Checkpoints, damaged), [1, 2, 3]);
        Thin(storage);
        Assert.Equal([.. names.Take(51), start], CheckpointStore.Names(storage));
    }

    [Fact]
    public void Where_none_can_be_started_from_none_is_removed()
    {
        using PosixStorage storage = new(Checkpoints);
        for (ulong seq = 100; seq < 160; seq++) Save(storage, seq);
        Thin(storage);
        Assert.Equal(60, CheckpointStore.Names(storage).Count);
    }

    [Fact]
    public void What_killed_writers_left_goes_and_what_is_being_written_stays()
    {
        string old = Path.Combine(Checkpoints, "00000000000000000007.ckpt.1-1.tmp");
        string young = Path.Combine(Checkpoints, "00000000000000000008.ckpt.2-2.tmp");
        foreach (string path in (string[])[old, young]) File.WriteAllBytes(path, [1]);
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-1));
        CheckpointSaver.RequireSpace(folder, reserve: 0);
        Assert.Equal([young], Directory.GetFiles(Checkpoints));
    }

    [Fact]
    public void One_that_would_take_the_space_below_which_orders_are_refused_is_not_written()
    {
        using PosixStorage storage = new(Checkpoints);
        long free = new DriveInfo(folder).AvailableFreeSpace;
        CheckpointRefusedException refused = Assert.Throws<CheckpointRefusedException>(
            () => CheckpointSaver.Save(storage, folder, replica, JournalPosition.Start(default), free * 2));
        Assert.Contains("below which new orders are refused", refused.Message, StringComparison.Ordinal);

        // As much as the last one took is counted too.
        using (FileStream last = File.Create(Path.Combine(Checkpoints, "00000000000000000009.ckpt")))
            last.SetLength(free * 2);
        Assert.Throws<CheckpointRefusedException>(
            () => CheckpointSaver.Save(storage, folder, replica, JournalPosition.Start(default), reserve: 0));
        Assert.Single(storage.List());
    }

    private string Save(PosixStorage storage, ulong nextSeq) =>
        CheckpointStore.Save(storage, replica, new JournalPosition(1, 512, nextSeq, default));

    private void Age(string name, int days) =>
        File.SetLastWriteTimeUtc(Path.Combine(Checkpoints, name), DateTime.UtcNow.Date.AddDays(-days));

    private void Thin(PosixStorage storage)
    {
        using PosixStorage journal = new(folder);
        CheckpointRetention.Thin(storage, Checkpoints, journal, options, []);
    }
}
