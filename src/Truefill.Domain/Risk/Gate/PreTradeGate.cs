using System.Globalization;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk.Exposures;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;

namespace Truefill.Domain.Risk.Gate;

/// <summary>
/// The controls that an order passes before it is journaled for sending, in the order in which
/// <see cref="DenyReason"/> declares what they refuse with. Whether the order is well-formed, and kill switches, come
/// before. Reads the books and changes nothing, so a preview asks the same questions.
/// </summary>
public sealed partial class PreTradeGate(Books books)
{
    private readonly ScopeLimits[] matches = new ScopeLimits[LimitTable.MatchesMax];
    private int count;
    private Holding accountHolds;
    private Holding strategyHolds;
    private UtcNanos now;
    private string? detail;

    private RiskBook Risk => books.Risk;

    /// <summary>Is the symbol on a restricted list of one of the order's scopes?</summary>
    public bool IsRestricted(VenueId venue, AccountId account, StrategyId strategy, SymbolId symbol)
    {
        if (!Risk.Limits.IsUsed(LimitKind.Restricted)) return false;
        count = Risk.Limits.Match(venue, account, strategy, symbol, matches);
        return IsOn(LimitKind.Restricted);
    }

    /// <summary>The first control that refuses the order; its own terms are known to be well-formed.</summary>
    public GateResult Check(in GateOrder order, UtcNanos at)
    {
        now = at;
        detail = null;
        count = Risk.Limits.Match(order.Venue, order.Account, order.Strategy, order.Symbol, matches);
        Look(in order);
        DenyReason reason = CheckAmounts(in order);
        if (reason == DenyReason.None) reason = CheckCollar(in order);
        if (reason == DenyReason.None) reason = CheckRates(in order);
        if (reason == DenyReason.RepeatedExecutions)
            return new GateResult(reason, detail, LimitKind.RepeatedExecutions);
        if (reason == DenyReason.None) reason = CheckOpenOrders(in order);
        if (reason == DenyReason.None) reason = CheckPosition(in order);
        if (reason == DenyReason.None) reason = CheckExposure(in order);
        bool reduces = Reduces(in order, accountHolds.Cell);
        if (reason == DenyReason.None && !reduces) reason = CheckLoss(in order);
        if (reason == DenyReason.DailyLossExceeded) return new GateResult(reason, detail, LimitKind.MaxDailyLoss);
        if (reason == DenyReason.None) reason = CheckSelfTrade(in order);
        if (reason == DenyReason.None && !reduces) reason = CheckBuyingPower(in order);
        if (reason == DenyReason.None) reason = CheckParent(in order);
        return new GateResult(reason, detail);
    }

    /// <summary>A cancel of a client's: refused only where cancels have a limit of their own.</summary>
    public GateResult CheckCancel(Order order, UtcNanos at)
    {
        if (!Risk.Limits.IsUsed(LimitKind.CancelsPerSecond) && !Risk.Limits.IsUsed(LimitKind.CancelsPerDay))
            return default;
        now = at;
        detail = null;
        count = Risk.Limits.Match(order.Venue, order.Account, order.Strategy, order.Symbol, matches);
        for (int i = 0; i < count; i++)
        {
            ScopeLimits limits = matches[i];
            if (limits[LimitKind.CancelsPerSecond] is { } second && limits.Cancels.WithinSecond(now) >= second)
                return new GateResult(DenyReason.TooManyCancels, Text(LimitKind.CancelsPerSecond, second));
            if (limits[LimitKind.CancelsPerDay] is { } day && limits.Cancels.OfDay(DayOf(limits)) >= day)
                return new GateResult(DenyReason.TooManyCancels, Text(LimitKind.CancelsPerDay, day));
        }

        return default;
    }

    /// <summary>
    /// On the other side of the account's position, and with what already works there not beyond it.
    /// </summary>
    public bool Reduces(in GateOrder order)
    {
        Risk.Exposures.Settle(order.Account);
        return Reduces(in order, Risk.Exposures.Of(order.Account, order.Symbol));
    }

    private static bool Reduces(in GateOrder order, ExposureCell? cell)
    {
        if (cell is null) return false;
        bool sells = order.Terms.Side.IsSell();
        if (cell.Qty == 0 || sells != cell.Qty > 0) return false;
        decimal others = (sells ? cell.Selling : cell.Buying) - (order.Replaced?.WorstLeavesQty.Value ?? 0);
        return order.WorstQty <= decimal.Abs(cell.Qty) - others;
    }

