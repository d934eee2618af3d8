using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq;
using System.Net;

namespace Truefill.Fix.Tests.Sessions;

/// <summary>A counterparty that sends more than is agreed comes to wait, and loses nothing.</summary>
public sealed class IntakeTests
{
    [Theory]
    [InlineData(10, 1, 0)]
    [InlineData(30, 1, 1000)]
    [InlineData(1, 3000, 1000)]
    public void What_is_beyond_the_burst_is_waited_for(int messages, int bytes, int wait)
    {
        FixIntakeBucket bucket = new(new FixIntake(10, 1000) { Burst = TimeSpan.FromSeconds(2) });
        bucket.Take(messages, bytes, now: 5000);
        Assert.Equal(wait, Math.Max(0, bucket.Wait(5000)));
        Assert.Equal(Math.Max(0, wait - 400), Math.Max(0, bucket.Wait(5400)));
    }

    [Fact]
    public void A_pause_earns_no_more_than_the_burst()
    {
        FixIntakeBucket bucket = new(new FixIntake(10, 1000) { Burst = TimeSpan.FromSeconds(2) });
        bucket.Take(1, 1, now: 0);
        bucket.Take(25, 1, now: 3_600_000);
        Assert.Equal(500, bucket.Wait(3_600_000));
    }

    [Theory]
    [InlineData(FixWait.Block)]
    [InlineData(FixWait.Spin)]
    public void The_socket_is_left_unread_for_a_while_and_then_all_of_it_comes(FixWait wait)
    {
        Taker venue = new();
        FixTransportOptions options = new() { Wait = wait, Intake = new FixIntake(50, 1 << 20) { Burst = TimeSpan.FromMilliseconds(200) } };
        using FixAcceptor acceptor = new(new IPEndPoint(IPAddress.Loopback, 0), [Session(FixRole.Acceptor, "VENUE", "DESK", venue)], options);
        acceptor.Start();
        using FixInitiator initiator = new(Session(FixRole.Initiator, "DESK", "VENUE", new Taker()), "127.0.0.1", acceptor.Endpoint.Port);
        initiator.Start();
        Eventually.HoldsBlocking(() => initiator.Connection.IsLoggedOn, "it logs on");
        Stopwatch watch = Stopwatch.StartNew();
        for (int n = 0; n < 60; n++) Send(initiator, n);
        Eventually.HoldsBlocking(() => venue.Count == 60, "these come");

        // Ten may come at once, and fifty are worth a second: what follows is not read before.
        for (int n = 60; n < 70; n++) Send(initiator, n);
        Eventually.HoldsBlocking(() => venue.Count == 70, "all come");

        Assert.InRange(watch.ElapsedMilliseconds, 900, long.MaxValue);
        Assert.Equal(Enumerable.Range(0, 70), venue.Numbers);
        Assert.True(initiator.Connection.IsLoggedOn);
    }

    private static void Send(FixInitiator initiator, int number) => Assert.True(initiator.Connection.Send(
        "UX"u8, number, static (ref FixMessageWriter writer, int n) => writer.AppendInt(Tags.ClOrdID, n)).IsOk);

    private static FixSession Session(FixRole role, string us, string them, IFixApplication host) => new(
        new FixSessionOptions { Role = role, Version = FixVersion.Fix44, SenderCompId = us, TargetCompId = them },
        new MemoryMessageStore(FixNanos.Of(DateTimeOffset.UtcNow)), host);

    private sealed class Taker : IFixApplication
    {
        public ConcurrentQueue<int> Numbers { get; } = new();

        public int Count => Numbers.Count;

        public FixVerdict OnMessage(FixSession session, in FixDelivery delivery)
        {
            delivery.Message.TryGetInt(Tags.ClOrdID, out int number);
            Numbers.Enqueue(number);
            return FixVerdict.Accepted;
        }
    }
}
