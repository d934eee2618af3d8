using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Venues;
using Truefill.Venues.Fix.Trading;

namespace Truefill.Fix.Tests.Trading;

/// <summary>A venue that is logged on and silent, and one that is not there, over loopback.</summary>
public sealed class SilenceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fix-silence").FullName;
    private readonly Sink sink = new();
    private long ahead;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Silence_is_told_once_it_is_longer_than_the_heartbeat_interval_and_a_second()
    {
        using MemoryMessageStore store = new(1);
        FixSession session = new(Acceptor(), store, new Host());
        using FixAcceptor acceptor = new(new IPEndPoint(IPAddress.Loopback, 0), [session]);
        acceptor.Start();
        using CancellationTokenSource stop = new();
        Task running = new FixVenue(Settings(acceptor.Endpoint.Port)).RunAsync(sink, stop.Token);
        await Eventually.Holds(() => Count(VenueReportKind.SessionOpened) == 1, "logon");

        // Of a heartbeat interval of 600 s: first a little less than may be, then a little more.
        Interlocked.Exchange(ref ahead, 590_000_000_000);
        Thread.Sleep(600);
        Assert.Equal(0, Count(VenueReportKind.SessionSilent));
        Interlocked.Exchange(ref ahead, 602_000_000_000);
        await Eventually.Holds(() => Count(VenueReportKind.SessionSilent) == 1, "the silence is told");
        Thread.Sleep(600);
        Assert.Equal(1, Count(VenueReportKind.SessionSilent));
        Assert.StartsWith("nothing was received since 20", sink.Posted.Last().Detail, StringComparison.Ordinal);
        Assert.Equal(0, sink.HeardAgain);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_venue_that_was_silent_is_heard_again_by_nothing_but_a_heartbeat()
    {
        using MemoryMessageStore store = new(1);
        FixSession session = new(Acceptor(), store, new Host());
        using FixAcceptor acceptor = new(new IPEndPoint(IPAddress.Loopback, 0), [session]);
        acceptor.Start();
        using CancellationTokenSource stop = new();
        Task running = new FixVenue(Settings(acceptor.Endpoint.Port)).RunAsync(sink, stop.Token);
        await Eventually.Holds(() => Count(VenueReportKind.SessionOpened) == 1, "logon");
        Interlocked.Exchange(ref ahead, 602_000_000_000);
        await Eventually.Holds(() => Count(VenueReportKind.SessionSilent) == 1, "the silence is told");

        // Then the venue's heartbeat, as good as received: the last word is not long ago.
        Interlocked.Exchange(ref ahead, 0);
        await Eventually.Holds(() => sink.HeardAgain > 0, "it is heard again");
        Assert.Equal(
            [VenueReportKind.SessionOpened, VenueReportKind.SessionSilent], sink.Posted.Select(report => report.Kind));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_venue_that_is_not_there_is_tried_again_ever_more_slowly_and_that_is_told()
    {
        using CancellationTokenSource stop = new();
        FixVenueSettings settings = Settings(ClosedPort()) with
        {
            ReconnectDelay = TimeSpan.FromMilliseconds(20),
            ReconnectDelayMax = TimeSpan.FromMilliseconds(160),
        };
        Task running = new FixVenue(settings).RunAsync(sink, stop.Token);
        await Eventually.Holds(() => sink.Retries.Count >= 6, "six attempts");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        // Chance takes up to three tenths off each.
        int[] longest = [20, 40, 80, 160, 160, 160];
        VenueRetry[] retries = [.. sink.Retries.Take(6)];
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(i + 1, retries[i].Attempt);
            Assert.InRange(retries[i].Delay.TotalMilliseconds, longest[i] * 0.7 - 0.001, longest[i]);
            Assert.StartsWith("no connection to 127.0.0.1:", retries[i].Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_venue_whose_store_failed_ends_with_that_and_can_be_run_again()
    {
        int port = ClosedPort();
        using CancellationTokenSource stop = new();
        FixVenueSettings settings = Settings(port) with
        {
            ReconnectDelay = TimeSpan.FromMilliseconds(20),
            ReconnectDelayMax = TimeSpan.FromMilliseconds(20),
        };
        FixVenue venue = new(settings with { Session = settings.Session with { ResetOnLogon = true } });
        Task running = venue.RunAsync(sink, stop.Token);
        await Eventually.Holds(() => !sink.Retries.IsEmpty, "the first attempt");
        Directory.Delete(folder, recursive: true);
        FixSession session = new(Acceptor(), new MemoryMessageStore(1), new Host());
        using FixAcceptor acceptor = new(new IPEndPoint(IPAddress.Loopback, port), [session]);
        acceptor.Start();

        FixStoreException thrown = await Assert.ThrowsAsync<FixStoreException>(() => running.WaitAsync(Eventually.Patience));
        Assert.Contains("session.fixstore cannot be begun anew", thrown.Message, StringComparison.Ordinal);
        running = venue.RunAsync(sink, stop.Token);
        await Eventually.Holds(() => Count(VenueReportKind.SessionOpened) == 1, "logon");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static int ClosedPort()
    {
        using System.Net.Sockets.TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static FixSessionOptions Acceptor() => new()
    {
        Role = FixRole.Acceptor,
        Version = FixVersion.Fix44,
        SenderCompId = "V",
        TargetCompId = "C",

        // The two clocks differ by as much as the test lets pass.
        MaxLatency = TimeSpan.FromDays(1),
    };

    private int Count(VenueReportKind kind) => sink.Posted.Count(report => report.Kind == kind);

    private FixVenueSettings Settings(int port) => new()
    {
        VenueId = "FIX1",
        Host = "127.0.0.1",
        Port = port,
        StoreFolder = folder,
        Clock = () => FixNanos.Of(DateTimeOffset.UtcNow) + Interlocked.Read(ref ahead),
        Session = Acceptor() with
        {
            Role = FixRole.Initiator,
            SenderCompId = "C",
            TargetCompId = "V",
            HeartBtInt = TimeSpan.FromSeconds(600),
        },
    };

    private sealed class Host : IFixApplication
    {
        public FixVerdict OnMessage(FixSession session, in FixDelivery delivery) => FixVerdict.Accepted;
    }

    private sealed class Sink : IVenueSink
    {
        private int heardAgain;

        public ConcurrentQueue<VenueReport> Posted { get; } = new();

        public ConcurrentQueue<VenueRetry> Retries { get; } = new();

        public int HeardAgain => heardAgain;

        public void Post(in VenueReport report) => Posted.Enqueue(report);

        void IVenueSink.HeardAgain() => Interlocked.Increment(ref heardAgain);

        public void Retrying(in VenueRetry retry) => Retries.Enqueue(retry);
    }
}
