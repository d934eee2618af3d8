using System;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;

namespace Truefill.Venues.Polling;

/// <summary>An order that is polled, and what was reported of it so far.</summary>
internal sealed class TrackedOrder(VenueCommand order)
{
    public VenueCommand Order { get; } = order;

    /// <summary>One that was placed before a restart: what the books hold of it was reported then.</summary>
    public static TrackedOrder PlacedBefore(in VenueCommand order, string brokerId) => new(order)
    {
        BrokerId = brokerId,
        CumQty = order.CumQty,
        AvgPx = order.AvgPx,
    };

    /// <summary>Null: the broker has not said, or its answer was lost.</summary>
    public string? BrokerId { get; set; }

    /// <summary>Has ended once the broker has answered to the order itself, or never will.</summary>
    public Task Submission { get; init; } = Task.CompletedTask;

    public Qty CumQty { get; set; }

    public Px AvgPx { get; set; }

    /// <summary>A cancel that is not settled; none: no cancel.</summary>
    public ClOrdId CancelWireId { get; set; }

    /// <summary>The cancel waits for the broker's id.</summary>
    public bool CancelWaits { get; set; }

    /// <summary>What the broker shows makes no sense, and that was said.</summary>
    public string? Complaint { get; set; }

    /// <summary>So often in a row the broker did not know it.</summary>
    public int TimesNotFound { get; set; }

    /// <summary>Its end was reported.</summary>
    public bool HasEnded { get; set; }

    public DateTimeOffset NextPollAt { get; set; }

    /// <summary>The number of the last poll that was answered; 0: none.</summary>
    public long PolledAs { get; set; }
}
