using System;
using Truefill.Domain.Time;

namespace Truefill.Venues.Simulated;

/// <summary>
/// When a venue's time and prices are written to its log: both when it stops; while it runs, the time every few seconds
/// as far as it is ahead of the wall clock's, and the prices once a minute, so that a kill costs no more than that.
/// </summary>
internal sealed class VenueMoments(SimulatedMarket market, TimeProvider wall)
{
    private static readonly TimeSpan TimeEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PricesEvery = TimeSpan.FromMinutes(1);

    private long timeAt = wall.GetTimestamp();
    private long pricesAt = wall.GetTimestamp();
    private UtcNanos written;

    /// <summary>Writes what is due. Cheap where nothing is.</summary>
    public void Look()
    {
        if (wall.GetElapsedTime(pricesAt) >= PricesEvery) Write();
        else if (wall.GetElapsedTime(timeAt) >= TimeEvery) WriteIfAhead();
    }

    /// <summary>After a restart the time would go back otherwise.</summary>
    public void WriteIfAhead()
    {
        timeAt = wall.GetTimestamp();
        if (market.Now > written && market.Now > UtcNanos.Of(wall.GetUtcNow())) Write(withPrices: false);
    }

    public void Write()
    {
        pricesAt = timeAt = wall.GetTimestamp();
        Write(withPrices: true);
    }

    private void Write(bool withPrices)
    {
        market.WriteMoment(withPrices);
        written = market.Now;
    }
}
