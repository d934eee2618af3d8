using System;
using System.Collections.Generic;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;

namespace Truefill.Venues.Conformance;

/// <summary>The types and lives that the checks use on a venue, by what it claims.</summary>
internal sealed class OrderPlan(VenueCapabilities claimed)
{
    // Those first that do not end by themselves while the rest of an order still waits for its trades.
    private static readonly (VenueCapabilities Claim, TimeInForce Life)[] Lives =
    [
        (VenueCapabilities.Day, TimeInForce.Day),
        (VenueCapabilities.GoodTillCancel, TimeInForce.GoodTillCancel),
        (VenueCapabilities.ImmediateOrCancel, TimeInForce.ImmediateOrCancel),
        (VenueCapabilities.FillOrKill, TimeInForce.FillOrKill),
    ];

    /// <summary>The type of an order that trades at once; null: the venue claims none.</summary>
    public OrdType? TradingType =>
        Has(VenueCapabilities.Market) ? OrdType.Market : Has(VenueCapabilities.Limit) ? OrdType.Limit : null;

    /// <summary>The life of an order that trades at once; null: the venue claims none.</summary>
    public TimeInForce? TradingLife => FirstOf(Lives.Length);

    /// <summary>The life of an order that rests; null: the venue claims none.</summary>
    public TimeInForce? RestingLife => FirstOf(2);

    /// <summary>What the venue would have to claim for these orders; empty: it does.</summary>
    public string Missing(OrderNeeds needs)
    {
        List<string> missing = [];
        if (needs.HasFlag(OrderNeeds.Resting) && RestingLife is null) missing.Add("Day or GoodTillCancel");
        if (needs.HasFlag(OrderNeeds.Trading) && TradingType is null) missing.Add("Market or Limit");
        if (needs.HasFlag(OrderNeeds.Trading) && TradingLife is null)
            missing.Add("Day, GoodTillCancel, ImmediateOrCancel or FillOrKill");
        return string.Join(", ", missing);
    }

    private TimeInForce? FirstOf(int count)
    {
        foreach ((VenueCapabilities claim, TimeInForce life) in Lives.AsSpan(0, count))
            if (Has(claim)) return life;
        return null;
    }

    private bool Has(VenueCapabilities claim) => (claimed & claim) == claim;
}
