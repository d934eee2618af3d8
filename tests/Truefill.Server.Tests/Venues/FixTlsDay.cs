using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Fix;
using Truefill.Fix.Tests.Interop;
using Truefill.Journal;
using Truefill.Server.Configuration;
using Truefill.Server.Service;

namespace Truefill.Server.Tests.Venues;

/// <summary>
/// A service as its configuration says, between a venue that asks who we are and a gateway that asks who the client
/// is: over TLS both ways, each certificate by way of a file.
/// </summary>
internal sealed class FixTlsDay : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fix-tls-venue").FullName;
    private readonly TestAuthority venues = new("venues");
    private readonly TestAuthority desks = new("desks");
    private readonly TestAuthority strangers = new("strangers");
    private readonly X509Certificate2 venueCertificate;
    private readonly FixAcceptor acceptor;

    /// <param name="weAreKnown">The certificate that we show is of the venue's authority.</param>
    /// <param name="charges">Fields of each fill.</param>
    public FixTlsDay(bool weAreKnown, params (int Tag, string Value)[] charges)
    {
        venueCertificate = venues.Sign("venue");
        using X509Certificate2 ours = (weAreKnown ? desks : strangers).Sign("us");
        TestAuthority.Write(ours, Path.Combine(folder, "us"));
        venues.Write(Path.Combine(folder, "venues.pem"));
        desks.Write(Path.Combine(folder, "desks.pem"));
        FixSessionOptions options = new()
        {
            Role = FixRole.Acceptor,
            Version = FixVersion.Fix44,
            SenderCompId = "VENUE",
            TargetCompId = "US",
        };
        acceptor = new FixAcceptor(
            new IPEndPoint(IPAddress.Loopback, 0),
            [new FixSession(options, new MemoryMessageStore(1), new FillingVenue(charges), Log)],
            new FixTransportOptions { ServerTls = FixTransportOptions.TlsAs(venueCertificate, [desks.Certificate]) },
            Log);
        acceptor.Start();
    }

    /// <summary>What the venue has to say about connections and messages.</summary>
    public EventLog Log { get; } = new();

    public int GatewayPort { get; } = FreePort.Take();

    public LiveLoop Service { get; private set; } = null!;

    public async Task<FixTlsDay> Open()
    {
        ConfigurationResult read = ConfigurationLoader.Load(new ConfigurationRequest
        {
            Yaml = $$"""
                mode: paper
                durability: os
                accounts: [ { id: ACC1, currency: USD } ]
                venues:
                  - { id: FIX1, type: fix, environment: paper, host: 127.0.0.1, port: {{acceptor.Endpoint.Port}}, sender_comp_id: US, target_comp_id: VENUE, reconnect_delay: 100ms, reconnect_delay_max: 100ms, tls: true, tls_certificate: { certificate: us.pem, private_key: us.key }, tls_authority: venues.pem }
                fix_gateway:
                  port: {{GatewayPort}}
                  tls: { certificate: us.pem, private_key: us.key }
                  client_authority: desks.pem
                  sessions: [ { sender_comp_id: TRUEFILL, target_comp_id: CLIENT } ]
                """,
        });
        Assert.Empty(read.Errors);
        string state = Path.Combine(folder, "state");
        StateDirectory.Init(state, "tls-test", Guid.NewGuid());
        LiveLoopOptions plan = ServicePlanning.Of(read.Options!, state, folder) with
        {
            Urls = ["http://127.0.0.1:0"],
            SegmentBytes = 1 << 20,
            FollowEvents = false,
        };
        Service = await LiveLoop.StartAsync(plan, CancellationToken.None);
        return this;
    }

    /// <summary>A client's side of the gateway, with a certificate that its authority has signed.</summary>
    public SslClientAuthenticationOptions ClientTls() =>
        FixTransportOptions.TlsTo("127.0.0.1", [desks.Sign("client")], [desks.Certificate]);

    public void Dispose()
    {
        Service.Dispose();
        acceptor.Dispose();
        venueCertificate.Dispose();
        venues.Dispose();
        desks.Dispose();
        strangers.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Fills each order whole, with charges.</summary>
    private sealed class FillingVenue((int Tag, string Value)[] charges) : IFixApplication
    {
        public FixVerdict OnMessage(FixSession session, in FixDelivery delivery)
        {
            FixMessage order = delivery.Message;
            if (!order.MsgType.SequenceEqual(MsgTypes.NewOrderSingle)) return FixVerdict.Unsupported;
            FixMessageWriter report = session.Begin(MsgTypes.ExecutionReport, delivery.ReceivedAt);
            report.Append(Tags.OrderID, "V1");
            report.Append(Tags.ClOrdID, order.Text(Tags.ClOrdID)!);
            report.Append(Tags.ExecID, "E1");
            report.Append(Tags.ExecType, "F");
            report.Append(Tags.OrdStatus, "2");
            report.Append(Tags.Account, order.Text(Tags.Account)!);
            report.Append(Tags.Symbol, order.Text(Tags.Symbol)!);
            report.Append(Tags.Side, order.Text(Tags.Side)!);
            report.Append(Tags.LastQty, order.Text(Tags.OrderQty)!);
            report.Append(Tags.LastPx, order.Text(Tags.Price)!);
            report.Append(Tags.LeavesQty, "0");
            report.Append(Tags.CumQty, order.Text(Tags.OrderQty)!);
            report.Append(Tags.AvgPx, order.Text(Tags.Price)!);
            foreach ((int tag, string value) in charges) report.Append(tag, value);
            session.Send(ref report, delivery.ReceivedAt);
            return FixVerdict.Accepted;
        }
    }

    internal sealed class EventLog : IFixLog
    {
        private readonly ConcurrentQueue<string> events = new();

        public string Text => string.Join('\n', events);

        public void Message(FixDirection direction, ReadOnlySpan<byte> message, long now) =>
            events.Enqueue($"{direction} {System.Text.Encoding.ASCII.GetString(message)}");

        public void Garbage(ReadOnlySpan<byte> bytes, long now) => events.Enqueue("garbage");

        public void Event(string text, long now) => events.Enqueue(text);
    }
}
