using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;

namespace Truefill.Fix.Tests.Sessions;

public sealed class TransportTests
{
    private static readonly FixReconnect Soon = new() { First = TimeSpan.FromMilliseconds(10), Longest = TimeSpan.FromMilliseconds(50) };
    private static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    private static FixSession Session(FixRole role, string us, string them, IFixApplication host, TimeSpan? heartbeat = null, IFixLog? log = null) => new(
        new FixSessionOptions { Role = role, Version = FixVersion.Fix44, SenderCompId = us, TargetCompId = them, HeartBtInt = heartbeat ?? TimeSpan.FromSeconds(30) },
        new MemoryMessageStore(FixNanos.Of(DateTimeOffset.UtcNow)), host, log);

    private static FixSent Order(FixConnection connection, string id) => connection.Send("D"u8, id, static (ref writer, id) =>
    {
        writer.Append(Tags.ClOrdID, id);
        writer.AppendChar(Tags.Side, (byte)'1');
        writer.AppendChar(Tags.OrdType, (byte)'1');
    });

    /// <summary>Sends orders back, and counts.</summary>
    private sealed class Counter : IFixApplication
    {
        private readonly EchoHost? echo;
        private int count;

        public Counter(bool echo) => this.echo = echo ? new EchoHost() : null;

        public int Count => Volatile.Read(ref count);

        public ConcurrentQueue<string> Ids { get; } = new();

        public FixVerdict OnMessage(FixSession session, in FixDelivery delivery)
        {
            Ids.Enqueue(delivery.Message.Text(Tags.ClOrdID)!);
            Interlocked.Increment(ref count);
            return echo?.OnMessage(session, delivery) ?? FixVerdict.Accepted;
        }
    }

    [Theory]
    [InlineData(FixWait.Block)]
    [InlineData(FixWait.Spin)]
    public void Many_sessions_share_one_port_and_many_threads_one_session(FixWait wait)
    {
        const int sessions = 5, threads = 4, orders = 200;
        var options = new FixTransportOptions { Reconnect = Soon, Wait = wait };
        var venues = Enumerable.Range(0, sessions).Select(_ => new Counter(echo: true)).ToArray();
        var clients = venues.Select(_ => new Counter(echo: false)).ToArray();
        using var acceptor = new FixAcceptor(
            AnyPort, venues.Select((host, n) => Session(FixRole.Acceptor, "VENUE", $"C{n}", host)), options);
        acceptor.Start();
        var initiators = clients.Select((host, n) => new FixInitiator(
            Session(FixRole.Initiator, $"C{n}", "VENUE", host), "127.0.0.1", acceptor.Endpoint.Port, options)).ToArray();
        try
        {
            foreach (var initiator in initiators) initiator.Start();
            Eventually.HoldsBlocking(() => initiators.All(i => i.Connection.IsLoggedOn), "all log on");
            var senders = initiators.SelectMany((initiator, _) => Enumerable.Range(0, threads).Select(t => new Thread(() =>
            {
                for (var n = 0; n < orders; n++) Assert.True(Order(initiator.Connection, $"{t}-{n}").IsOk);
            }))).ToList();
            senders.ForEach(thread => thread.Start());
            senders.ForEach(thread => thread.Join());
            Eventually.HoldsBlocking(() => clients.All(c => c.Count == threads * orders), "all echoes come");
            foreach (var client in clients)
            {
                Assert.Equal(threads * orders, client.Ids.Distinct().Count());
                for (var t = 0; t < threads; t++)
                    Assert.Equal(Enumerable.Range(0, orders).Select(n => $"{t}-{n}"), client.Ids.Where(id => id[0] == '0' + t));
            }
        }
        finally
        {
            foreach (var initiator in initiators) initiator.Dispose();
        }
    }

    /// <summary>Has a mistake that the first order with this id brings out.</summary>
    private sealed class Mistaken(string badId) : IFixApplication
    {
        private bool isOut;

        public ConcurrentQueue<string> Ids { get; } = new();

        public FixVerdict OnMessage(FixSession session, in FixDelivery delivery)
        {
            var id = delivery.Message.Text(Tags.ClOrdID)!;
            if (id == badId && !isOut)
            {
                isOut = true;
                throw new InvalidOperationException("a mistake");
            }

            Ids.Enqueue(id);
            return FixVerdict.Accepted;
        }
    }

