namespace Truefill.Domain.Orders;

/// <summary>
/// Why we refuse a request. Declaration order is the order of the checks: an order that breaks several rules names the
/// first. Numbers are frozen; new reasons take their place in the order and the next free number.
/// </summary>
public enum DenyReason : byte
{
    None = 0,
    MalformedRequest = 1,
    UnknownAccount = 2,
    UnknownVenue = 3,
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
    RequestInFlight = 14,
    NotionalOutOfRange = 15,
    UnknownPosition = 16,
    InsufficientPosition = 17,
    NotUnknown = 18,
}
