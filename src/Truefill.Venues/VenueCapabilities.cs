using System;

namespace Truefill.Venues;

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
}
