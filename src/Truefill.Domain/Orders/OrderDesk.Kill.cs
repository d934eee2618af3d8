using Truefill.Domain.Names;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Positions;
using Truefill.Domain.Risk;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Orders;

/// <summary>What may still be asked for under an active kill switch, and what a venue offers at all.</summary>
public sealed partial class OrderDesk
{
    // A name that nothing has yet cannot be the target of a switch.
    private bool IsStopped(VenueId venue, AccountId account, NewOrderSingle request)
    {
        if (!deciding.Books.KillSwitch.IsAnyEngaged) return false;
        deciding.Books.Names.Strategies.TryGet(request.Strategy, out int strategy);
        deciding.Books.Names.Symbols.TryGet(request.Symbol, out int symbol);
        return deciding.Books.KillSwitch.StateFor(venue, account, new StrategyId(strategy), new SymbolId(symbol))
            == KillSwitchState.Active;
    }

    private bool IsStopped(Order order) =>
        order.Leg == LegKind.None
        && deciding.Books.KillSwitch.StateFor(order.Venue, order.Account, order.Strategy, order.Symbol)
            == KillSwitchState.Active;

    // On the other side of the account's position, and with what already works there not beyond it.
    private bool Reduces(AccountId account, NewOrderSingle request)
    {
        if (!deciding.Books.Names.Symbols.TryGet(request.Symbol, out int symbol)) return false;
        decimal position = 0;
        foreach (Position held in deciding.Books.Positions.All)
        {
            PositionKey key = held.Key;
            if (key.Account == account && key.Symbol.Value == symbol) position += held.Qty.Value;
        }

        bool sells = request.Terms.Side.IsSell();
        if (position == 0 || sells != position > 0) return false;
        decimal working = 0;
        foreach (Order order in Orders.Open)
        {
            bool isSame = order.Account == account && order.Symbol.Value == symbol && order.Side.IsSell() == sells;
            if (isSame && order.Leg == LegKind.None) working += order.LeavesQty.Value;
        }

        return request.Terms.OrderQty.Value <= System.Math.Abs(position) - working;
    }

    private static bool OnlyReduces(in OrderTerms asked, in OrderTerms inForce) =>
        asked.OrderQty <= inForce.OrderQty && asked with { OrderQty = inForce.OrderQty } == inForce;

    private bool IsOffered(VenueId venue, in OrderTerms terms)
    {
        if (deciding.Books.Sessions.TryGet(venue) is not { } session) return true;
        return session.Can(CapabilityFor(terms.OrdType) | CapabilityFor(terms.TimeInForce));
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
