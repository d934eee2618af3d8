using System.Collections.Generic;
using Truefill.Domain.Executions.Storage;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Executions;

/// <summary>
/// Busts and corrections. A correction dated after the bust of its trade contradicts it and is put aside; one dated
/// before it merely comes late and changes nothing. A correction that states no side (FIX requires one) leaves the one
/// first booked; one that states no account leaves what corrections before it said.
/// </summary>
public sealed partial class ExecutionDesk
{
    private InputOutcome Amend(in Reported reported, bool isBust)
    {
        if (reported.RefId.IsNone) return Missing(reported, "ExecRefID(19)");
        bool exists = books.Executions.TryResolve(
            new ExecKey(reported.Key.Venue, reported.Key.Scope, reported.RefId),
            out ExecHandle exec,
            out ExecKey target);
        if (books.Executions.TryFindAmendment(reported.Key, out int amendment))
            return AmendAgain(reported, isBust, exists ? exec : default, target, amendment);
        if (books.Executions.TryFind(reported.Key, out ExecHandle namesake) && namesake != exec)
            return Refuse(reported, DeadLetterReason.Conflict,
                $"is the id of another trade: {Describe(books.Executions[namesake])}");
        if (!isBust && !IsSoundCorrection(reported, out InputOutcome refused)) return refused;
        if (!exists) return KeepWaiting(reported, isBust, target);

        Execution trade = books.Executions[exec];
        PositionKey position = books.Positions[trade.Position].Key;
        SymbolId symbol = SymbolOf(reported);
        bool otherOrder = reported.Order is { } order && !trade.Order.IsNone && order.Handle != trade.Order;
        if (otherOrder || (!symbol.IsNone && symbol != position.Symbol)) return Conflict(reported, trade);
        return isBust ? Bust(reported, trade) : Correct(reported, trade, position);
    }

    private InputOutcome Bust(in Reported reported, in Execution trade)
    {
        if (trade.IsBusted) return Duplicate(reported, trade.Handle);
#if PLANTED_BUGS
        if (Planted.Is(Bug.BustIgnored)) return InputOutcome.Applied;
#endif
        Counted before = CountedOf(trade.Handle);
        deciding.Emit.Apply(new TradeCanceled(trade.Handle, reported.Key, reported.VenueSeq, reported.TransactTime));
        GiveWay(trade.Handle, in before, reported.TransactTime);
        return InputOutcome.Applied;
    }

    private InputOutcome Correct(in Reported reported, in Execution trade, in PositionKey position)
    {
        if (trade.IsBusted && IsAfterBust(reported, trade))
            return Refuse(reported, DeadLetterReason.Conflict, $"corrects a busted trade: {Describe(trade)}");
        PositionKey wanted = position;
        if (AccountOf(reported, trade.Order) is { IsNone: false } account) wanted = position with { Account = account };
        Qty qty = reported.LastQty!.Value;
        Px px = reported.LastPx!.Value;
        if (!TakesContract(reported, wanted, out InputOutcome refused)) return refused;
        if (!IsSound(reported, wanted, qty, px, out refused)) return refused;
        DefineUnlessBooked(reported, wanted);
        AccountId stated = RegisteredAccountOf(reported, trade.Order);
        Counted before = CountedOf(trade.Handle);
        deciding.Emit.Apply(new TradeCorrected(
            trade.Handle,
            reported.Key,
            reported.Side ?? trade.OriginalSide,
            stated,
            qty,
            px,
            reported.VenueSeq,
            reported.TransactTime));
        StateAnew(reported, trade.Handle);
        GiveWay(trade.Handle, in before, reported.TransactTime);
        ApplyAwaited(reported.Key, trade.Handle);
        return InputOutcome.Applied;
    }

    private InputOutcome KeepWaiting(in Reported reported, bool isBust, in ExecKey target)
    {
        AccountId account = isBust ? reported.Account : RegisteredAccountOf(reported, default);
        deciding.Emit.Apply(new AmendmentAwaited(
            reported.Key,
            target,
            isBust,
            reported.Side,
            account,
            isBust ? default : reported.LastQty!.Value,
            isBust ? default : reported.LastPx!.Value,
            reported.VenueSeq,
            reported.TransactTime));
        if (!isBust) State(reported.Key, SumsOf(reported, default));
        return InputOutcome.Applied;
    }

