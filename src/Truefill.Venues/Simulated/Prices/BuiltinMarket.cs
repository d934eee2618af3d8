using System;
using System.Collections.Generic;
using Truefill.Domain.Quantities;

namespace Truefill.Venues.Simulated.Prices;

/// <summary>How a symbol of the built-in market trades.</summary>
/// <param name="Start">Where its price begins, and what it does not stray from by more than half.</param>
/// <param name="SizeUnit">Sizes are multiples of this.</param>
/// <param name="UnitsMax">The largest size, in units.</param>
/// <param name="Gap">The time between two prints, on average.</param>
public sealed record BuiltinSymbol(
    SimulatedInstrument Instrument, Px Start, Qty SizeUnit, int UnitsMax, TimeSpan Gap);

/// <summary>The symbols of the built-in price feed. Prices are made up; they only look like the real ones.</summary>
public static class BuiltinMarket
{
    private static readonly Currency Twd = Currency.FromTrusted("TWD");

    public static IReadOnlyList<BuiltinSymbol> Symbols { get; } =
    [
        Stock("AAPL", 228.4m, 250), Stock("MSFT", 417.2m, 300), Stock("NVDA", 138.6m, 200), Stock("AMZN", 203.1m, 300),
        Stock("GOOG", 171.5m, 400), Stock("META", 561.3m, 400), Stock("TSLA", 321.9m, 250), Stock("AMD", 139.8m, 350),
        Stock("INTC", 24.6m, 500), Stock("IBM", 213.7m, 400), Stock("ORCL", 189.2m, 600), Stock("CSCO", 57.8m, 700),
        Stock("NFLX", 828.5m, 800), Stock("DIS", 101.4m, 700), Stock("KO", 63.1m, 900), Stock("PEP", 164.9m, 900),
        Stock("JNJ", 154.3m, 900), Stock("PFE", 26.7m, 800), Stock("JPM", 239.5m, 600), Stock("BAC", 46.2m, 600),
        Stock("GS", 589.7m, 900), Stock("XOM", 119.8m, 700), Stock("CVX", 157.6m, 900), Stock("WMT", 84.3m, 700),
        Stock("GE", 181.6m, 900), Stock("F", 11.1m, 800), Stock("SPY", 594.2m, 200), Stock("QQQ", 508.8m, 250),
        Future("TXF", 22_850m, 1m, 200m, Twd), Future("MXF", 22_850m, 1m, 50m, Twd),
        Future("ES", 5_962.25m, 0.25m, 50m, Currency.Usd), Future("NQ", 20_815.5m, 0.25m, 20m, Currency.Usd),
        Future("CL", 70.4m, 0.01m, 1000m, Currency.Usd), Future("GC", 2_650.3m, 0.1m, 100m, Currency.Usd),
        Coin("BTCUSD", 96_400m, 0.01m, 0.001m), Coin("ETHUSD", 3_380m, 0.01m, 0.01m),
        Coin("SOLUSD", 241m, 0.01m, 0.1m),
    ];

    private static BuiltinSymbol Stock(string symbol, decimal start, int gapMilliseconds) => new(
        new SimulatedInstrument(symbol, Currency.Usd, 1, Px.FromTrusted(0.01m)),
        Px.FromTrusted(start),
        Qty.FromTrusted(100),
        12,
        TimeSpan.FromMilliseconds(gapMilliseconds));

    private static BuiltinSymbol Future(
        string symbol, decimal start, decimal tick, decimal multiplier, Currency currency) => new(
        new SimulatedInstrument(symbol, currency, multiplier, Px.FromTrusted(tick), Qty.FromTrusted(1)),
        Px.FromTrusted(start),
        Qty.FromTrusted(1),
        15,
        TimeSpan.FromMilliseconds(400));

    private static BuiltinSymbol Coin(string symbol, decimal start, decimal tick, decimal unit) => new(
        new SimulatedInstrument(symbol, Currency.Usd, 1, Px.FromTrusted(tick)),
        Px.FromTrusted(start),
        Qty.FromTrusted(unit),
        800,
        TimeSpan.FromMilliseconds(300));
}
