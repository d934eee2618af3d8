using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Venues.Simulated.Log;

namespace Truefill.Venues.Simulated;

/// <summary>How its time and its prices go on after a restart where no report says them.</summary>
public sealed partial class SimulatedMarket
{
    private static readonly Dictionary<string, Px> NoPrices = [];

    /// <summary>It was made of a log, be it that nothing but its time was in it.</summary>
    internal bool IsRestored { get; private set; }

    /// <summary>Of each symbol that was printed, also before a restart.</summary>
    internal IReadOnlyDictionary<string, Px> LastPrices => symbolsInOrder
        .Where(book => book.LastPrice is not null)
        .ToDictionary(book => book.Symbol, book => book.LastPrice!.Value, StringComparer.Ordinal);

    /// <summary>Writes down what time it is here, and the last price of each symbol.</summary>
    internal void WriteMoment(bool withPrices)
    {
        if (settings.Log is { } log) WriteMoment(log, withPrices);
    }

    private void WriteMoment(IVenueLog to, bool withPrices) =>
        new MomentLine(Now, withPrices ? LastPrices : NoPrices).Write(to);

    private void Restore(MomentLine moment)
    {
        Now = UtcNanos.Max(Now, moment.Time);
        foreach ((string symbol, Px price) in moment.Prices)
            if (Book(symbol) is { } book) book.LastPrice = price;
    }
}
