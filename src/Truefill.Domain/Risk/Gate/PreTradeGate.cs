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
    private OrderLimits limits = new([]);
    private Holding accountHolds;
    private Holding strategyHolds;
    private Valuer valuer;
    private MarkSet? mark;
    private UtcNanos now;
    private string? detail;

    private RiskBook Risk => books.Risk;

    /// <summary>Is the symbol on a restricted list of one of the order's scopes?</summary>
    public bool IsRestricted(VenueId venue, AccountId account, StrategyId strategy, SymbolId symbol) =>
        Risk.Limits.IsUsed(LimitKind.Restricted) && Risk.Limits.Of(venue, account, strategy, symbol).IsRestricted;

    /// <summary>The first control that refuses the order; its own terms are known to be well-formed.</summary>
    public GateResult Check(in GateOrder order, UtcNanos at)
    {
        Begin(in order, at);
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

    /// <summary>
    /// May an order still go that was let through before and waits here? What only reduces may. What is counted once,
    /// such as messages and buying power, was counted then.
    /// </summary>
    /// <param name="order">As it waits, its own part of what is open among it: <see cref="GateOrder.IsHeld"/>.</param>
    public GateResult CheckHeld(in GateOrder order, UtcNanos at)
    {
        Begin(in order, at);
        if (Reduces(in order, accountHolds.Cell) || Reduces(in order, strategyHolds.Cell)) return default;
        if (limits.IsRestricted) return new GateResult(DenyReason.SymbolRestricted);
        DenyReason reason = CheckAmounts(in order);
        if (reason == DenyReason.None) reason = CheckCollar(in order);
        if (reason == DenyReason.None) reason = CheckOpenOrders(in order);
        if (reason == DenyReason.None) reason = CheckPosition(in order);
        if (reason == DenyReason.None) reason = CheckExposure(in order);
        if (reason == DenyReason.None) reason = CheckLoss(in order);
        if (reason == DenyReason.None) reason = CheckSelfTrade(in order);
        return new GateResult(reason, detail);
    }

    /// <summary>A cancel of a client's: refused only where cancels have a limit of their own.</summary>
    public GateResult CheckCancel(Order order, UtcNanos at)
    {
        if (!Risk.Limits.IsUsed(LimitKind.CancelsPerSecond) && !Risk.Limits.IsUsed(LimitKind.CancelsPerDay))
            return default;
        now = at;
        detail = null;
        limits = Risk.Limits.Of(order.Venue, order.Account, order.Strategy, order.Symbol);
        foreach (ScopeLimits scope in limits.Scopes)
        {
            if (scope[LimitKind.CancelsPerSecond] is { } second && scope.Cancels.WithinSecond(now) >= second)
                return new GateResult(DenyReason.TooManyCancels, Text(LimitKind.CancelsPerSecond, second));
            if (scope[LimitKind.CancelsPerDay] is { } day && scope.Cancels.OfDay(DayOf(scope)) >= day)
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

    private void Begin(in GateOrder order, UtcNanos at)
    {
        now = at;
        detail = null;
        limits = Risk.Limits.Of(order.Venue, order.Account, order.Strategy, order.Symbol);
        valuer = new Valuer(books, order.Account, order.Symbol);
        mark = books.Marks[order.Symbol];
        Look(in order);
    }

    private static bool Reduces(in GateOrder order, ExposureCell? cell)
    {
        if (cell is null) return false;
        bool sells = order.Terms.Side.IsSell();
        if (cell.Qty == 0 || sells != cell.Qty > 0) return false;
        Exact others = (sells ? cell.Selling : cell.Buying) - (order.Replaced?.WorstLeavesQty.Number ?? 0);
        return order.WorstQty <= Exact.Abs(cell.Qty) - others;
    }

    private DenyReason CheckAmounts(in GateOrder order)
    {
        Exact quantity = order.Terms.OrderQty.Number;
        if (quantity > limits.MaxOrderQty)
            return Refuse(DenyReason.OrderQtyTooLarge, LimitKind.MaxOrderQty, quantity, limits.MaxOrderQty);
        if (!limits.Has(LimitKind.MaxOrderNotional)) return DenyReason.None;
        DenyReason reason = Notional(in order, quantity, out Exact? notional);
        return reason == DenyReason.None && notional > limits.MaxOrderNotional
            ? Refuse(
                DenyReason.OrderValueTooLarge, LimitKind.MaxOrderNotional, notional.Value, limits.MaxOrderNotional)
            : reason;
    }

    // At its own price, a sell not below the mark; a market order at the mark. In live what cannot be computed refuses.
    private DenyReason Notional(in GateOrder order, Exact quantity, out Exact? notional)
    {
        notional = null;
        if (Valuer.PriceOf(order.Terms.Side, order.Terms.Price ?? order.Terms.StopPx, mark?.Price) is not { } px)
        {
            detail = "there is no mark to value a market order with";
            return Risk.IsLive ? DenyReason.NoMark : DenyReason.None;
        }

        if (!valuer.HasRate)
        {
            detail = "there is no rate into the account's currency";
            return Risk.IsLive ? DenyReason.NoFxRate : DenyReason.None;
        }

        if (!valuer.TryValue(quantity, px, out Exact value))
        {
            detail = "the value is beyond what can be computed";
            return DenyReason.OrderValueTooLarge;
        }

        notional = value;
        return DenyReason.None;
    }

    private DenyReason CheckCollar(in GateOrder order)
    {
        if (limits.Collar is not { } collar) return DenyReason.None;
        if (mark is not { } known || now > known.At.AddNanos(collar.MarkMaxAge))
        {
            if (!(collar.WithoutMark is { } stated ? stated == 1 : Risk.IsLive)) return DenyReason.None;
            detail = "there is no mark, or none that is fresh enough";
            return DenyReason.NoMark;
        }

        Px at = known.Price;
        Exact away = Exact.Max(Away(order.Terms.Price, at), Away(order.Terms.StopPx, at));
        if (away <= collar.Fraction * Exact.Abs(at.Number)) return DenyReason.None;
        Px price = order.Terms.Price ?? order.Terms.StopPx ?? at;
        detail = string.Create(
            CultureInfo.InvariantCulture, $"{price} is more than {collar.Fraction} of the mark {at} away from it");
        return DenyReason.PriceOutsideCollar;
    }

    private static Exact Away(Px? price, Px mark) =>
        price is { } stated ? Exact.Abs(stated.Number - mark.Number) : 0;

    private DenyReason Refuse(DenyReason reason, LimitKind kind, Exact measured, Exact limit)
    {
        detail = Text(kind, measured, limit);
        return reason;
    }

    private static string Text(LimitKind kind, Exact measured, Exact limit) => string.Create(
        CultureInfo.InvariantCulture, $"{LimitNames.Of(kind)}: {measured / 1.0m} is above {limit / 1.0m}");

    private static string Text(LimitKind kind, Exact limit) =>
        string.Create(CultureInfo.InvariantCulture, $"{LimitNames.Of(kind)}: {limit} are let through already");

    private long DayOf(ScopeLimits scope) => Risk.Days.DayOf(scope.Scope.Account, now);
}
