using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Venues;

/// <summary>What a venue says an account has there.</summary>
/// <param name="BuyingPower">In the currency of <paramref name="Cash"/>; null: the venue does not say.</param>
public readonly record struct BalanceReported(
    VenueId Venue,
    AccountId Account,
    Money Cash,
    decimal? BuyingPower,
    UtcNanos AsOf);
