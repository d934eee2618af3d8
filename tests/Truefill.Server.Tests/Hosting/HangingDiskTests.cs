using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Truefill.Domain.Intake;
using Truefill.Engine;
using Truefill.Journal;
using Truefill.Server.Hosting;
using Truefill.Server.Http;
using Truefill.Server.Tests.Http;

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
        Assert.False(host.CanWrite);
        Assert.Contains("does not answer", host.WhyNotWritten, StringComparison.Ordinal);

        storage.Release();
        Assert.Equal(InputOutcome.DeadLettered, (await waiting).Outcome);
        await Eventually.Holds(() => !host.IsStalled, "the write is done");
        Assert.Null(host.RefusesOrders);
        Assert.True(host.CanWrite);
        Assert.Null(host.WhyNotWritten);
        await host.AskAsync(HostInputs.Order("taken"));
        Assert.NotNull(host.Stop("done"));
    }

    [Fact]
    public async Task While_it_hangs_nobody_is_told_that_the_service_is_ready_or_runs()
    {
        using EngineHost host = Open();
        await host.Start();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using WebApplication app = builder.Build();
        using IDisposable api = HttpApi.Map(app, new ApiContext { Engine = host, Build = "0.1.0+test" });
        await app.StartAsync();
        using HttpClient client = new() { BaseAddress = new Uri(app.Urls.First()) };
        async Task<(int, string)> Told() => (
            (await Reply.Of(await client.GetAsync(new Uri("/readyz", UriKind.Relative)))).Status,
            (await Reply.Of(await client.GetAsync(new Uri("/api/v1/status", UriKind.Relative)))).Field("state"));
        Assert.Equal((200, "running"), await Told());

        Task<Answer> waiting = await Hang(host);
        Assert.Equal((503, "failed"), await Told());
        storage.Release();
        await waiting;
        await Eventually.Holds(() => !host.IsStalled, "the write is done");
        Assert.Equal((200, "running"), await Told());
        await app.StopAsync();
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
        Assert.Null(await Task.Run(() => host.Stop("done")).WaitAsync(Eventually.Patience));

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
