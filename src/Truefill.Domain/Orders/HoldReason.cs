namespace Truefill.Domain.Orders;

/// <summary>Why an order waits here instead of being sent.</summary>
public enum HoldReason : byte
{
    /// <summary>No venue is configured that could take it.</summary>
    NoVenue = 1,

    /// <summary>The venue's session is not logged on.</summary>
    SessionDown = 2,

    /// <summary>
    /// The venue is logged on, but trading there is not open: it is being compared with the books, or held.
    /// </summary>
    TradingNotOpen = 3,
}

/// <summary>Why an order that was not sent never will be.</summary>
public enum AbortReason : byte
{
    /// <summary>Its owner canceled it while it was held.</summary>
    CanceledWhileHeld = 1,

    /// <summary>The kill switch was engaged before it left.</summary>
    KillSwitch = 2,

    /// <summary>A cold start drops what was held.</summary>
    ColdStart = 3,

    /// <summary>The line to the venue was down or refused the bytes before any of them left.</summary>
    NotSent = 4,

    /// <summary>A person stopped trading at the venue before it left.</summary>
    TradingHeld = 5,

    /// <summary>Its own time, or that of what it was to execute, was over before it could be sent.</summary>
    Expired = 6,

    /// <summary>Another order of its correlation id was executed beyond what was ordered.</summary>
    Overfilled = 7,

    /// <summary>While it was held its symbol came onto the restricted list.</summary>
    Restricted = 8,

    /// <summary>While it was held it came to be beyond a limit.</summary>
    Limit = 9,
}
