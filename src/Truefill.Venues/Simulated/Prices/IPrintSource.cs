using System;

namespace Truefill.Venues.Simulated.Prices;

/// <summary>Prints one after another, their times never going back.</summary>
public interface IPrintSource : IDisposable
{
    /// <summary>The next print, which stays the next one until it is taken. False: there are no more.</summary>
    bool TryPeek(out TradePrint print);

    /// <summary>Goes on to the one after it.</summary>
    void Take();
}
