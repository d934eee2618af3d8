using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Alerts;
using Truefill.Server.Service;
using Truefill.Server.Venues;
using Truefill.Venues;

namespace Truefill.Server.Tests.Venues;

public sealed class BrokenAdapterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("truefill-broken-").FullName;
    private readonly ConcurrentQueue<string> reported = [];
    private readonly BreakingVenue venue = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task An_adapter_that_throws_where_it_is_handed_an_order_is_started_again_and_the_order_stays_open()
    {
        using LiveLoop service = await Start();
        venue.BreaksOrders = true;
        Order order = await Submit(service, "C1");
        await Eventually.Holds(() => venue.Runs == 2 && IsOpen(service), "a second run");

        Assert.Null(service.Host.Failure);
        Assert.Contains(reported, line => line.Contains("V: its adapter failed: a bug", StringComparison.Ordinal));
        Assert.Equal(OrdStatus.PendingNew, service.Host.Read(replica => replica.Books.Orders[order.Handle].OrdStatus));

        venue.BreaksOrders = false;
        Order next = await Submit(service, "C2");
        await Eventually.Holds(() => venue.Sent.Contains(next.Handle), "the next order at the venue");
        Assert.DoesNotContain(order.Handle, venue.Sent);
    }

    [Fact]
    public async Task An_adapter_that_throws_where_it_is_asked_is_started_again()
    {
        venue.Capabilities |= VenueCapabilities.QueryPositions | VenueCapabilities.QueryOpenOrders;
        venue.BreaksQuestions = true;
        using LiveLoop service = await Start();
        await Eventually.Holds(() => IsOpen(service), "a session");
        await service.Host.AskAsync(new Input
        {
            Kind = InputKind.Reconcile,
            Source = "test",
            Body = new Reconcile("V", "ann"),
        });
        await Eventually.Holds(() => venue.Runs >= 2, "a second run");
        venue.BreaksQuestions = false;
        await Eventually.Holds(() => IsOpen(service), "a session");

        Assert.Null(service.Host.Failure);
        Assert.Contains(reported, line => line.Contains("its adapter failed: a bug", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_adapter_that_returns_while_the_service_runs_is_started_again()
    {
        venue.Returns = true;
        using LiveLoop service = await Start();
        await Eventually.Holds(() => venue.Runs == 2 && IsOpen(service), "a second run");

        Assert.Contains(reported, line => line.Contains("V: its adapter ended", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Since_when_a_venue_is_down_does_not_change_with_every_start_of_its_adapter_that_fails()
    {
        venue.Throws = true;
        using LiveLoop service = await Start();
        await Eventually.Holds(() => venue.Runs == 2, "a second run");
        Session first = SessionOf(service);
        await Eventually.Holds(() => venue.Runs == 4, "a fourth run");

        Assert.Equal(first, SessionOf(service));
        Assert.Equal((false, "no way in"), (first.IsOpen, first.Reason));
        List<Sign> signs = service.Host.Read(replica => BookSigns.Read(
            replica, first.Since.AddNanos(BookSigns.Reconnecting.Ticks * 100 + 1), hasSessions: true));
        Assert.Equal(AlertKind.VenueDown, Assert.Single(signs, sign => sign.Subject == "V").Kind);

        venue.Throws = false;
        await Eventually.Holds(() => IsOpen(service), "a session");
    }

    private static Session SessionOf(LiveLoop service) =>
        service.Host.Read(replica => Assert.Single(replica.Books.Sessions.All));

    private async Task<LiveLoop> Start()
    {
        StateDirectory.Init(folder, "broken", Guid.NewGuid());
        LiveLoop service = await LiveLoop.StartAsync(
            new LiveLoopOptions
            {
                StateDirectory = folder,
                Durability = JournalDurability.Os,
                SegmentBytes = 1 << 20,
                FollowEvents = false,
                Venues = _ => [new VenueSetup(new DefineVenue("V", false, venue.Capabilities), venue)],
                Report = reported.Enqueue,
            },
            CancellationToken.None);
        await Eventually.Holds(() => venue.Runs > 0, "a first run");
        return service;
    }

    private static bool IsOpen(LiveLoop service) =>
        service.Host.Read(replica => replica.Books.Sessions.All.Any(session => session.IsOpen));

    private static async Task<Order> Submit(LiveLoop service, string id)
    {
        await Eventually.Holds(() => IsOpen(service), "a session");
        ClOrdId clOrdId = ClOrdId.FromTrusted(id);
        await service.Host.AskAsync(new Input
        {
            Kind = InputKind.NewOrderSingle,
            Source = "test",
            Body = new NewOrderSingle
            {
                ClOrdId = clOrdId,
                Symbol = "IBM",
                Account = "ACC1",
                Terms = new OrderTerms(
                    Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(10), Px.FromTrusted(10)),
            },
        });
        return service.Host.Read(replica => replica.Books.Orders.Open.Single(order => order.ClOrdId == clOrdId));
    }

    /// <summary>Throws, when told to, where an adapter must not.</summary>
    private sealed class BreakingVenue : IVenue
    {
        private int runs;

        public string Id => "V";

        public VenueCapabilities Capabilities { get; set; } =
            VenueCapabilities.OrderEntry | VenueCapabilities.PushesReports;

        public volatile bool BreaksOrders;
        public volatile bool BreaksQuestions;
        public volatile bool Returns;
        public volatile bool Throws;

        public int Runs => Volatile.Read(ref runs);

        public ConcurrentQueue<OrderHandle> Sent { get; } = [];

        public async Task RunAsync(IVenueSink sink, CancellationToken stop)
        {
            Interlocked.Increment(ref runs);
            if (Throws) throw new InvalidOperationException("no way in");
            sink.Post(new VenueReport { Kind = VenueReportKind.SessionOpened });
            if (Returns && Runs == 1) return;
            await Task.Delay(Timeout.Infinite, stop);
        }

        public void Send(in VenueCommand command)
        {
            if (BreaksOrders) throw new InvalidOperationException("a bug");
            Sent.Enqueue(command.Order);
        }

        public void Ask(in VenueQuery query)
        {
            if (BreaksQuestions) throw new InvalidOperationException("a bug");
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
