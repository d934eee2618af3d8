namespace Truefill.Domain.Orders;

/// <summary>
/// Why we refuse a request. Declaration order is the order of the checks: an order that breaks several rules names the
/// first. Numbers are frozen; new reasons take their place in the order and the next free number.
/// </summary>
public enum DenyReason : byte
{
    None = 0,

    /// <summary>A kill switch is active over it and it would add risk.</summary>
    KillSwitchActive = 19,
    MalformedRequest = 1,
    UnknownAccount = 2,
    UnknownVenue = 3,

    /// <summary>The venue does not offer this order type, time in force or kind of request.</summary>
    NotOfferedByVenue = 21,
    DuplicateClOrdId = 4,
    QuantityNotPositive = 5,
    PriceMissing = 6,
    PriceNotAllowed = 7,
    StopPriceMissing = 8,
    StopPriceNotAllowed = 9,
    OffTick = 10,
    OffLot = 11,
    UnknownOrder = 12,
    OrderNotOpen = 13,

    /// <summary>A request about an order that is at a venue whose session is not logged on.</summary>
    VenueNotConnected = 20,
    RequestInFlight = 14,
    NotionalOutOfRange = 15,
    UnknownPosition = 16,
    InsufficientPosition = 17,
    NotUnknown = 18,

    /// <summary>There is no hold there that could end.</summary>
    NotHeld = 22,

    /// <summary>There is no advisory of this id.</summary>
    UnknownAdvisory = 64,

    /// <summary>An advisory of this id was proposed with other content.</summary>
    DuplicateAdvisory = 61,

    /// <summary>Only what is proposed can be decided, only what is approved be executed, and only once.</summary>
    AdvisoryNotPending = 62,

    /// <summary>The hash stated is not that of what is proposed.</summary>
    SnapshotHashMismatch = 63,

    /// <summary>There is no such break, or it is resolved already.</summary>
    UnknownBreak = 60,
}
