using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Instruments;

/// <summary>
/// An account's home currency, the method that its realised PnL is booked by, and its venue if it has one.
/// </summary>
public readonly record struct AccountDefined(AccountId Account, Currency Currency, LotMethod Method, VenueId Venue);