    [Fact]
    public void A_host_that_throws_ends_one_connection_and_is_served_by_the_next()
    {
        var (mistaken, other) = (new Mistaken("bad"), new Counter(echo: false));
        var log = new RecordingLog();
        using var acceptor = new FixAcceptor(AnyPort,
            [Session(FixRole.Acceptor, "VENUE", "C0", mistaken, log: log), Session(FixRole.Acceptor, "VENUE", "C1", other)]);
        acceptor.Start();
        var options = new FixTransportOptions { Reconnect = Soon };
        using var first = new FixInitiator(
            Session(FixRole.Initiator, "C0", "VENUE", new Counter(echo: false)), "127.0.0.1", acceptor.Endpoint.Port, options);
        using var second = new FixInitiator(
            Session(FixRole.Initiator, "C1", "VENUE", new Counter(echo: false)), "127.0.0.1", acceptor.Endpoint.Port, options);
        first.Start();
        second.Start();
        Eventually.HoldsBlocking(() => first.Connection.IsLoggedOn && second.Connection.IsLoggedOn, "both log on");
        Assert.True(Order(first.Connection, "bad").IsOk);
        Eventually.HoldsBlocking(
            () => first.Connection.Session.LogonCount > 1 && first.Connection.IsLoggedOn, "a second logon");
        Assert.True(Order(first.Connection, "good").IsOk);
        Assert.True(Order(second.Connection, "other").IsOk);

        // An old order is not sent again, so what it threw at is gone.
        Eventually.HoldsBlocking(() => mistaken.Ids.Contains("good") && other.Count == 1, "the orders come");
        Assert.Equal(["good"], mistaken.Ids);
        Assert.Equal(1, second.Connection.Session.LogonCount);
        Assert.Contains("the session failed: a mistake", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Over_Tls_orders_flow_and_heartbeats_go_on_in_silence()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=venue.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        var log = new RecordingLog();
        var (venue, client) = (new Counter(echo: true), new Counter(echo: false));
        using var acceptor = new FixAcceptor(AnyPort, [Session(FixRole.Acceptor, "VENUE", "C", venue)],
            new FixTransportOptions { ServerTls = new SslServerAuthenticationOptions { ServerCertificate = certificate } });
        acceptor.Start();
        var tls = new SslClientAuthenticationOptions
        {
            TargetHost = "venue.test",
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString() == certificate.GetCertHashString(),
        };
        using var initiator = new FixInitiator(Session(FixRole.Initiator, "C", "VENUE", client, TimeSpan.FromSeconds(1), log), "127.0.0.1",
            acceptor.Endpoint.Port, new FixTransportOptions { ClientTls = tls, Reconnect = Soon });
        initiator.Start();
        Eventually.HoldsBlocking(() => initiator.Connection.IsLoggedOn, "logon over TLS");
        for (var n = 0; n < 100; n++) Assert.True(Order(initiator.Connection, $"{n}").IsOk);
        Eventually.HoldsBlocking(() => client.Count == 100, "echoes over TLS");
        Eventually.HoldsBlocking(() => log.Text.Contains("\u000135=0\u0001", StringComparison.Ordinal), "a heartbeat");
        Assert.True(initiator.Connection.IsLoggedOn);
    }

    [Fact]
    public void A_server_that_cannot_prove_who_it_is_gets_no_logon()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=somebody.else", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        var venueLog = new RecordingLog();
        var log = new RecordingLog();
        using var acceptor = new FixAcceptor(AnyPort, [Session(FixRole.Acceptor, "VENUE", "C", new Counter(true), log: venueLog)],
            new FixTransportOptions { ServerTls = new SslServerAuthenticationOptions { ServerCertificate = certificate } });
        acceptor.Start();
        using var initiator = new FixInitiator(Session(FixRole.Initiator, "C", "VENUE", new Counter(false)), "127.0.0.1",
            acceptor.Endpoint.Port, new FixTransportOptions { ClientTls = FixTransportOptions.TlsTo("venue.test"), Reconnect = Soon }, log);
        initiator.Start();
        Eventually.HoldsBlocking(() => log.Text.Contains("no connection to", StringComparison.Ordinal), "an error");
        Assert.False(initiator.Connection.IsLoggedOn);
        Assert.Equal("", venueLog.Text);
    }

    [Fact]
    public void An_initiator_comes_back_after_a_cut_and_goes_on_counting()
    {
        var options = new FixTransportOptions { Reconnect = Soon };
        using var acceptor = new FixAcceptor(AnyPort, [Session(FixRole.Acceptor, "VENUE", "C", new Counter(true))], options);
        acceptor.Start();
        using var initiator = new FixInitiator(
            Session(FixRole.Initiator, "C", "VENUE", new Counter(false)), "127.0.0.1", acceptor.Endpoint.Port, options);
        initiator.Start();
        for (var times = 1; times <= 3; times++)
        {
            var expected = times;
            Eventually.HoldsBlocking(
                () => initiator.Connection.Session.LogonCount == expected && initiator.Connection.IsLoggedOn,
                "logon again");
            Assert.Equal(times + 1, initiator.Connection.Session.NextOutbound);
            initiator.Connection.Cut();
            Eventually.HoldsBlocking(
                () => initiator.Connection.Session.LogonCount > expected || !initiator.Connection.IsLoggedOn,
                "the cut is seen");
        }
    }

