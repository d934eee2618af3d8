using System;
using System.Net.Http;
using System.Threading.Tasks;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;
using Truefill.Samples;
using Truefill.Venues.Conformance;
using Truefill.Venues.Polling;
using Truefill.Venues.Simulated;
using Truefill.Venues.Simulated.Prices;

namespace Truefill.Venues.Tests.Support;

/// <summary>Venues for one check each, with the hands that make things go wrong on their way.</summary>
internal static class ConformanceTargets
{
    private static readonly PollingVenueOptions Fast = new("POLL")
    {
        PollInterval = TimeSpan.FromMilliseconds(10),
        CallGap = TimeSpan.FromMilliseconds(1),
    };

    /// <param name="takes">The types and lives that the broker takes; null: all that it has.</param>
    public static ConformanceTarget Polled(Mistake mistake = Mistake.None, VenueCapabilities? takes = null) =>
        Polled(new InMemoryBroker(100), mistake, takes);

    public static ConformanceTarget Polled(
        InMemoryBroker broker, Mistake mistake = Mistake.None, VenueCapabilities? takes = null) =>
        Of(broker, () => new PollingVenue(new MistakenBroker(broker, mistake, takes), Fast));

    public static ConformanceTarget Sample()
    {
        InMemoryBroker broker = new(100);
        return Of(broker, () => new PollingVenue(new RestBroker(Http(new RestBrokerServer(broker))), Fast));
    }

    public static ConformanceTarget Simulated(
        SimulatedMarketSettings? settings = null, Mistake mistake = Mistake.None)
    {
        SimulatedVenue venue = SimulatedVenueOf(settings ?? new());
        return new ConformanceTarget
        {
            Create = () => new MistakenVenue(venue, mistake),
            VenueNow = () => venue.Clock.Now,
            Account = "A",
            Symbol = "SPY",
            Qty = Qty.FromTrusted(100),
            FarBelow = Px.FromTrusted(100),
            FarAbove = Px.FromTrusted(2000),
            LoseNextAnswer = () => OnMarket(m => m.Faults = m.Faults with { LoseAck = 1 }),
            DropLine = () => OnMarket(m => m.Disconnect(TimeSpan.FromMilliseconds(500))),
            TradePart = _ => OnMarket(m =>
            {
                m.Print(new TradePrint(m.Now, "SPY", Px.FromTrusted(100), Qty.FromTrusted(30)));
                m.Print(new TradePrint(m.Now, "SPY", Px.FromTrusted(100), Qty.FromTrusted(10)));
            }),
        };

        Task OnMarket(Action<SimulatedMarket> act) => venue.OnMarketAsync(market =>
        {
            act(market);
            return true;
        });
    }

    public static HttpClient Http(HttpMessageHandler server) => new(server) { BaseAddress = new Uri("http://broker/") };

    private static ConformanceTarget Of(InMemoryBroker broker, Func<IVenue> create) => new()
    {
        Create = create,
        Account = "A",
        Symbol = "IBM",
        Qty = Qty.FromTrusted(100),
        FarBelow = Px.FromTrusted(50),
        FarAbove = Px.FromTrusted(200),
        LoseNextAnswer = () => Done(() => broker.FailsAfterSubmit = new HttpRequestException("the answer is lost")),
        DropLine = async () =>
        {
            broker.FailsPolls = new HttpRequestException("the line is down");
            await Task.Delay(50);
            broker.FailsPolls = null;
        },
        TradePart = id => Done(() => broker.Fill(id.ToString(), 40, 50)),
    };

    private static Task Done(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    private static SimulatedVenue SimulatedVenueOf(SimulatedMarketSettings settings) => new(
        settings,
        new RandomWalkPrices(1, BuiltinMarket.Symbols, Venue.Start),
        SimulatedClock.Running(TimeProvider.System, Venue.Start, 20),
        TimeProvider.System);
}
