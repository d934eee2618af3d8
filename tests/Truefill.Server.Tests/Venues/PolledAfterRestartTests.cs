using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Service;
using Truefill.Server.Venues;
using Truefill.Venues.Polling;

namespace Truefill.Server.Tests.Venues;

public sealed class PolledAfterRestartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("truefill-polled-").FullName;
    private readonly OneOrderBroker broker = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_a_broker_fills_after_a_restart_is_booked_at_its_own_price()
    {
        StateDirectory.Init(folder, "polled", Guid.NewGuid());
        using (LiveLoop first = await Start())
        {
            await first.Host.AskAsync(new Input
            {
                Kind = InputKind.NewOrderSingle,
                Source = "test",
                Body = new NewOrderSingle
                {
                    ClOrdId = ClOrdId.FromTrusted("C1"),
                    Symbol = "IBM",
                    Account = "ACC1",
                    Terms = new OrderTerms(
                        Side.Buy, OrdType.Limit, TimeInForce.GoodTillCancel, Qty.FromTrusted(100), Px.FromTrusted(30)),
                },
            });
            broker.Show(new PollingOrderStatus(PollingState.Working, Qty.FromTrusted(40), Px.FromTrusted(10)));
            await Eventually.Holds(() => Position(first) == 40, "the first part");
        }

        broker.Show(new PollingOrderStatus(PollingState.Filled, Qty.FromTrusted(100), Px.FromTrusted(16)));
        using LiveLoop second = await Start();
        await Eventually.Holds(() => Position(second) == 100, "the rest");

        Assert.Equal(16m, second.Host.Read(replica => replica.Books.Positions.All.Single().AvgPx));
        Assert.Equal(OrdStatus.Filled, second.Host.Read(replica => replica.Books.Orders[new OrderHandle(1)].OrdStatus));
    }

    private async Task<LiveLoop> Start()
    {
        PollingVenue venue = new(broker, new PollingVenueOptions("POLL")
        {
            PollInterval = TimeSpan.FromMilliseconds(20),
            IdleInterval = TimeSpan.FromMilliseconds(50),
        });
        LiveLoop service = await LiveLoop.StartAsync(
            new LiveLoopOptions
            {
                StateDirectory = folder,
                Durability = JournalDurability.Os,
                SegmentBytes = 1 << 20,
                FollowEvents = false,
                Venues = _ => [new VenueSetup(new DefineVenue("POLL", false, venue.Capabilities), venue)],
            },
            CancellationToken.None);
        await Eventually.Holds(
            () => service.Host.Read(r => r.Books.Sessions.All.Any(session => session.IsOpen)), "a session");
        return service;
    }

    private static decimal Position(LiveLoop service) =>
        service.Host.Read(replica => replica.Books.Positions.All.Sum(position => position.Qty.Value));

    /// <summary>Takes one order, knows no id of ours, and shows the order as it is told to.</summary>
    private sealed class OneOrderBroker : IPollingBroker
    {
        private volatile PollingOrderStatus status = new(PollingState.Working, Qty.Zero);

        public VenueCapabilities Capabilities => VenueCapabilities.Limit | VenueCapabilities.GoodTillCancel;

        public void Show(PollingOrderStatus now) => status = now;

        public Task<string> SubmitAsync(PollingOrder order, CancellationToken stop) => Task.FromResult("B1");

        public Task<PollingOrderStatus?> GetOrderAsync(string orderId, CancellationToken stop) =>
            Task.FromResult<PollingOrderStatus?>(orderId == "B1" ? status : null);

        public Task<IReadOnlyList<VenuePosition>> GetPositionsAsync(CancellationToken stop) =>
            Task.FromResult<IReadOnlyList<VenuePosition>>([]);

        public Task CancelAsync(string orderId, CancellationToken stop) => Task.CompletedTask;
    }
}
