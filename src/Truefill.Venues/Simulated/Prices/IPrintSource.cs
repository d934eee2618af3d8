using System;

namespace Truefill.Venues.Simulated.Prices;

/// <summary>Prints one after another, their times never going back.</summary>
public interface IPrintSource : IDisposable
{
    /// <summary>Why there are no more prints, where it is not that they came to their end; else null.</summary>
    string? Failure => null;

    /// <summary>The next print, which stays the next one until it is taken. False: there are no more.</summary>
    bool TryPeek(out TradePrint print);

    /// <summary>Goes on to the one after it.</summary>
    void Take();
}
