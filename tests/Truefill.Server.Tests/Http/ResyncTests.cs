using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Truefill.Domain.Intake;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Hosting;
using Truefill.Server.Http;
using Truefill.Server.Http.Streaming;

namespace Truefill.Server.Tests.Http;

/// <summary>Streams whose start lies in the journal only, on a disk that is as slow as a test needs it.</summary>
public sealed class ResyncTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("truefill-resync-").FullName;
    private readonly PosixStorage disk;
    private readonly GatedStorage storage;
    private EngineHost host = null!;
    private EventFeed feed = null!;

    public ResyncTests()
    {
        disk = new PosixStorage(folder);
        storage = new GatedStorage(disk);
    }

    public async Task InitializeAsync()
    {
        SegmentedJournal.Initialize(disk);
        host = EngineHost.Open(new EngineHostOptions { Storage = storage, Epoch = 1 });
        await host.Start();
        for (int i = 0; i < 20; i++) await host.AskAsync(Malformed());
        feed = Joined(TimeSpan.FromMilliseconds(50));
    }

    public Task DisposeAsync()
    {
        storage.Open();
        feed.Dispose();
        host.Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        storage.Dispose();
        disk.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_replay_that_nobody_waits_for_stops_before_its_first_event()
    {
        storage.Close();
        using CancellationTokenSource gone = new();
        await using JournalResync resync = new(feed, feed.CoveredSeq, gone.Token);
        await Eventually.Holds(() => storage.Waiting == 1, "the replay reads");
        await gone.CancelAsync();
        storage.Open();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resync.DoneSeq.WaitAsync(Long));
    }

    [Fact]
    public async Task A_client_that_is_cut_off_and_comes_back_starts_no_replay_beside_the_one_it_left()
    {
        storage.Close();
        List<Task> sessions = [];
        for (int round = 0; round < 3; round++)
        {
            using CancellationTokenSource gone = new();
            sessions.AddRange([Listen(Stream.Null, gone.Token), Listen(Stream.Null, gone.Token)]);
            await Eventually.Holds(() => storage.Waiting >= 2, "a replay reads");
            await Task.Delay(200);
            await gone.CancelAsync();
        }

        await Task.Delay(200);
        Assert.Equal(2, storage.WaitingMax);
        storage.Open();
        foreach (Task session in sessions)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.WaitAsync(Long));
        Assert.NotNull(await feed.TryResync(Long, CancellationToken.None));
        Assert.NotNull(await feed.TryResync(Long, CancellationToken.None));
    }

    [Fact]
    public async Task A_long_replay_and_the_wait_for_one_have_heartbeats_that_say_how_far_behind_the_client_is()
    {
        storage.Close();
        using CancellationTokenSource gone = new();
        Written[] bodies = [new(), new(), new()];
        Task[] sessions = [.. bodies.Select(body => Listen(body, gone.Token))];
        await Eventually.Holds(
            () => bodies.All(body => body.Lines("event: heartbeat") >= 4), "each stream has four heartbeats");
        string first = bodies[0].Text;
        await gone.CancelAsync();
        storage.Open();
        foreach (Task session in sessions)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.WaitAsync(Long));
        Assert.Contains($"id: 1\nevent: heartbeat\ndata: {{\"seq\":1,\"journal_seq\":{feed.CoveredSeq},", first,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_caught_up_is_told_so_at_once()
    {
        feed.Dispose();
        feed = Joined(heartbeat: TimeSpan.FromHours(1));
        using CancellationTokenSource gone = new();
        Written body = new();
        Task session = Listen(body, gone.Token);
        string current = $"event: heartbeat\ndata: {{\"seq\":{feed.CoveredSeq},\"journal_seq\":{feed.CoveredSeq},";
        await Eventually.Holds(() => body.Text.Contains(current, StringComparison.Ordinal), "the stream is current");
        await gone.CancelAsync();
        await session.WaitAsync(Long).ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    private EventFeed Joined(TimeSpan heartbeat)
    {
        EventFeed joined = new(new ApiContext
        {
            Engine = host,
            Build = "test",
            Stream = new StreamOptions { Heartbeat = heartbeat },
        });
        Assert.Null(joined.TryJoin(new Caller("ann", Role.Viewer)));
        return joined;
    }

    // From behind the first record on, which the ring does not have.
    private Task Listen(Stream body, CancellationToken cancel)
    {
        DefaultHttpContext context = new();
        context.Response.Body = body;
        StreamSession session = new(feed, new SseWriter(context, Long), new StreamFilter(null, null, null));
        return Task.Run(() => session.Run(resumeAfter: 1, cancel), CancellationToken.None);
    }

    private static Input Malformed() => new()
    {
        Kind = InputKind.Malformed,
        Body = new MalformedInput(DeadLetterReason.Malformed, "read again"),
        Source = "test",
    };

    private sealed class Written : MemoryStream
    {
        private readonly Lock guard = new();

        public string Text
        {
            get
            {
                lock (guard) return Encoding.UTF8.GetString(GetBuffer(), 0, (int)Length);
            }
        }

        public int Lines(string line) => Text.Split('\n').Count(each => each == line);

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            lock (guard) base.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            lock (guard) base.Write(buffer, offset, count);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }
    }
}
