using System;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk.Exposures;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Risk.Gate;

/// <summary>
/// What would be held if everything open were executed at its worst. A limit of a strategy's measures the strategy, any
/// other the account; one with a symbol measures that symbol alone. An order that makes nothing worse passes even where
/// the limit is already broken.
/// </summary>
public sealed partial class PreTradeGate
{
    /// <summary>What an account, or one of its strategies, holds: of the order's symbol, and altogether.</summary>
    private readonly record struct Holding(ExposureCell? Cell, ExposureTotal? Total);

    // Looked up once for all limits. A strategy that no limit measures is not valued.
    private void Look(in GateOrder order)
    {
        ExposureTable exposures = Risk.Exposures;
        exposures.Settle(order.Account);
        exposures.Find(order.Account, order.Strategy, order.Symbol, out ExposureCell? account, out ExposureCell? own);
        accountHolds = new Holding(account, exposures.Of(order.Account));
        strategyHolds = new Holding(own, own?.Total ?? exposures.Of(order.Account, order.Strategy));
        if (limits.MeasuresStrategy && strategyHolds.Total is { } total) exposures.Settle(total);
    }

    private ref readonly Holding HoldingOf(in MeasuredLimit limit) =>
        ref limit.OfStrategy ? ref strategyHolds : ref accountHolds;

    private DenyReason CheckPosition(in GateOrder order)
    {
        // Strategies of an account may stand against each other: each may close its own, and one what others hold.
        if (order.Terms.ReduceOnly && !Reduces(in order, strategyHolds.Cell) && !Reduces(in order, accountHolds.Cell))
        {
            detail = "it could do more than bring the position of its strategy, or of its account, towards zero";
            return DenyReason.NotReducing;
        }

        foreach (ref readonly MeasuredLimit limit in limits.Positions.AsSpan())
        {
            ExposureCell? cell = HoldingOf(in limit).Cell;
            Exact worst = order.Terms.Side.IsSell()
                ? (cell?.Selling ?? 0) + order.AddedQty - (cell?.Qty ?? 0)
                : (cell?.Buying ?? 0) + order.AddedQty + (cell?.Qty ?? 0);
            if (worst > limit.Value && order.AddsRisk)
                return Refuse(DenyReason.PositionTooLarge, LimitKind.MaxPosition, worst, limit.Value);
        }

        return DenyReason.None;
    }

    private DenyReason CheckExposure(in GateOrder order)
    {
        bool isMeasured = limits.GrossExposures.Length + limits.NetExposures.Length > 0;
        if (!isMeasured || !order.AddsRisk) return DenyReason.None;

        // What only brings a position towards zero has to be possible whatever else is held, and without a mark.
        bool accountReduces = Reduces(in order, accountHolds.Cell);
        bool strategyReduces = Reduces(in order, strategyHolds.Cell);
        if (accountReduces && (strategyReduces || !limits.MeasuresStrategy)) return DenyReason.None;
        DenyReason reason = Added(in order, out Exact added);
        if (reason != DenyReason.None) return reason;
        foreach (ref readonly MeasuredLimit limit in limits.GrossExposures.AsSpan())
        {
            if (limit.OfStrategy ? strategyReduces : accountReduces) continue;
            reason = CheckGross(in order, in limit, added);
            if (reason != DenyReason.None) return reason;
        }

        foreach (ref readonly MeasuredLimit limit in limits.NetExposures.AsSpan())
        {
            if (limit.OfStrategy ? strategyReduces : accountReduces) continue;
            reason = CheckNet(in order, in limit, added);
            if (reason != DenyReason.None) return reason;
        }

        return DenyReason.None;
    }

    // What the order adds on its side, at the mark; without one, at its own price. In live a mark and a rate must be.
    private DenyReason Added(in GateOrder order, out Exact added)
    {
        added = 0;
        Exact? px = mark?.Price.Number;
        if (px is null && Risk.IsLive)
        {
            detail = "there is no mark to value the position with";
            return DenyReason.NoMark;
        }

        px ??= order.Terms.Price?.Value ?? order.Terms.StopPx?.Value;
        if (!valuer.HasRate && Risk.IsLive)
        {
            detail = "there is no rate into the account's currency";
            return DenyReason.NoFxRate;
        }

        if (px is null || !valuer.HasRate) return DenyReason.None;
        Exact quantity = order.IsHeld ? order.WorstQty : order.AddedQty;
        if (valuer.TryValue(quantity, Exact.Abs(px.Value), out added)) return DenyReason.None;
        detail = "the value is beyond what can be computed";
        return DenyReason.OrderValueTooLarge;
    }

