using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Server.Configuration.Options;
using Truefill.Venues.Simulated;
using Truefill.Venues.Simulated.Faults;
using Truefill.Venues.Simulated.Prices;
using Truefill.Venues.Simulated.Scripts;
using Truefill.Venues.Simulated.Sessions;

namespace Truefill.Server.Venues;

/// <summary>A simulated venue as the configuration describes it.</summary>
internal static class SimulatedVenues
{
    public static SimulatedVenue Create(
        string id, SimulatedVenueOptions venue, TruefillOptions options, string stateDirectory)
    {
        UtcNanos now = new((DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100);
        SimulatedClock clock = venue.Clock == VenueClock.Simulated
            ? SimulatedClock.Stepped(now)
            : SimulatedClock.Running(TimeProvider.System, now, venue.Speed);
        IPrintSource prices = venue.Prices == SimulatedVenueOptions.BuiltinPrices
            ? new RandomWalkPrices((ulong)venue.Seed, BuiltinMarket.Symbols, now)
            : CsvPrices.Open(venue.Prices, now);
        string folder = Path.Combine(stateDirectory, "venues");
        Directory.CreateDirectory(folder, Service.StateSession.PrivateDirectory);
        return SimulatedVenue.Open(
            SettingsOf(id, venue, options), prices, clock, TimeProvider.System, Path.Combine(folder, id + ".log"));
    }

    private static SimulatedMarketSettings SettingsOf(
        string id, SimulatedVenueOptions venue, TruefillOptions options) => new()
        {
            VenueId = id,
            Seed = (ulong)venue.Seed,
            Latency = venue.Latency,
            Fees = new TradingFees(venue.Fees.PerShare, venue.Fees.PerOrder, venue.Fees.Rate),
            Faults = FaultsOf(venue.Faults),
            Script = venue.Script is { } script ? SimulatedScript.Load(script) : null,
            Instruments = venue.Prices == SimulatedVenueOptions.BuiltinPrices ? InstrumentsOf(options) : null,
            WhenClosed = venue.Closed == ClosedMarket.Reject ? ClosedMarketPolicy.Reject : ClosedMarketPolicy.Hold,
            InitialCash = venue.Cash,
            RequestsPerSecondMax = venue.RequestsPerSecond,
            MarkInterval = TimeSpan.FromSeconds(1),
        };

    // What the configuration says of a symbol wins over what the built-in market makes of it.
    private static List<SimulatedInstrument> InstrumentsOf(TruefillOptions options)
    {
        Dictionary<string, SimulatedInstrument> bySymbol =
            BuiltinMarket.Symbols.ToDictionary(s => s.Instrument.Symbol, s => s.Instrument, StringComparer.Ordinal);
        foreach (InstrumentOptions instrument in options.Instruments)
        {
            bySymbol[instrument.Symbol] = new SimulatedInstrument(
                instrument.Symbol,
                instrument.Currency ?? default,
                instrument.Multiplier,
                instrument.Tick ?? default,
                instrument.OddLot ? default : instrument.Lot ?? default,
                CalendarOf(instrument.Calendar, options));
        }

        return [.. bySymbol.Values];
    }

    private static SessionCalendar? CalendarOf(string? name, TruefillOptions options)
    {
        CalendarOptions? calendar = options.Calendars.FirstOrDefault(c => c.Name == name);
        return calendar is null
            ? null
            : new SessionCalendar(
                TimeZoneInfo.FindSystemTimeZoneById(calendar.TimeZone),
                calendar.Open,
                calendar.Close,
                calendar.Holidays);
    }

    private static FaultSettings FaultsOf(FaultOptions faults) => new()
    {
        Drop = faults.Drop,
        Delay = faults.Delay,
        Duplicate = faults.Duplicate,
        Reorder = faults.Reorder,
        LoseAck = faults.LoseAck,
        Reject = faults.Reject,
        Bust = faults.Bust,
        Correct = faults.Correct,
        Disconnect = faults.Disconnect,
        LieInSnapshot = faults.LieInSnapshot,
        Forget = faults.Forget,
        Amnesia = faults.Amnesia,
        Ban = faults.Ban,
    };
}
