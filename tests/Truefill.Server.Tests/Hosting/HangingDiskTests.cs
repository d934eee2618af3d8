using System;
using System.IO;
using System.Threading.Tasks;
using Truefill.Domain.Intake;
using Truefill.Engine;
using Truefill.Journal;
using Truefill.Server.Hosting;

namespace Truefill.Server.Tests.Hosting;

/// <summary>A disk that answers neither well nor badly.</summary>
public sealed class HangingDiskTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("truefill-disk-").FullName;
    private readonly PosixStorage disk;
    private readonly FailingStorage storage;

    public HangingDiskTests()
    {
        disk = new PosixStorage(folder);
        SegmentedJournal.Initialize(disk);
        storage = new FailingStorage(disk);
    }

    public void Dispose()
    {
        storage.Release();
        storage.Dispose();
        disk.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task New_orders_are_refused_while_it_hangs_and_taken_when_it_answers_again()
    {
        using EngineHost host = Open();
        await host.Start();
        host.Abandon();
        Task<Answer> waiting = await Hang(host);
        EngineBusyException refused =
            await Assert.ThrowsAsync<EngineBusyException>(() => host.AskAsync(HostInputs.Order("refused")));
        Assert.Contains("does not answer", refused.Message, StringComparison.Ordinal);

        storage.Release();
        Assert.Equal(InputOutcome.DeadLettered, (await waiting).Outcome);
        await Eventually.Holds(() => !host.IsStalled, "the write is done");
        Assert.Null(host.RefusesOrders);
        await host.AskAsync(HostInputs.Order("taken"));
        Assert.NotNull(host.Stop("done"));
    }

    [Fact]
    public async Task What_becomes_durable_on_a_disk_that_was_given_up_is_neither_acknowledged_nor_sent()
    {
        Released sink = new();
        using EngineHost host = Open();
        host.Outward = sink;
        await host.Start();
        Task<Answer> waiting = await Hang(host);
        int before = sink.Blocks;

        host.Abandon();
        JournalWriteException failure = await Assert.ThrowsAsync<JournalWriteException>(() => waiting);
        Assert.Same(host.Failure, failure);
        Assert.Null(await Task.Run(() => host.Stop("done")).WaitAsync(TimeSpan.FromSeconds(5)));

        storage.Release();
        await Eventually.Holds(() => !host.IsStalled, "the write is done");
        await Task.Delay(100);
        Assert.Equal(before, sink.Blocks);
    }

    private EngineHost Open() => EngineHost.Open(new EngineHostOptions { Storage = storage, Epoch = 1 });

    private async Task<Task<Answer>> Hang(EngineHost host)
    {
        storage.Hang();
        Task<Answer> waiting = host.AskAsync(HostInputs.Malformed());
        await Eventually.Holds(() => host.IsStalled, "the disk hangs");
        return waiting;
    }

    private sealed class Released : IEffectSink
    {
        private volatile int blocks;

        public int Blocks => blocks;

        public void Release(Effects effects) => blocks++;
    }
}
