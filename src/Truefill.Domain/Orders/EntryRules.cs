using System;
using Truefill.Domain.Instruments;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Orders;

/// <summary>
/// What a request must be in itself, whatever the books say. Each returns the first rule broken, in declared order.
/// </summary>
internal static class EntryRules
{
    /// <summary>The longest account, strategy, venue or symbol that is taken.</summary>
    public const int MaxNameLength = 64;

    public static bool IsName(string name)
    {
        if (name.Length > MaxNameLength) return false;
        foreach (char c in name)
            if (char.IsControl(c)) return false;
        return name.Length == 0 || (!char.IsWhiteSpace(name[0]) && !char.IsWhiteSpace(name[^1]));
    }

    /// <summary>A strategy of a client: names that start with '@' are the house's own.</summary>
    public static bool IsClientStrategy(string name) => IsName(name) && !name.StartsWith('@');

    /// <summary>
    /// Every enumerated value is one that can be sent, and every number within the bounds of its type.
    /// </summary>
    public static bool IsWellFormed(in OrderTerms terms) =>
        Enum.IsDefined(terms.Side)
        && terms.OrdType is OrdType.Market or OrdType.Limit or OrdType.Stop or OrdType.StopLimit
        && Enum.IsDefined(terms.TimeInForce)
        && Qty.TryFrom(terms.OrderQty.Value, out _) == NumberError.None
        && IsPrice(terms.Price)
        && IsPrice(terms.StopPx)
        && (terms.TimeInForce == TimeInForce.GoodTillDate || terms.ExpireTime.IsNone);

    /// <summary>Quantity, which prices the type needs and forbids, tick and lot.</summary>
    public static DenyReason Check(in OrderTerms terms, in InstrumentDefined instrument)
    {
        bool needsPrice = terms.OrdType is OrdType.Limit or OrdType.StopLimit;
        bool needsStop = terms.OrdType is OrdType.Stop or OrdType.StopLimit;
        bool positiveOnly = !instrument.AllowsNonPositivePrice;
        if (!terms.OrderQty.IsPositive) return DenyReason.QuantityNotPositive;
        if (needsPrice && terms.Price is null) return DenyReason.PriceMissing;
        if (terms.Price is { } price && (!needsPrice || (positiveOnly && price <= Px.Zero)))
            return DenyReason.PriceNotAllowed;
        if (needsStop && terms.StopPx is null) return DenyReason.StopPriceMissing;
        if (terms.StopPx is { } stop && (!needsStop || (positiveOnly && stop <= Px.Zero)))
            return DenyReason.StopPriceNotAllowed;
        if (!IsMultiple(terms.Price, instrument.Tick) || !IsMultiple(terms.StopPx, instrument.Tick))
            return DenyReason.OffTick;
        if (instrument.Lot.IsPositive && terms.OrderQty.Value % instrument.Lot.Value != 0) return DenyReason.OffLot;
        return DenyReason.None;
    }

    /// <summary>The books can hold what the order would cost at its own price.</summary>
    public static bool HasExactNotional(in OrderTerms terms, in InstrumentDefined instrument)
    {
        Px? px = terms.Price ?? terms.StopPx;
        return px is null
            || ExactDecimal.TryMultiply(terms.OrderQty.Value, px.Value.Value, instrument.Multiplier.Value, out _);
    }

    private static bool IsPrice(Px? price) => price is null || Px.TryFrom(price.Value.Value, out _) == NumberError.None;

    private static bool IsMultiple(Px? price, Px tick) =>
        price is null || tick <= Px.Zero || price.Value.Value % tick.Value == 0;
}
