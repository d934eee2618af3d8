using System;
using System.Collections.Generic;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Polling;

/// <summary>A question about positions that is being answered.</summary>
internal sealed class PositionListing(VenueQuery query)
{
    public VenueQuery Query { get; } = query;

    public IReadOnlyList<VenuePosition> Positions { get; set; } = [];

    /// <summary>So often the broker has listed them for this question.</summary>
    public int Times { get; set; }

    /// <summary>What had been told when the broker was asked for the list.</summary>
    public long ToldBefore { get; set; }

    /// <summary>Polls up to this one began before the list was there.</summary>
    public long PollsBefore { get; set; }

    /// <summary>Until then every open order has to have been looked at.</summary>
    public DateTimeOffset Until { get; set; }
}