    private bool IsSoundCorrection(in Reported reported, out InputOutcome refused)
    {
        refused = default;
        if (reported.LastQty is not { } qty) refused = Missing(reported, "LastQty(32)");
        else if (!qty.IsPositive) refused = Refuse(reported, DeadLetterReason.InvalidValue, $"LastQty(32)={qty}");
        else if (reported.LastPx is not { } px) refused = Missing(reported, "LastPx(31)");
        else if (!ExactDecimal.TryMultiply(qty.Value, px.Value, 1m, out _))
            refused = Refuse(reported, DeadLetterReason.NumberOutOfRange,
                $"LastQty(32)={qty} × LastPx(31)={px} cannot be kept exactly");
        else if (!AreExact(reported)) refused = RefuseFees(reported);
        return refused == default;
    }

    private InputOutcome AmendAgain(in Reported reported, bool isBust, ExecHandle exec, in ExecKey target,
        int amendment)
    {
        AmendmentRecord record = books.Executions.AmendmentAt(amendment);
        OrderHandle order = exec.IsNone ? default : books.Executions[exec].Order;
        AccountId account = AccountOf(reported, order);
        bool same = record.IsBust == isBust
            && (record.IsAwaited ? IsSameTarget(target, amendment) : exec.Value == record.Exec);
        if (same && !isBust)
        {
            same = (reported.LastQty is null || reported.LastQty == record.LastQty)
                && (reported.LastPx is null || reported.LastPx == record.LastPx)
                && (reported.Side is null || record.Side == default || reported.Side == record.Side)
                && (account.IsNone || record.Account.IsNone || account == record.Account);
        }

        if (same)
        {
            return isBust
                ? Duplicate(reported, new ExecHandle(record.Exec))
                : CorrectionAgain(reported, amendment);
        }

        string was = record.IsBust ? "a bust" : $"a correction to {record.LastQty} @ {record.LastPx}";
        string now = isBust ? "a bust" : $"a correction to {reported.LastQty} @ {reported.LastPx}";
        return Refuse(reported, DeadLetterReason.Conflict, $"was {was}; now {now} of {reported.RefId}");
    }

    // What it waits for may itself have come since, and wait for something else.
    private bool IsSameTarget(in ExecKey target, int amendment) =>
        books.Executions.EndOf(target) == books.Executions.EndOf(books.Executions.TargetOf(amendment));

    private static bool IsAfterBust(in Reported reported, in Execution trade)
    {
        foreach (Amendment each in trade.Amendments)
        {
            if (!each.IsBust) continue;
            int byTime = reported.TransactTime.CompareTo(each.TransactTime);
            if (byTime > 0 || (byTime == 0 && reported.VenueSeq > each.VenueSeq)) return true;
        }

        return false;
    }

    // What waited for this trade or correction. A correction that no longer fits the position's exact range goes on
    // waiting: it is counted there, which is where an operator looks.
    private void ApplyAwaited(in ExecKey key, ExecHandle exec)
    {
#if PLANTED_BUGS
        if (Planted.Is(Bug.EarlyAmendmentLost)) return;
#endif
        if (books.Executions.AwaitedCount == 0) return;
        List<int> waiting = [];
        books.Executions.CollectAwaited(key, waiting);
        foreach (int amendment in waiting)
        {
            AmendmentRecord record = books.Executions.AmendmentAt(amendment);

            // Where a venue's ids start anew each day, it may also have waited for one that was applied just now.
            if (!record.IsAwaited) continue;
            ExecKey own = books.Executions.KeyOfAmendment(amendment);
            Counted before = CountedOf(exec);
            if (record.IsBust)
            {
                deciding.Emit.Apply(new TradeCanceled(exec, own, record.VenueSeq, record.TransactTime));
                GiveWay(exec, in before, record.TransactTime);
                continue;
            }

            Execution trade = books.Executions[exec];
            PositionKey position = books.Positions[trade.Position].Key;
            AccountId account = OfTrade(record.Account, !trade.Order.IsNone);
            if (!account.IsNone) position = position with { Account = account };
            if (!books.Positions.CanTake(position, record.LastQty.Value, record.LastPx.Value)) continue;
            List<Fee> stated = SumsOf(books.Executions.FeesStatedBy(amendment), books.Positions.CurrencyOf(position));
            if (!FeesFit(position, stated, record.LastPx)) continue;
            Orders.Side side = record.Side == default ? trade.OriginalSide : record.Side;
            deciding.Emit.Apply(new TradeCorrected(
                exec, own, side, account, record.LastQty, record.LastPx, record.VenueSeq, record.TransactTime));
            ChargeAnew(exec, amendment, stated, record.TransactTime);
            GiveWay(exec, in before, record.TransactTime);
            ApplyAwaited(own, exec);
        }
    }
}
