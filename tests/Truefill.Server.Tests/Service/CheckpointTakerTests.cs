using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Engine.Reading;
using Truefill.Journal;
using Truefill.Server.Hosting;
using Truefill.Server.Service;
using Truefill.Server.Tests.Hosting;

namespace Truefill.Server.Tests.Service;

/// <summary>A checkpoint of a service that runs, and what goes wrong with its files.</summary>
public sealed class CheckpointTakerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("truefill-taker-").FullName;
    private readonly List<string> told = [];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_writer_that_is_faster_is_not_followed_beyond_where_it_was_at_the_start()
    {
        using PosixStorage disk = new(folder);
        SegmentedJournal.Initialize(disk);
        using EngineHost host = EngineHost.Open(new EngineHostOptions { Storage = disk, Epoch = 1 });
        await host.Start();
        for (int i = 0; i < 20; i++) await host.AskAsync(HostInputs.Malformed());
        ulong before = host.Read(read => read.Seq);

        // Whenever something is read, more is durable already.
        int left = 500;
        WritingStorage growing = new(disk, () =>
        {
            if (left-- > 0) host.AskAsync(HostInputs.Malformed()).Wait();
        });
        Replica replica = new();
        using JournalReader reader = new(growing, new JournalOptions(), null, ReadScope.Durable);
        CheckpointTaker.Play(reader, replica, CancellationToken.None);
        Assert.InRange(replica.Seq, before, before + 5);
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_be_read_is_passed_over_at_the_start_for_a_backup_and_for_the_next_one()
    {
        StateDirectory.Init(folder, "taker", Guid.NewGuid());
        string newest;
        using (LiveLoop service = await Start())
        {
            await service.Host.AskAsync(HostInputs.Malformed());
            CheckpointTaker.Take(folder, service.Genesis);
            await service.Host.AskAsync(HostInputs.Malformed());
            Assert.NotNull(service.Stop("done"));
            newest = service.Snapshot!;
        }

        // No file of that name opens: a link is refused, as what the disk does not give out is.
        File.Delete(newest);
        File.CreateSymbolicLink(newest, "/nowhere");
        using (LiveLoop service = await Start())
        {
            Assert.StartsWith("a checkpoint is passed over: open ", Assert.Single(told), StringComparison.Ordinal);
            (_, ulong seq) = CheckpointTaker.Take(folder, service.Genesis, tell: told.Add);
            Assert.True(seq > 3);
            Assert.Equal(2, told.Count);
            string backup = folder + "-backup";
            try
            {
                StateCopies.Backup(folder, backup, told.Add);
                Assert.Single(Directory.GetFiles(StateLayout.CheckpointsIn(backup)));
            }
            finally
            {
                Directory.Delete(backup, recursive: true);
            }
        }
    }

    [Fact]
    public async Task A_stop_whose_snapshot_fails_is_a_clean_one_and_says_why_there_is_none()
    {
        StateDirectory.Init(folder, "taker", Guid.NewGuid());
        using (LiveLoop service = await Start())
        {
            Directory.Delete(StateLayout.CheckpointsIn(folder), recursive: true);
            using StringWriter output = new();
            Assert.Equal(ServiceEnd.Stopped, ServiceRun.Stop(service, output));
            Assert.StartsWith("no snapshot: ", Assert.Single(told), StringComparison.Ordinal);
            Assert.DoesNotContain("snapshot", output.ToString(), StringComparison.Ordinal);
            Assert.Null(service.Snapshot);
        }

        Assert.False(StateDirectory.IsInUse(folder));
        using LiveLoop next = await Start();
        Assert.Null(next.Held);
    }

    private Task<LiveLoop> Start() => LiveLoop.StartAsync(
        new LiveLoopOptions { StateDirectory = folder, WarnFree = 0, StopOrdersFree = 0, Report = told.Add },
        CancellationToken.None);

    private sealed class WritingStorage(IJournalStorage disk, Action beforeRead) : StorageOver(disk)
    {
        protected override int Read(IJournalFile file, long offset, Span<byte> to)
        {
            beforeRead();
            return base.Read(file, offset, to);
        }
    }
}
