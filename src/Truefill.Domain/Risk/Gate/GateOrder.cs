using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Risk.Gate;

/// <summary>What the gate is asked about: a new order, or the terms that a replace asks for.</summary>
/// <param name="Terms">As they would be.</param>
/// <param name="Replaced">The order that a replace would change; null: a new one.</param>
/// <param name="Parent">The correlation id of all parts of one whole; null: it is none.</param>
/// <param name="ParentQty">The quantity of the whole; null: not stated.</param>
/// <param name="GetsOut">It reduces, and a person with the risk role enters it under an active kill switch.</param>
/// <param name="IsHeld">It was let through and waits here, as <paramref name="Replaced"/>: it counts as open.</param>
public readonly record struct GateOrder(
    VenueId Venue,
    AccountId Account,
    StrategyId Strategy,
    SymbolId Symbol,
    OrderTerms Terms,
    Order? Replaced = null,
    string? Parent = null,
    Qty? ParentQty = null,
    bool GetsOut = false,
    bool IsHeld = false)
{
    /// <summary>What can be executed of it at its worst.</summary>
    public Exact WorstQty => Replaced is null
        ? Terms.OrderQty.Number
        : Exact.Max(Replaced.WorstLeavesQty.Number, Terms.OrderQty.Number - Replaced.CumQty.Number);

    /// <summary>How much more that is than before.</summary>
    public Exact AddedQty => Replaced is null ? WorstQty : WorstQty - Replaced.WorstLeavesQty.Number;

    /// <summary>It makes something worse, now or by going out.</summary>
    public bool AddsRisk => IsHeld || AddedQty > 0;
}
