using Truefill.Domain.Quantities;
using Truefill.Venues.Simulated.Sessions;

namespace Truefill.Venues.Simulated;

/// <summary>What the simulated venue knows of a symbol.</summary>
/// <param name="Currency">Of prices, cash and fees; none: the venue's.</param>
/// <param name="Multiplier">Value of one price point of one unit.</param>
/// <param name="Tick">The price step; zero: any price is taken.</param>
/// <param name="Lot">The quantity step; zero: any quantity is taken.</param>
/// <param name="Sessions">When it trades; null: round the clock, the day ending at midnight UTC.</param>
public sealed record SimulatedInstrument(
    string Symbol,
    Currency Currency = default,
    decimal Multiplier = 1,
    Px Tick = default,
    Qty Lot = default,
    SessionCalendar? Sessions = null);
