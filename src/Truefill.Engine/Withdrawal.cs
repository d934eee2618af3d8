using Truefill.Domain.Names;

namespace Truefill.Engine;

/// <summary>
/// A message that must not leave any more where it still waits for its venue: somebody has concluded what became of it.
/// Without effect on what has left.
/// </summary>
/// <param name="WireId">Of the message; none: every new order and replace that waits of the order.</param>
public readonly record struct Withdrawal(VenueId Venue, OrderHandle Order, ClOrdId WireId);
