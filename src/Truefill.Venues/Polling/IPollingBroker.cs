using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Polling;

/// <summary>
/// All that a broker has to do to become a venue: take an order, tell how it is, tell the positions, cancel. See
/// docs/writing-a-venue.md. <see cref="PollingVenue"/> does the rest.
/// </summary>
/// <remarks>
/// Errors, for each method: <see cref="NotSentException"/> when the request provably never left;
/// <see cref="RefusedByBrokerException"/> when the broker answered no; anything else means that nobody knows, and the
/// outcome stays open. Never retry inside. Several calls may be under way at a time. The token of each is canceled when
/// it has taken <see cref="PollingVenueOptions.CallTimeout"/>.
/// </remarks>
public interface IPollingBroker
{
    /// <summary>
    /// Order types and lives, and what else holds: <see cref="VenueCapabilities.RejectsDuplicateIds"/>,
    /// <see cref="VenueCapabilities.ReportsProtection"/>, <see cref="VenueCapabilities.NotFoundIsFinal"/>. What follows
    /// from the methods is added.
    /// </summary>
    VenueCapabilities Capabilities { get; }

    /// <summary>Sends an order, under the wire id if the broker takes ids of ours.</summary>
    /// <returns>The broker's id of it, which the other methods are asked with.</returns>
    Task<string> SubmitAsync(PollingOrder order, CancellationToken stop);

    /// <summary>How an order is now; null: the broker does not know it.</summary>
    Task<PollingOrderStatus?> GetOrderAsync(string orderId, CancellationToken stop);

    /// <summary>
    /// All open positions of all accounts, one for an account and symbol, with stop-loss and take-profit where the
    /// broker holds them.
    /// </summary>
    Task<IReadOnlyList<VenuePosition>> GetPositionsAsync(CancellationToken stop);

    /// <summary>
    /// Asks for an order's end. That it was asked is all that a return means; how it ended is polled.
    /// </summary>
    Task CancelAsync(string orderId, CancellationToken stop);
}

/// <summary>
/// A broker that can be asked by the id that we gave an order. With it an order whose acknowledgement was lost is found
/// again; without it, a person has to resolve it.
/// </summary>
public interface IPollingLookup
{
    /// <summary>The broker's id of the order; null: it has none under our id.</summary>
    Task<string?> FindOrderIdAsync(string wireId, CancellationToken stop);
}
