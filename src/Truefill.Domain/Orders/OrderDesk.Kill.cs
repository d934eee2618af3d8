using Truefill.Domain.Names;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Positions;
using Truefill.Domain.Protection;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Gate;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Orders;

/// <summary>What may still be asked for under an active kill switch, and what a venue offers at all.</summary>
public sealed partial class OrderDesk
{
    // A name that nothing has yet cannot be the target of a switch.
    private bool IsStopped(VenueId venue, AccountId account, NewOrderSingle request)
    {
        if (!deciding.Books.KillSwitch.IsAnyEngaged) return false;
#if PLANTED_BUGS
        if (Planted.Is(Bug.EntersUnderKill)) return false;
#endif
        deciding.Books.Names.Strategies.TryGet(request.Strategy, out int strategy);
        deciding.Books.Names.Symbols.TryGet(request.Symbol, out int symbol);
        return deciding.Books.KillSwitch.StateFor(venue, account, new StrategyId(strategy), new SymbolId(symbol))
            == KillSwitchState.Active;
    }

    private bool IsStopped(Order order) =>
        order.IsEntered
        && deciding.Books.KillSwitch.StateFor(order.Venue, order.Account, order.Strategy, order.Symbol)
            == KillSwitchState.Active;

    // As the gate sees it: with everything that already works on that side.
    private bool Reduces(VenueId venue, AccountId account, NewOrderSingle request)
    {
        if (!deciding.Books.Names.Symbols.TryGet(request.Symbol, out int symbol)) return false;
        return gate.Reduces(new GateOrder(venue, account, default, new SymbolId(symbol), request.Terms));
    }

    private bool IsOffered(VenueId venue, in OrderTerms terms)
    {
        if (deciding.Books.Sessions.TryGet(venue) is not { } session) return true;
        return session.Can(CapabilityFor(terms.OrdType) | CapabilityFor(terms.TimeInForce));
    }

    // A venue that nobody knows yet is asked when it is there.
    private bool CanLink(VenueId venue) =>
        deciding.Books.Sessions.TryGet(venue) is not { } session || session.Can(ProtectionTable.LinkedOrders);

    // A remainder that is no multiple of the lot, as a split or a bust leaves it, could never be closed otherwise.
    private bool ClosesWhole(in GateOrder asked) => asked.Terms.ReduceOnly
        && deciding.Books.Positions.TryGet(
            new PositionKey(asked.Account, asked.Strategy, asked.Symbol), out Position position)
        && position.Qty.Value == (asked.Terms.Side.IsSell() ? 1 : -1) * asked.Terms.OrderQty.Value;

    // An exit closes what its own strategy holds and nothing closes yet when a price is reached: that is the position
    // that it follows from then on.
    private bool Holds(in GateOrder exit)
    {
        PositionKey key = new(exit.Account, exit.Strategy, exit.Symbol);
        if (!deciding.Books.Positions.TryGet(key, out Position position)) return false;
        decimal held = exit.Terms.Side.IsSell() ? position.Qty.Value : -position.Qty.Value;
        return held - deciding.Books.Protections.SpokenFor(key) >= exit.Terms.OrderQty.Value;
    }

    private static VenueCapabilities CapabilityFor(OrdType type) => type switch
    {
        OrdType.Market => VenueCapabilities.Market,
        OrdType.Limit => VenueCapabilities.Limit,
        OrdType.Stop => VenueCapabilities.Stop,
        OrdType.StopLimit => VenueCapabilities.StopLimit,
        OrdType.Other => VenueCapabilities.None,
    };

    private static VenueCapabilities CapabilityFor(TimeInForce time) => time switch
    {
        TimeInForce.Day => VenueCapabilities.Day,
        TimeInForce.GoodTillCancel => VenueCapabilities.GoodTillCancel,
        TimeInForce.ImmediateOrCancel => VenueCapabilities.ImmediateOrCancel,
        TimeInForce.FillOrKill => VenueCapabilities.FillOrKill,
        _ => VenueCapabilities.OtherTimesInForce,
    };
}