    [Fact]
    public void A_counterparty_that_reads_nothing_is_cut_off_and_holds_nobody_up()
    {
        var options = new FixTransportOptions { SendTimeout = TimeSpan.FromMilliseconds(500) };
        var session = Session(FixRole.Acceptor, "US", "PEER", new Counter(false));
        using var acceptor = new FixAcceptor(AnyPort, [session], options);
        acceptor.Start();
        using var peer = new Socket(SocketType.Stream, ProtocolType.Tcp);
        peer.Connect(acceptor.Endpoint);
        peer.Send(ScriptMessage.Compose(
            new ScriptStep(0, ScriptAct.Peer, 1, "A", ["34=1", "98=0", "108=0"], default), FixVersion.Fix44, FixNanos.Of(DateTimeOffset.UtcNow), ""));
        Eventually.HoldsBlocking(() => session.IsLoggedOn, "logon");
        var text = new string('x', 3000);
        // Far more than the buffers of both sockets hold.
        for (var n = 0; n < 20_000 && session.IsLoggedOn; n++) Order(acceptor.Connection(session), text);
        Eventually.HoldsBlocking(() => session.State == FixSessionState.Disconnected, "it is cut off");
    }

    [Fact]
    public void A_connection_that_says_nothing_is_closed_in_time()
    {
        var options = new FixTransportOptions { LogonTimeout = TimeSpan.FromMilliseconds(200), TickInterval = TimeSpan.FromMilliseconds(20) };
        using var acceptor = new FixAcceptor(AnyPort, [Session(FixRole.Acceptor, "US", "PEER", new Counter(false))], options);
        acceptor.Start();
        using var peer = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = (int)Eventually.Patience.TotalMilliseconds };
        peer.Connect(acceptor.Endpoint);
        Assert.Equal(0, peer.Receive(new byte[10]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_connection_that_sends_a_byte_at_a_time_is_closed_in_time_with_Tls_and_without(bool encrypts)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=venue.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        var options = new FixTransportOptions
        {
            LogonTimeout = TimeSpan.FromMilliseconds(300),
            ServerTls = encrypts ? new SslServerAuthenticationOptions { ServerCertificate = certificate } : null,
        };
        using var acceptor = new FixAcceptor(AnyPort, [Session(FixRole.Acceptor, "US", "PEER", new Counter(false))], options);
        acceptor.Start();
        using var peer = new Socket(SocketType.Stream, ProtocolType.Tcp);
        peer.Connect(acceptor.Endpoint);

        // The start of a handshake record of 8 kB, or of a message, in pieces that come more often than a tick.
        byte[] start = encrypts ? [0x16, 3, 1, 0x20, 0, 1, 0, 0x1F, 0xFC, 3, 3] : [.. "8=FIX.4.4\u00019=5000\u0001"u8];
        var sent = 0;
        Eventually.HoldsBlocking(() => IsCut(), "it is cut off");

        // Not because it was whole: that takes five or eight thousand.
        Assert.True(sent < 4000, $"after {sent} bytes");

        bool IsCut()
        {
            try
            {
                peer.Send([sent < start.Length ? start[sent] : (byte)'0']);
                sent++;
                return peer.Poll(TimeSpan.FromMilliseconds(20), SelectMode.SelectRead) && peer.Receive(new byte[1]) == 0;
            }
            catch (SocketException)
            {
                return true;
            }
        }
    }

    [Fact]
    public void A_counterparty_that_is_gone_is_noticed_where_there_are_no_heartbeats()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var pipe = new SocketPipe(socket, new FixTransportOptions());

        Assert.NotEqual(0, socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
        Assert.Equal((30, 10, 3), (Tcp(SocketOptionName.TcpKeepAliveTime), Tcp(SocketOptionName.TcpKeepAliveInterval), Tcp(SocketOptionName.TcpKeepAliveRetryCount)));

        int Tcp(SocketOptionName name) => (int)socket.GetSocketOption(SocketOptionLevel.Tcp, name)!;
    }

    [Fact]
    public void Delays_between_attempts_double_up_to_the_longest_and_chance_shortens_them()
    {
        var reconnect = new FixReconnect { First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(10), Jitter = 0.5 };
        Assert.Equal([1, 2, 4, 8, 10, 10], Enumerable.Range(0, 6).Select(n => reconnect.Delay(n, 0).TotalSeconds));
        Assert.Equal(5, reconnect.Delay(30, 1).TotalSeconds);
    }
}