    private DenyReason CheckGross(in GateOrder order, in MeasuredLimit limit, Exact added)
    {
        (ExposureCell? cell, ExposureTotal? total) = HoldingOf(in limit);
        if (IsIncomplete(limit.OfSymbol, cell, total)) return DenyReason.NoMark;
        Exact others = limit.OfSymbol ? 0 : (total?.Gross ?? 0) - (cell?.Gross ?? 0);
        Exact counted = order.IsHeld ? added : 0;
        Exact before = others + GrossWith(in order, cell, -counted);
        Exact worst = others + GrossWith(in order, cell, added - counted);
        return worst > limit.Value && worst > before
            ? Refuse(DenyReason.GrossExposureTooLarge, LimitKind.MaxGrossExposure, worst, limit.Value)
            : DenyReason.None;
    }

    private static Exact GrossWith(in GateOrder order, ExposureCell? cell, Exact added)
    {
        bool sells = order.Terms.Side.IsSell();
        return ExposureCell.Larger(
            (cell?.WorstLong ?? 0) + (sells ? 0 : added), (cell?.WorstShort ?? 0) - (sells ? added : 0));
    }

    private DenyReason CheckNet(in GateOrder order, in MeasuredLimit limit, Exact added)
    {
        (ExposureCell? cell, ExposureTotal? total) = HoldingOf(in limit);
        if (IsIncomplete(limit.OfSymbol, cell, total)) return DenyReason.NoMark;
        if (order.IsHeld) added = 0;
        Exact worst = order.Terms.Side.IsSell()
            ? added - (limit.OfSymbol ? cell?.WorstShort ?? 0 : total?.WorstShort ?? 0)
            : added + (limit.OfSymbol ? cell?.WorstLong ?? 0 : total?.WorstLong ?? 0);
        return worst > limit.Value
            ? Refuse(DenyReason.NetExposureTooLarge, LimitKind.MaxNetExposure, worst, limit.Value)
            : DenyReason.None;
    }

    private bool IsIncomplete(bool isOneSymbol, ExposureCell? cell, ExposureTotal? total)
    {
        if (!Risk.IsLive || !(isOneSymbol ? cell is { IsUnvalued: true } : total is { Unvalued: > 0 })) return false;
        detail = "there is no mark or no rate for something that the account holds";
        return true;
    }

    private DenyReason CheckLoss(in GateOrder order)
    {
        if (!limits.Has(LimitKind.MaxDailyLoss)) return DenyReason.None;
        if (Risk.IsLive && accountHolds.Total is { Unvalued: > 0 })
        {
            detail = "there is no mark or no rate for something that the account holds";
            return DenyReason.NoMark;
        }

        Exact loss = Risk.LossOf(order.Account);
        return loss > limits.MaxDailyLoss
            ? Refuse(DenyReason.DailyLossExceeded, LimitKind.MaxDailyLoss, loss, limits.MaxDailyLoss)
            : DenyReason.None;
    }

    // What the venue last said can be spent, less what was let through since. Where it cannot say, nothing is checked.
    private DenyReason CheckBuyingPower(in GateOrder order)
    {
        if (order.Venue.IsNone || order.WorstQty <= 0) return DenyReason.None;
        BalanceReported? balance = books.Balances.TryGet(
            order.Venue, order.Account, books.Accounts[order.Account].Currency);
        if (balance is not { BuyingPower: { } power })
        {
            if (order.AddedQty <= 0) return DenyReason.None;
            bool mustSay = Risk.IsLive && books.Sessions.TryGet(order.Venue) is { } session
                && session.Can(VenueCapabilities.QueryBalances);
            detail = "the venue has not said what the account can spend";
            return mustSay ? DenyReason.BuyingPowerUnknown : DenyReason.None;
        }

        DenyReason reason = Notional(in order, order.WorstQty, out Exact? needed);
        if (reason != DenyReason.None || needed is null) return reason;
        if (order.Replaced is { } replaced) needed -= Risk.CostOf(replaced);
        Exact left = power - Risk.Spending.Since(order.Venue, order.Account);
        if (needed <= left || needed <= 0) return DenyReason.None;
        detail = System.FormattableString.Invariant($"{needed} is more than the buying power {left}");
        return DenyReason.InsufficientBuyingPower;
    }
}
