using System;
using System.Net;
using System.Threading;
using Truefill.Fix.Tests.Support;

namespace Truefill.Fix.Tests.Sessions;

/// <summary>A store that failed ends what its own session does, and nothing else.</summary>
public sealed class StoreFailureTests
{
    private static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);
    private static readonly FixReconnect Soon = new()
    {
        First = TimeSpan.FromMilliseconds(10),
        Longest = TimeSpan.FromMilliseconds(50),
    };

    [Fact]
    public void An_initiator_whose_store_failed_says_so_and_tries_no_more()
    {
        using FailingStore store = new();
        using FixAcceptor acceptor = new(AnyPort, [Session(FixRole.Acceptor, "V", "C", new MemoryMessageStore(1))]);
        acceptor.Start();
        FixSession session = Session(FixRole.Initiator, "C", "V", store);
        FixStoreException? failure = null;
        using FixInitiator initiator = new(
            session, "127.0.0.1", acceptor.Endpoint.Port, new FixTransportOptions { Reconnect = Soon });
        initiator.Failed = failed => Volatile.Write(ref failure, failed);
        initiator.Start();
        Eventually.HoldsBlocking(() => initiator.Connection.IsLoggedOn, "the session is logged on");
        store.Fails = true;
        Assert.Throws<FixStoreException>(() => Order(initiator.Connection));
        initiator.Connection.Cut();
        Eventually.HoldsBlocking(() => Volatile.Read(ref failure) is not null, "the failure is told");

        Assert.Equal("the disk is full", failure!.Message);
        Assert.Equal(FixSessionState.Disconnected, session.State);
    }

    [Fact]
    public void An_initiator_whose_store_failed_while_it_is_logged_on_is_ended_like_any_other()
    {
        using FailingStore store = new();
        using FixAcceptor acceptor = new(AnyPort, [Session(FixRole.Acceptor, "V", "C", new MemoryMessageStore(1))]);
        acceptor.Start();
        FixInitiator initiator = new(
            Session(FixRole.Initiator, "C", "V", store), "127.0.0.1", acceptor.Endpoint.Port,
            new FixTransportOptions { Reconnect = Soon });
        initiator.Start();
        Eventually.HoldsBlocking(() => initiator.Connection.IsLoggedOn, "the session is logged on");
        store.Fails = true;
        initiator.Dispose();

        Assert.Equal(FixSessionState.Disconnected, initiator.Connection.Session.State);
    }

    [Fact]
    public void An_acceptor_goes_on_with_its_other_sessions_when_one_cannot_begin_its_day()
    {
        using FailingStore failed = new() { Fails = true };
        FixSchedule always = new() { StartTime = default, EndTime = default, TimeZone = TimeZoneInfo.Utc };
        RecordingLog log = new();
        using FixAcceptor acceptor = new(
            AnyPort,
            [
                Session(FixRole.Acceptor, "V", "C", failed, always),
                Session(FixRole.Acceptor, "V", "D", new MemoryMessageStore(1), always),
            ],
            log: log);
        acceptor.Start();
        using FixInitiator first = new(
            Session(FixRole.Initiator, "C", "V", new MemoryMessageStore(1)), "127.0.0.1", acceptor.Endpoint.Port,
            new FixTransportOptions { Reconnect = Soon });
        int retries = 0;
        first.Retrying = _ => Interlocked.Increment(ref retries);
        first.Start();
        Eventually.HoldsBlocking(() => Volatile.Read(ref retries) > 2, "the line is closed again and again");
        using FixInitiator second = new(
            Session(FixRole.Initiator, "D", "V", new MemoryMessageStore(1)), "127.0.0.1", acceptor.Endpoint.Port,
            new FixTransportOptions { Reconnect = Soon });
        second.Start();
        Eventually.HoldsBlocking(() => second.Connection.IsLoggedOn, "the other session is logged on");

        Assert.Contains("is not served: the disk is full", log.Text, StringComparison.Ordinal);
        Assert.False(first.Connection.IsLoggedOn);
    }

    private static FixSession Session(
        FixRole role, string us, string them, IMessageStore store, FixSchedule? schedule = null) => new(
            new FixSessionOptions
            {
                Role = role,
                Version = FixVersion.Fix44,
                SenderCompId = us,
                TargetCompId = them,
                Schedule = schedule,
            },
            store,
            new RecordingHost());

    private static void Order(FixConnection connection) => connection.Send(
        "D"u8, "C1", static (ref FixMessageWriter writer, string id) => writer.Append(Tags.ClOrdID, id));
}
