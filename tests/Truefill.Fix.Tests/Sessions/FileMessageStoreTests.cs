using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace Truefill.Fix.Tests.Sessions;

/// <summary>What a store remembers after each way a process can end.</summary>
public sealed class FileMessageStoreTests : IDisposable
{
    private static readonly Guid Boot = new("11111111-1111-1111-1111-111111111111");
    private static readonly Guid LaterBoot = new("22222222-2222-2222-2222-222222222222");
    private readonly string folder = Directory.CreateTempSubdirectory("fix-store").FullName;

    private string File1 => Path.Combine(folder, "s.fixstore");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private FileMessageStore Open(Guid? boot = null, int range = 100, string? folder = null, FixStoreSync sync = FixStoreSync.Ranges) =>
        FileMessageStore.Open(folder ?? this.folder, "s", 42, new FileStoreOptions { BootId = boot ?? Boot, RangeLength = range, Sync = sync });

    private static void Append(FileMessageStore store, string text) => store.Append(Encoding.ASCII.GetBytes(text));

    private static string? Read(FileMessageStore store, int number) =>
        store.TryRead(number, out var message) ? Encoding.ASCII.GetString(message) : null;

    /// <summary>A copy of the file as it is now: what another process finds after this one was killed.</summary>
    private string Killed(int cut = 0)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, Guid.NewGuid().ToString("N"))).FullName;
        // Around the lock that our own open store has on it.
        using var process = System.Diagnostics.Process.Start("cp", [File1, Path.Combine(own, "s.fixstore")]);
        process.WaitForExit();
        if (cut > 0)
        {
            using var copy = new FileStream(Path.Combine(own, "s.fixstore"), FileMode.Open);
            copy.SetLength(copy.Length - cut);
        }

        return own;
    }

    [Fact]
    public void A_new_store_starts_at_one_and_remembers_when()
    {
        using (var store = Open()) Assert.Equal((1, 1, 42L), (store.NextOutbound, store.NextInbound, store.CreatedAt));
        using var again = FileMessageStore.Open(folder, "s", 77, new FileStoreOptions { BootId = LaterBoot });
        Assert.Equal((1, 1, 42L), (again.NextOutbound, again.NextInbound, again.CreatedAt));
    }

    [Fact]
    public void After_an_orderly_end_everything_is_there()
    {
        using (var store = Open())
        {
            store.Append([]);
            Append(store, "two");
            store.SetNextInbound(7);
        }

        using var again = Open(LaterBoot);
        Assert.Equal((3, 7, 0), (again.NextOutbound, again.NextInbound, again.SkippedAtOpen));
        Assert.Null(Read(again, 1));
        Assert.Equal("two", Read(again, 2));
        Assert.Null(Read(again, 3));
    }

    [Fact]
    public void After_a_kill_no_number_is_skipped_and_none_used_twice()
    {
        using var store = Open();
        for (var i = 1; i <= 250; i++) Append(store, $"message {i}");
        store.Flush();
        using var again = Open(folder: Killed());
        Assert.Equal((251, 0), (again.NextOutbound, again.SkippedAtOpen));
        Assert.Equal("message 250", Read(again, 250));
    }

    [Fact]
    public void After_a_kill_in_the_middle_of_a_write_the_cut_off_message_was_never_sent()
    {
        using var store = Open();
        for (var i = 1; i <= 10; i++) Append(store, $"message {i}");
        store.Flush();
        using var again = Open(folder: Killed(cut: 3));
        Assert.Equal((10, 0), (again.NextOutbound, again.SkippedAtOpen));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(1000)]
    public void After_a_power_cut_the_numbering_goes_on_behind_the_reserved_range(int lost)
    {
        using var store = Open();
        for (var i = 1; i <= 250; i++) Append(store, $"message {i}");
        store.Flush();
        using var again = Open(LaterBoot, folder: Killed(lost));
        Assert.Equal(301, again.NextOutbound);
        Assert.Null(Read(again, 300));
        Assert.Equal("message 1", Read(again, 1));
        Append(again, "next");
        Assert.Equal("next", Read(again, 301));
    }

    [Fact]
    public void The_hole_of_a_power_cut_is_gap_filled()
    {
        using var store = Open(range: 50);
        for (var i = 1; i <= 3; i++) store.Append([]);
        store.Flush();
        using var again = Open(LaterBoot, 50, Killed());
        var pair = new Pair(Pair.Initiator, again);
        pair.Session.Connect(pair.Now);
        Assert.Equal(["35=A|34=51|98=0|108=30"], pair.Sent());
        pair.Peer("A", "98=0|108=30");
        pair.Peer("2", "7=4|16=0");
        Assert.Equal(["35=4|34=4|43=Y|122=*|123=Y|36=52"], pair.Sent());
    }

    [Fact]
    public void With_a_sync_per_batch_a_power_cut_skips_the_rest_of_the_range_only()
    {
        using var store = Open(range: 10, sync: FixStoreSync.EveryFlush);
        Append(store, "one");
        store.Flush();
        using var again = Open(LaterBoot, 10, Killed());
        Assert.Equal(11, again.NextOutbound);
        Assert.Equal("one", Read(again, 1));
    }

    [Theory]
    [InlineData(0, 11)]
    [InlineData(1, 10)]
    [InlineData(5, 10)]
    [InlineData(20, 10)]
    public void The_zeros_of_the_room_end_a_store_as_the_end_of_the_file_does(int neverWritten, int next)
    {
        using var store = Open(sync: FixStoreSync.EveryFlush);
        for (var i = 1; i <= 10; i++) Append(store, $"message {i}");
        store.Flush();
        var killed = Killed();
        var bytes = File.ReadAllBytes(Path.Combine(killed, "s.fixstore"));
        var end = bytes.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        Assert.InRange(bytes.Length - end, 1 << 19, 1 << 21);
        bytes.AsSpan(end - neverWritten, neverWritten).Clear();
        File.WriteAllBytes(Path.Combine(killed, "s.fixstore"), bytes);
        using var again = Open(folder: killed);
        Assert.Equal((next, 0), (again.NextOutbound, again.SkippedAtOpen));
        Assert.Equal("message 9", Read(again, 9));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public void A_whole_record_in_front_of_the_room_that_does_not_hold_is_damage(int fromTheEnd)
    {
        using var store = Open(sync: FixStoreSync.EveryFlush);
        for (var i = 1; i <= 10; i++) Append(store, $"message {i}");
        store.Flush();
        var killed = Killed();
        var bytes = File.ReadAllBytes(Path.Combine(killed, "s.fixstore"));
        bytes[bytes.AsSpan().LastIndexOfAnyExcept((byte)0) + 1 - fromTheEnd] ^= 0x80;
        File.WriteAllBytes(Path.Combine(killed, "s.fixstore"), bytes);
        Assert.Contains("damaged at byte", Assert.Throws<FixStoreException>(() => Open(folder: killed)).Message);
    }

    [Fact]
    public void The_room_is_used_up_renewed_and_given_back()
    {
        var message = new byte[60_000];
        message.AsSpan().Fill((byte)'x');
        using (var store = Open(sync: FixStoreSync.EveryFlush))
        {
            for (var i = 1; i <= 40; i++)
            {
                store.Append(message);
                store.Flush();
            }
        }

        Assert.InRange(new FileInfo(File1).Length, 40 * 60_000, 40 * 60_100);
        using var again = Open(LaterBoot);
        Assert.Equal(41, again.NextOutbound);
        Assert.True(again.TryRead(40, out var read) && read.SequenceEqual(message));
    }

    [Fact]
    public void A_reset_forgets_the_messages_and_starts_at_one()
    {
        using (var store = Open())
        {
            Append(store, "old");
            store.SetNextInbound(9);
            store.Reset(99);
            Assert.Equal((1, 1, 99L), (store.NextOutbound, store.NextInbound, store.CreatedAt));
            Append(store, "new");
            Assert.Equal("new", Read(store, 1));
        }

        using var again = Open();
        Assert.Equal((2, 1, 99L), (again.NextOutbound, again.NextInbound, again.CreatedAt));
        Assert.Equal("new", Read(again, 1));
    }

    [Fact]
    public void Two_processes_cannot_have_the_same_session()
    {
        using var store = Open();
        var refused = Assert.Throws<FixStoreException>(() => Open());
        Assert.Contains("another process", refused.Message);
    }

    [Fact]
    public void A_store_in_use_is_looked_into_as_far_as_its_file_says()
    {
        Assert.Null(FileMessageStore.Look(folder, "s"));
        using (var store = Open())
        {
            Append(store, "one");
            store.SetNextInbound(7);
            store.Flush();
            Append(store, "still in memory");
            Assert.Equal((7, 2), FileMessageStore.Look(folder, "s"));
            store.Reset(99);
            Assert.Equal((1, 1), FileMessageStore.Look(folder, "s"));
        }

        Assert.Equal((1, 1), FileMessageStore.Look(folder, "s"));
    }

    [Fact]
    public void A_session_can_begin_and_end_while_its_store_is_looked_into()
    {
        Open().Dispose();
        using var look = SyncedFile.OpenReading(File1);
        Assert.NotNull(look);
        using (var store = Open()) Append(store, "one");
        Assert.Equal(2, FileStoreScan.Read(look, File1, [0]).NextOutbound);
    }

    [Theory]
    [InlineData(FixStoreSync.Ranges)]
    [InlineData(FixStoreSync.EveryFlush)]
    public async Task A_store_that_grows_is_looked_into_and_its_numbers_only_grow(FixStoreSync sync)
    {
        const int messages = 300;
        Open().Dispose();
        var writing = Task.Run(() =>
        {
            using var store = Open(sync: sync);
            for (var i = 1; i <= messages; i++)
            {
                store.Append(new byte[i * 10]);
                store.Flush();
            }
        });
        var seen = 1;
        for (var done = false; !done;)
        {
            done = writing.IsCompleted;
            var (_, outbound) = FileMessageStore.Look(folder, "s") ?? default;
            Assert.InRange(outbound, seen, messages + 1);
            seen = outbound;
        }

        await writing;
        Assert.Equal(messages + 1, seen);
    }

    [Fact]
    public void What_does_not_read_has_no_numbers()
    {
        File.WriteAllText(File1, "these are forty bytes of something else ..");
        Assert.Null(FileMessageStore.Look(folder, "s"));
        File.Delete(File1);
        Assert.Null(SyncedFile.OpenReading(File1));
    }

    [Fact]
    public void A_file_that_is_damaged_under_the_same_kernel_is_refused_with_the_place()
    {
        using (var store = Open())
            for (var i = 1; i <= 10; i++) Append(store, $"message {i}");
        var bytes = File.ReadAllBytes(File1);
        bytes[^60] ^= 1;
        File.WriteAllBytes(File1, bytes);
        Assert.Contains("damaged at byte", Assert.Throws<FixStoreException>(() => Open()).Message);
    }

    [Fact]
    public void What_is_no_store_is_refused()
    {
        File.WriteAllText(File1, "these are forty bytes of something else ..");
        Assert.Contains("not a FIX message store", Assert.Throws<FixStoreException>(() => Open()).Message);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData(".x")]
    [InlineData("a/b")]
    public void A_name_cannot_leave_the_folder(string name) =>
        Assert.Throws<ArgumentException>(() => FileMessageStore.Open(folder, name, 1));

    [Fact]
    public void Every_prefix_of_the_file_gives_numbers_that_were_not_sent_yet_or_skips()
    {
        using var store = Open(range: 4);
        for (var i = 1; i <= 10; i++) Append(store, $"m{i}");
        store.Flush();
        var whole = new FileInfo(Path.Combine(Killed(), "s.fixstore")).Length;
        for (var cut = 1; cut < whole - 60; cut += 7)
        {
            using var again = Open(LaterBoot, 4, Killed(cut));
            // What was reserved may have been used; nothing of it is used again.
            Assert.Contains(again.NextOutbound, new[] { 1, 5, 9, 13 });
            Assert.All(Enumerable.Range(1, again.NextOutbound - 1), n => Assert.Contains(Read(again, n), new[] { null, $"m{n}" }));
        }
    }
}
