using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Server.Configuration.Options;
using Truefill.Venues.Simulated;
using Truefill.Venues.Simulated.Prices;
using Truefill.Venues.Simulated.Scripts;
using Truefill.Venues.Simulated.Sessions;

namespace Truefill.Server.Venues;

/// <summary>Makes a simulated venue of its configuration.</summary>
public static class SimulatedVenueFactory
{
    private const string BuiltinPrices = "builtin";

    // A configured symbol that the built-in market does not know starts here and prints about twice a second.
    private const decimal StartPrice = 100;
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan MarkInterval = TimeSpan.FromSeconds(1);

    /// <param name="logPath">Where it remembers its orders and books across restarts.</param>
    /// <exception cref="InvalidDataException">
    /// The prices, the script or the log do not read; says which and where.
    /// </exception>
    /// <exception cref="IOException">A file cannot be opened.</exception>
    public static SimulatedVenue Create(VenueOptions venue, TruefillOptions options, string logPath, TimeProvider wall)
    {
        ArgumentNullException.ThrowIfNull(venue);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(wall);
        SimulatedVenueOptions how = venue.Simulated
            ?? throw new ArgumentException($"{venue.Id} is not a simulated venue", nameof(venue));
        UtcNanos start = UtcNanos.Of(wall.GetUtcNow());
        SimulatedClock clock = how.Clock == VenueClock.Simulated
            ? SimulatedClock.Stepped(start)
            : SimulatedClock.Running(wall, start, how.Speed);
        IReadOnlyList<BuiltinSymbol> symbols = Symbols(options);
        SimulatedMarketSettings settings = new()
        {
            VenueId = venue.Id,

            // A restored, older log must not make it give an id a second time.
            IdPrefix = $"{start.Value / UtcNanos.PerSecond:X}-",
            Seed = (ulong)how.Seed,
            Latency = how.Latency,
            Fees = new TradingFees(how.Fees.PerShare, how.Fees.PerOrder, how.Fees.Rate),
            Faults = how.Faults,
            Script = how.Script is { } path ? SimulatedScript.Load(path) : null,
            Instruments = [.. symbols.Select(symbol => symbol.Instrument)],
            TakesOtherSymbols = how.Prices != BuiltinPrices,
            WhenClosed = how.Closed == ClosedMarket.Reject ? ClosedMarketPolicy.Reject : ClosedMarketPolicy.Hold,
            Accounts =
            [
                .. options.Accounts
                    .Where(account => (account.Venue ?? (options.Venues.Count == 1 ? venue.Id : null)) == venue.Id)
                    .Select(account => account.Id),
            ],
            InitialCash = how.Cash ?? 1_000_000,
            StatesBuyingPower = how.Cash is not null,
            RequestsPerSecondMax = how.RequestsPerSecond,

            // A few a second for who looks, however fast the venue's time runs.
            MarkInterval = how.Clock == VenueClock.Simulated
                ? MarkInterval
                : TimeSpan.FromTicks((long)(MarkInterval.Ticks * Math.Max(1, how.Speed))),
        };
        return SimulatedVenue.Open(settings, PricesFrom, clock, wall, logPath);

        IPrintSource PricesFrom(PriceStart from) => how.Prices == BuiltinPrices
            ? new RandomWalkPrices(SeedOf((ulong)how.Seed, from), symbols, from.Time, from.LastPrices)
            : CsvPrices.Open(how.Prices, from.Time);
    }

    // After a restart another path than the one that was walked already: a strategy would know what comes.
    private static ulong SeedOf(ulong seed, PriceStart from) =>
        from.IsNew ? seed : new SeededChance(seed ^ (ulong)from.Time.Value).Next();

    // The built-in ones, as far as the configuration does not say otherwise, and those that only it knows.
    private static List<BuiltinSymbol> Symbols(TruefillOptions options)
    {
        List<BuiltinSymbol> symbols = [];
        foreach (BuiltinSymbol builtin in BuiltinMarket.Symbols)
        {
            InstrumentOptions? known = options.Instruments.FirstOrDefault(i => i.Symbol == builtin.Instrument.Symbol);
            symbols.Add(known is null ? builtin : builtin with { Instrument = Instrument(known, options) });
        }

        foreach (InstrumentOptions known in options.Instruments)
        {
            if (symbols.Exists(symbol => symbol.Instrument.Symbol == known.Symbol)) continue;
            SimulatedInstrument instrument = Instrument(known, options);
            Qty unit = instrument.Lot.IsPositive ? instrument.Lot : Qty.FromTrusted(1);
            symbols.Add(new BuiltinSymbol(instrument, Px.FromTrusted(StartPrice), unit, 100, Gap));
        }

        return symbols;
    }

    private static SimulatedInstrument Instrument(InstrumentOptions known, TruefillOptions options) => new(
        known.Symbol,
        known.Currency ?? default,
        known.Multiplier,
        known.Tick ?? Px.FromTrusted(0.01m),
        known.OddLot ? Qty.Zero : known.Lot ?? Qty.Zero,
        Sessions(options.Calendars.FirstOrDefault(calendar => calendar.Name == known.Calendar)));

    private static SessionCalendar? Sessions(CalendarOptions? calendar) => calendar is null
        ? null
        : new SessionCalendar(
            TimeZoneInfo.FindSystemTimeZoneById(calendar.TimeZone),
            calendar.Open,
            calendar.Close,
            calendar.Holidays,
            calendar.SessionDay == SessionDay.Close);
}
