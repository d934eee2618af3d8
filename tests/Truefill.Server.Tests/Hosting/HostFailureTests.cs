using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine;
using Truefill.Engine.Applied;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Hosting;

namespace Truefill.Server.Tests.Hosting;

public sealed class HostFailureTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("truefill-disk-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_engine_whose_disk_fails_under_load_comes_to_its_end(bool spin)
    {
        using PosixStorage disk = new(folder);
        SegmentedJournal.Initialize(disk);
        using FailingStorage failing = new(disk);
        EngineHost host = EngineHost.Open(new EngineHostOptions { Storage = failing, Epoch = 1, Spin = spin });
        await host.Start();
        failing.Fail();
        Task<Answer> first = host.AskAsync(HostInputs.Malformed());
        await Eventually.Holds(() => failing.Failed > 0, "the disk has failed");

        // Far more than fits into the blocks that there are.
        for (int i = 0; i < 4000; i++) host.Post(HostInputs.Malformed());
        failing.Release();
        await Assert.ThrowsAnyAsync<IOException>(() => first);
        byte[]? hash = await Task.Run(() => host.Stop("done")).WaitAsync(Eventually.Patience);

        Assert.Null(hash);
        Assert.IsType<JournalWriteException>(host.Failure);
        Assert.False(host.Post(HostInputs.Malformed()));
        host.Dispose();
    }

    [Fact]
    public async Task An_engine_whose_replica_breaks_under_load_comes_to_its_end()
    {
        using PosixStorage disk = new(folder);
        SegmentedJournal.Initialize(disk);
        EngineHost host = EngineHost.Open(new EngineHostOptions { Storage = disk, Epoch = 1 });
        await host.Start();
        host.Watch(_ => new Breaking());
        using ManualResetEventSlim entered = new();
        using ManualResetEventSlim read = new();
        Task<bool> reader = Task.Run(() => host.Read(_ =>
        {
            entered.Set();
            return read.Wait(Eventually.Patience);
        }));
        entered.Wait();

        // Far more than fits into the blocks that there are, while the replica still waits for the reader.
        for (int i = 0; i < 40; i++) host.Post(HostInputs.Malformed() with { Raw = new byte[700_000] });
        read.Set();
        Assert.True(await reader);
        Assert.Null(await Task.Run(() => host.Stop("done")).WaitAsync(Eventually.Patience));
        Assert.IsType<InvariantBrokenException>(host.Failure);
        host.Dispose();
    }

    [Fact]
    public async Task A_subscriber_to_positions_that_throws_ends_the_engine_and_not_the_process()
    {
        using PosixStorage disk = new(folder);
        SegmentedJournal.Initialize(disk);
        using EngineHost host = EngineHost.Open(new EngineHostOptions { Storage = disk, Epoch = 1 });
        host.Applied.Subscribe(new Throwing());
        await host.Start();
        Task<Answer> answer = host.AskAsync(new Input
        {
            Kind = InputKind.NormalisedExecution,
            Source = "test",
            Body = new NormalisedExecution
            {
                Symbol = "IBM",
                Side = Side.Buy,
                LastQty = Qty.FromTrusted(1),
                LastPx = Px.FromTrusted(1),
                ExecId = new ExecId(ShortText.FromTrusted("E1")),
                TransactTime = new UtcNanos(1),
                Account = "ACC1",
            },
        });

        await Assert.ThrowsAsync<NotSupportedException>(() => answer.WaitAsync(Eventually.Patience));
        Assert.IsType<NotSupportedException>(host.Failure);
        Assert.Null(await Task.Run(() => host.Stop("done")).WaitAsync(Eventually.Patience));
    }

    [Fact]
    public async Task What_is_thrown_by_who_takes_durable_blocks_ends_the_engine_and_not_the_process()
    {
        using PosixStorage disk = new(folder);
        SegmentedJournal.Initialize(disk);
        using EngineHost host = EngineHost.Open(new EngineHostOptions { Storage = disk, Epoch = 1 });
        host.Outward = new ThrowingOnTheJournalsThread();
        await host.Start();

        // What arrives during a sync is left to the journal's thread.
        for (int i = 0; i < 100_000 && host.Failure is null; i++) host.Post(HostInputs.Malformed());
        await Eventually.Holds(() => host.Failure is not null, "the engine has ended");
        Assert.IsType<NotSupportedException>(host.Failure);
        Assert.Null(await Task.Run(() => host.Stop("done")).WaitAsync(Eventually.Patience));
    }

    [Fact]
    public async Task Who_waits_for_what_is_durable_and_throws_is_told_of_once_and_ends_nothing()
    {
        using PosixStorage disk = new(folder);
        SegmentedJournal.Initialize(disk);
        ConcurrentQueue<string> told = [];
        using EngineHost host = EngineHost.Open(
            new EngineHostOptions { Storage = disk, Epoch = 1, Tell = told.Enqueue });
        ulong seen = 0;
        host.Advanced += _ => throw new NotSupportedException("a reader's mistake");
        host.Advanced += seq => Volatile.Write(ref seen, seq);
        await host.Start();
        for (int i = 0; i < 3; i++) await host.AskAsync(HostInputs.Malformed());

        Assert.NotNull(host.Stop("done"));
        Assert.Null(host.Failure);
        Assert.Equal(host.Read(replica => replica.Seq), Volatile.Read(ref seen));
        Assert.Equal(["who waits for what is durable: a reader's mistake"], told);
    }

    [Fact]
    public async Task A_seal_that_fails_is_a_failure_of_the_journal()
    {
        using PosixStorage disk = new(folder);
        SegmentedJournal.Initialize(disk);
        using FailingStorage failing = new(disk);
        failing.Release();
        Exception? told = null;
        using EngineHost host = EngineHost.Open(
            new EngineHostOptions { Storage = failing, Epoch = 1, Failed = cause => told = cause });
        await host.Start();

        // The stop itself is the last that is synced before the seal, and released once it is.
        host.Outward = new FailingFromNowOn(failing);
        Assert.Null(host.Stop("done"));
        Assert.IsType<JournalWriteException>(host.Failure);
        Assert.Same(host.Failure, told);
        Assert.Null(host.StoppedAt);
    }

    private sealed class FailingFromNowOn(FailingStorage storage) : IEffectSink
    {
        public void Release(Effects effects) => storage.Fail();
    }

    private sealed class ThrowingOnTheJournalsThread : IEffectSink
    {
        public void Release(Effects effects)
        {
            if (Thread.CurrentThread.Name == "journal") throw new NotSupportedException("an adapter's mistake");
        }
    }

    private sealed class Throwing : IPositionSubscriber
    {
        public void OnPosition(in PositionDelta delta) => throw new NotSupportedException("a strategy's mistake");
    }

    private sealed class Breaking : SelectiveFacts
    {
        public override void Apply(in DeadLettered e) => throw new InvariantBrokenException("a test");
    }
}
