using System;

namespace Truefill.Domain.Orders;

/// <summary>The sets of the order table that an order is in.</summary>
[Flags]
internal enum OrderLists : byte
{
    None = 0,
    Open = 1,
    Overfilled = 2,

    /// <summary>A request of ours waits for its final answer.</summary>
    InFlight = 4,

    /// <summary>Of those in flight, what the venue made of one is not known.</summary>
    Unknown = 8,
}
