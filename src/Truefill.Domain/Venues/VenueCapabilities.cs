using System;

namespace Truefill.Domain.Venues;

/// <summary>What a venue can do. What it does not claim is refused with a reason, never approximated.</summary>
[Flags]
public enum VenueCapabilities
{
    None = 0,
    Market = 1 << 0,
    Limit = 1 << 1,
    Stop = 1 << 2,
    StopLimit = 1 << 3,
    Day = 1 << 4,
    GoodTillCancel = 1 << 5,
    ImmediateOrCancel = 1 << 6,
    FillOrKill = 1 << 7,
    Cancel = 1 << 8,
    Replace = 1 << 9,
    QueryOpenOrders = 1 << 10,
    QueryExecutions = 1 << 11,
    QueryPositions = 1 << 12,
    QueryBalances = 1 << 13,

    /// <summary>A request can be looked up by the id we gave it: what an unknown outcome is resolved by.</summary>
    QueryByWireId = 1 << 14,

    /// <summary>A second request under the same id is refused by the venue.</summary>
    RejectsDuplicateIds = 1 << 15,

    /// <summary>
    /// A request that a look-up does not find never arrived and never will: nothing sent before a look-up can overtake
    /// it. Without this, "not found" ends no unknown outcome.
    /// </summary>
    NotFoundIsFinal = 1 << 16,

    /// <summary>Orders of one link id cancel each other: protective legs can rest at the venue.</summary>
    OneCancelsOther = 1 << 17,

    /// <summary>Positions are answered with the stop-loss and take-profit prices that rest with them.</summary>
    ReportsProtection = 1 << 18,

    /// <summary>Executions come by themselves. A venue without it is asked in turn.</summary>
    PushesReports = 1 << 19,

    /// <summary>Good till date, and the opening, closing and crossing sessions.</summary>
    OtherTimesInForce = 1 << 20,

    /// <summary>One request cancels every open order of the session; what became of each is still told.</summary>
    MassCancel = 1 << 21,

    /// <summary>
    /// Whatever its own orders did until a list of positions was made has been told before the list is answered.
    /// </summary>
    TellsBeforeListing = 1 << 22,

    /// <summary>Every order type and time in force there is, with cancels and replaces.</summary>
    OrderEntry = Market | Limit | Stop | StopLimit | Day | GoodTillCancel | ImmediateOrCancel | FillOrKill | Cancel
        | Replace | OtherTimesInForce,
}
