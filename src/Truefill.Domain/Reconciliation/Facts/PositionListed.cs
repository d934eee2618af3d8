using Truefill.Domain.Names;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Reconciliation;

/// <summary>A row of the venue's latest complete list of positions.</summary>
/// <param name="Qty">Signed: negative is short.</param>
/// <param name="AvgPx">What the venue says it was bought or sold at; null: it does not say.</param>
/// <param name="StopLoss">Price of the protective stop that rests with it; null: none, or not said.</param>
public readonly record struct PositionListed(
    VenueId Venue,
    AccountId Account,
    SymbolId Symbol,
    Qty Qty,
    Px? StopLoss,
    Px? TakeProfit,
    Px? AvgPx = null);
