using System;

namespace Truefill.Venues.Conformance;

/// <summary>
/// Kinds of order that a check sends. Which type and life makes one is chosen among those that the venue claims.
/// </summary>
[Flags]
public enum OrderNeeds
{
    None = 0,

    /// <summary>One that lives until it is canceled, or the day ends.</summary>
    Resting = 1 << 0,

    /// <summary>One that trades at once: at the market, or at a limit across it.</summary>
    Trading = 1 << 1,
}
