using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading.Tasks;
using Truefill.Journal;
using Truefill.Server.Hosting;

namespace Truefill.Server.Tests.Hosting;

/// <summary>A disk without space for the journal's next segment, while the one that is written has plenty.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int Io = 5;

    private static readonly JournalOptions Small = new() { SegmentBytes = 1 << 20 };

    private readonly string folder = Directory.CreateTempSubdirectory("truefill-full-").FullName;
    private readonly ConcurrentQueue<string> told = [];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(NoSpace, false)]
    [InlineData(QuotaExceeded, false)]
    [InlineData(NoSpace, true)]
    public async Task Without_space_for_the_next_segment_reports_are_taken_and_new_orders_refused_until_there_is_some(
        int errno, bool isFullAtTheStart)
    {
        using PosixStorage real = new(folder);
        FullStorage disk = new(real);
        Prepare(disk);
        if (isFullAtTheStart) disk.Errno = errno;
        using EngineHost host = Open(disk);
        using StorageGuard guard = new(folder, warnFree: 0, stopOrdersFree: 0, told.Enqueue);
        host.Storage = guard;
        await host.Start();
        if (!isFullAtTheStart)
        {
            await Eventually.Holds(() => IsThere(2), "the next segment is ready");
            disk.Errno = errno;
            await RollTo(host, 2);
        }

        await Eventually.Holds(() => disk.Refused >= 2, "the next segment is tried again");
        Assert.True(guard.RefusesOrders);
        await Assert.ThrowsAsync<EngineBusyException>(() => host.AskAsync(HostInputs.Order()));
        await host.AskAsync(HostInputs.Malformed());
        Assert.Null(host.Failure);
        Assert.DoesNotContain(real.List(), name => name.EndsWith(".preparing", StringComparison.Ordinal));

        disk.Errno = 0;
        await Eventually.Holds(() => !guard.RefusesOrders, "orders are taken again");
        await host.AskAsync(HostInputs.Order());
        Assert.True(IsThere(isFullAtTheStart ? 2 : 3));
        Assert.NotNull(host.Stop("done"));
        Assert.Collection(
            told,
            line => Assert.StartsWith("there is no space for the journal's next segment", line, StringComparison.Ordinal),
            line => Assert.Equal("there is space for the journal's next segment again", line));
    }

    [Fact]
    public async Task The_engine_ends_when_the_writer_finds_no_space_for_its_next_segment_and_starts_again_with_some()
    {
        using PosixStorage real = new(folder);
        FullStorage disk = new(real);
        Prepare(disk);
        disk.Errno = NoSpace;
        using (EngineHost host = Open(disk))
        {
            await host.Start();
            Exception? ended = null;
            for (int i = 0; i < 1000 && ended is null; i++)
                ended = await Record.ExceptionAsync(() => host.AskAsync(HostInputs.Malformed() with { Raw = new byte[4096] }));
            Assert.NotNull(ended);
            Assert.True(Assert.IsType<JournalWriteException>(host.Failure).IsNoSpace);
        }

        disk.Errno = 0;
        using EngineHost next = Open(disk, epoch: 2);
        await next.Start();
        Assert.NotNull(next.Stop("done"));
    }

    [Fact]
    public async Task Any_other_error_while_the_next_segment_is_made_ends_the_engine_at_once()
    {
        using PosixStorage real = new(folder);
        FullStorage disk = new(real);
        Prepare(disk);
        disk.Errno = Io;
        using EngineHost host = Open(disk);
        await Record.ExceptionAsync(() => host.Start());
        await Eventually.Holds(() => host.Failure is not null, "the engine has ended");
        Assert.Equal(Io, Assert.IsType<JournalWriteException>(host.Failure).Errno);
    }

    // A directory of which only the segment that is written is there.
    private static void Prepare(FullStorage disk)
    {
        SegmentedJournal.Initialize(disk);
        using SegmentedJournal journal = SegmentedJournal.Open(disk, Small, JournalRecovery.Run(disk, Small));
    }

    private static EngineHost Open(FullStorage disk, int epoch = 1) =>
        EngineHost.Open(new EngineHostOptions { Storage = disk, Journal = Small, Epoch = epoch });

    private async Task RollTo(EngineHost host, int segment)
    {
        while (!HasBytes(segment)) await host.AskAsync(HostInputs.Malformed() with { Raw = new byte[4096] });
    }

    private bool IsThere(int segment) => File.Exists(PathOf(segment));

    private bool HasBytes(int segment)
    {
        using FileStream file = File.OpenRead(PathOf(segment));
        return file.ReadByte() > 0;
    }

    private string PathOf(int segment) => Path.Combine(folder, $"{segment:D20}.seg");
}