    private DenyReason CheckAmounts(in GateOrder order)
    {
        for (int i = 0; i < count; i++)
        {
            if (matches[i][LimitKind.MaxOrderQty] is { } limit && order.Terms.OrderQty.Value > limit)
                return Refuse(DenyReason.OrderQtyTooLarge, LimitKind.MaxOrderQty, order.Terms.OrderQty.Value, limit);
        }

        if (!IsSet(LimitKind.MaxOrderNotional)) return DenyReason.None;
        DenyReason reason = Notional(in order, order.Terms.OrderQty.Value, out decimal? notional);
        if (reason != DenyReason.None || notional is null) return reason;
        for (int i = 0; i < count; i++)
        {
            if (matches[i][LimitKind.MaxOrderNotional] is { } limit && notional > limit)
                return Refuse(DenyReason.OrderValueTooLarge, LimitKind.MaxOrderNotional, notional.Value, limit);
        }

        return DenyReason.None;
    }

    // At its own price; a market order at the mark. In live what cannot be computed refuses.
    private DenyReason Notional(in GateOrder order, decimal quantity, out decimal? notional)
    {
        notional = null;
        Px? px = order.Terms.Price ?? order.Terms.StopPx ?? books.Marks[order.Symbol]?.Price;
        if (px is null)
        {
            detail = "there is no mark to value a market order with";
            return Risk.IsLive ? DenyReason.NoMark : DenyReason.None;
        }

        Valuer valuer = new(books, order.Account, order.Symbol);
        if (!valuer.HasRate)
        {
            detail = "there is no rate into the account's currency";
            return Risk.IsLive ? DenyReason.NoFxRate : DenyReason.None;
        }

        if (!valuer.TryValue(quantity, decimal.Abs(px.Value.Value), out decimal value))
        {
            detail = "the value is beyond what can be computed";
            return DenyReason.OrderValueTooLarge;
        }

        notional = value;
        return DenyReason.None;
    }

    private DenyReason CheckCollar(in GateOrder order)
    {
        if (!IsSet(LimitKind.PriceCollar)) return DenyReason.None;
        MarkSet? known = books.Marks[order.Symbol];
        Px mark = known?.Price ?? Px.Zero;
        decimal away = decimal.Max(Away(order.Terms.Price, mark), Away(order.Terms.StopPx, mark));
        decimal whole = decimal.Abs(mark.Value);
        for (int i = 0; i < count; i++)
        {
            if (matches[i][LimitKind.PriceCollar] is not { } limit) continue;
            if (known is not { } set || !IsFresh(in set, matches[i]))
            {
                if (!(matches[i][LimitKind.WithoutMark] is { } stated ? stated == 1 : Risk.IsLive)) continue;
                detail = "there is no mark, or none that is fresh enough";
                return DenyReason.NoMark;
            }

            if (away > limit * whole)
            {
                Px price = order.Terms.Price ?? order.Terms.StopPx ?? mark;
                detail = string.Create(
                    CultureInfo.InvariantCulture, $"{price} is more than {limit} of the mark {mark} away from it");
                return DenyReason.PriceOutsideCollar;
            }
        }

        return DenyReason.None;
    }

    private bool IsFresh(in MarkSet mark, ScopeLimits limits) =>
        limits[LimitKind.MarkMaxAge] is not { } age || now <= mark.At.AddNanos((long)age);

    private static decimal Away(Px? price, Px mark) =>
        price is { } stated ? decimal.Abs(stated.Value - mark.Value) : 0;

    private bool IsSet(LimitKind kind)
    {
        if (!Risk.Limits.IsUsed(kind)) return false;
        for (int i = 0; i < count; i++)
            if (matches[i][kind].HasValue) return true;
        return false;
    }

    private bool IsOn(LimitKind kind)
    {
        for (int i = 0; i < count; i++)
            if (matches[i][kind] == 1) return true;
        return false;
    }

    private DenyReason Refuse(DenyReason reason, LimitKind kind, decimal measured, decimal limit)
    {
        detail = Text(kind, measured, limit);
        return reason;
    }

    private static string Text(LimitKind kind, decimal measured, decimal limit) => string.Create(
        CultureInfo.InvariantCulture, $"{LimitNames.Of(kind)}: {measured / 1.0m} is above {limit / 1.0m}");

    private static string Text(LimitKind kind, decimal limit) =>
        string.Create(CultureInfo.InvariantCulture, $"{LimitNames.Of(kind)}: {limit} are let through already");

    private long DayOf(ScopeLimits limits) => Risk.Days.DayOf(limits.Scope.Account, now);
}
