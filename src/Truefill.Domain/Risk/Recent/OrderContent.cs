using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Risk.Recent;

/// <summary>What makes two orders equal: all but who called them what.</summary>
internal readonly record struct OrderContent(
    VenueId Venue,
    AccountId Account,
    StrategyId Strategy,
    SymbolId Symbol,
    Side Side,
    OrdType OrdType,
    TimeInForce TimeInForce,
    Qty OrderQty,
    Px? Price,
    Px? StopPx)
{
    public static OrderContent Of(
        VenueId venue, AccountId account, StrategyId strategy, SymbolId symbol, in OrderTerms terms) => new(
        venue,
        account,
        strategy,
        symbol,
        terms.Side,
        terms.OrdType,
        terms.TimeInForce,
        terms.OrderQty,
        terms.Price,
        terms.StopPx);

    /// <summary>Whose orders in a row are repetitions of one another.</summary>
    public RepeatKey Repeated => new(Account, Strategy, Symbol, Side.IsSell());
}

/// <summary>One strategy doing the same thing: one account, one symbol, one side.</summary>
internal readonly record struct RepeatKey(AccountId Account, StrategyId Strategy, SymbolId Symbol, bool Sells);
