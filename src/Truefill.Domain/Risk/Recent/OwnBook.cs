using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;

namespace Truefill.Domain.Risk.Recent;

/// <summary>
/// Our own open orders by venue and symbol, so that one that would trade with another of ours is seen before it
/// leaves. Market orders cross everything; stop orders rest where nobody trades. Kept only while a limit asks for it.
/// </summary>
public sealed class OwnBook : IOrderWatcher
{
    private readonly Dictionary<(int Venue, int Symbol), Sides> books = [];
    private readonly Dictionary<int, (decimal Px, bool Sells)> resting = [];

    private sealed class Sides
    {
        public OwnSide Buys { get; } = new(isBid: true);

        public OwnSide Sells { get; } = new(isBid: false);
    }

    public bool IsKept { get; private set; }

    /// <summary>One of our orders that an order of these terms would trade with; none: there is none.</summary>
    public OrderHandle Crossed(VenueId venue, SymbolId symbol, in OrderTerms terms)
    {
        if (Price(in terms) is not { } px || !books.TryGetValue((venue.Value, symbol.Value), out Sides? sides))
            return default;
        return terms.Side.IsSell() ? sides.Buys.CrossedBy(px) : sides.Sells.CrossedBy(px);
    }

    public void Changed(Order order)
    {
        if (!IsKept) return;
        decimal? px = order.IsOpen && order.Origin != OrderOrigin.Observed ? WorstPrice(order) : null;
        bool isThere = resting.TryGetValue(order.Handle.Value, out (decimal Px, bool Sells) before);
        if (isThere ? px == before.Px : px is null) return;
        bool sells = order.Side.IsSell();
        (int, int) key = (order.Venue.Value, order.Symbol.Value);
        if (!books.TryGetValue(key, out Sides? sides)) books.Add(key, sides = new Sides());
        OwnSide own = sells ? sides.Sells : sides.Buys;
        if (isThere) own.Remove(before.Px, order.Handle);
        if (px is { } price)
        {
            own.Add(price, order.Handle);
            resting[order.Handle.Value] = (price, sells);
        }
        else
        {
            resting.Remove(order.Handle.Value);
        }
    }

    /// <summary>Begins or ends to be kept.</summary>
    internal void Keep(bool isKept, OrderTable orders)
    {
        if (IsKept == isKept) return;
        Clear();
        IsKept = isKept;
        if (!isKept) return;
        foreach (Order order in orders.Open) Changed(order);
    }

    internal void Clear()
    {
        IsKept = false;
        books.Clear();
        resting.Clear();
    }

    // A replace under way may already be what the venue has: the more aggressive of the two counts.
    private static decimal? WorstPrice(Order order)
    {
        decimal? worst = Price(order.Terms);
        foreach (OrderRequest request in order.Chain)
        {
            if (!request.IsOutstanding || request.Terms is not { } asked || Price(in asked) is not { } px) continue;
            bool isWorse = worst is null || (order.Side.IsSell() ? px < worst : px > worst);
            if (isWorse) worst = px;
        }

        return worst;
    }

    private static decimal? Price(in OrderTerms terms) => terms.OrdType switch
    {
        OrdType.Market => terms.Side.IsSell() ? decimal.MinValue : decimal.MaxValue,
        OrdType.Limit => terms.Price?.Value,
        OrdType.Stop or OrdType.StopLimit or OrdType.Other => null,
    };
}
