using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Venues;

/// <summary>Orders may go to a venue from here on.</summary>
/// <param name="Venue">None: the hold of the whole engine has ended.</param>
/// <param name="By">A person, or <c>engine</c> after a comparison without a difference that forbids it.</param>
/// <param name="AwaitsComparison">
/// A person has ended a hold while the venue is being compared: orders may go when that is done.
/// </param>
public readonly record struct TradingOpened(
    VenueId Venue, string By, string Reason, UtcNanos At, bool AwaitsComparison = false);
