using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Venues.Polling;

public enum PollingState
{
    /// <summary>It can still trade.</summary>
    Working,
    Filled,
    Canceled,
    Expired,
    Rejected,
}

/// <summary>An order as the broker shows it.</summary>
/// <param name="FilledQty">Executed so far.</param>
/// <param name="AvgPx">Average price of all that is executed; needed once something is.</param>
/// <param name="At">When it became so, by the broker's clock; none: it does not say.</param>
/// <param name="Text">The broker's words, for instance why it refused.</param>
public sealed record PollingOrderStatus(
    PollingState State, Qty FilledQty, Px? AvgPx = null, UtcNanos At = default, string? Text = null);
