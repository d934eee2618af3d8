using Truefill.Domain.Names;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Orders;

/// <summary>One order: its requests, its live executions and how it closed. OrdStatus is derived from them.</summary>
public sealed class Order(OrderIntent intent)
{
    public OrderHandle Handle => intent.Order;

    public AccountId Account => intent.Account;

    public StrategyId Strategy => intent.Strategy;

    public SymbolId Symbol => intent.Symbol;

    public VenueId Venue => intent.Venue;

    public OrderTerms Terms => intent.Terms;

    public Qty CumQty { get; internal set; }
}
