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

    public AccountSymbol Holding { get; } = new(order.Account, order.Symbol);

    /// <summary>Has ended once the broker has answered to the order itself, or has not in time.</summary>
    public Task Submission { get; init; } = Task.CompletedTask;

    /// <summary>The broker's own part of it, which may go on after it was given up.</summary>
    public Task<string> Sending { get; init; } = Task.FromResult("");

    /// <summary>So many answers about it were looked at.</summary>
    public int Views { get; set; }

    /// <summary>The trade that was told last; without an id: none by this process.</summary>
    public (ExecId Id, Qty Qty, Px Px) LastTrade { get; set; }

    /// <summary>So many corrections of its trades were told.</summary>
    public int Corrections { get; set; }

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
