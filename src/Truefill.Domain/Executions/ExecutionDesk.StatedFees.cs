using System;
using System.Collections.Generic;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Executions;

/// <content>
/// Charges that reports state. The charges of one report are all different ones, also where kind, currency and amount
/// are the same. Where reports are compared, what each states of one kind in one currency counts together.
/// </content>
public sealed partial class ExecutionDesk
{
    // With a trade that is new.
    private void ChargeNew(in Reported reported, in PositionKey position, ExecHandle exec)
    {
        for (int i = 0; i < reported.FeeCount; i++)
            if (reported.FeeAt(i) is { Amount.IsZero: false } fee)
                EmitFee(exec, position, fee, reported.TransactTime);
    }

    // The first to tell of a trade need not know its charges, and another feed's copy may. What one feed has charged,
    // another one does not charge again.
    private List<Fee> NotYetCharged(in Reported reported, in Execution trade)
    {
        if (reported.FeeCount == 0 || trade.IsBusted) return [];
        List<Fee> stated = SumsOf(reported, OwnCurrency(trade));
        ExecHandle exec = trade.Handle;
        stated.RemoveAll(fee => fee.Amount.IsZero || books.Positions.TryChargedFor(exec, fee, out _));
        return stated;
    }

    private bool CanCharge(in Execution trade, List<Fee> fees) =>
        FeesFit(books.Positions[trade.Position].Key, fees, trade.LastPx);

    private bool FeesFit(in PositionKey position, List<Fee> fees, Px px)
    {
        decimal inAsset = 0;
        foreach (Fee fee in fees)
            if (!FeeFits(position, fee, px, null, default, ref inAsset)) return false;
        return true;
    }

    private void ChargeLate(in Reported reported, ExecHandle exec, List<Fee> fees)
    {
        if (fees.Count == 0) return;
        Counted before = CountedOf(exec);
        PositionKey position = books.Positions[books.Executions[exec].Position].Key;
        foreach (Fee fee in fees) EmitFee(exec, position, fee, reported.TransactTime);
        GiveWay(exec, in before, books.Executions[exec].TransactTime);
    }

    // A correction came again, or a trade under its id. What no copy before this one stated is news.
    private InputOutcome CorrectionAgain(in Reported reported, int correction)
    {
        Storage.AmendmentRecord record = books.Executions.AmendmentAt(correction);
        ExecHandle exec = new(record.Exec);
        Currency own = record.IsAwaited ? default : OwnCurrency(books.Executions[exec]);
        if (!AreExact(reported)) return RefuseFees(reported);
        List<Fee> news = SumsOf(reported, own);
        news.RemoveAll(fee => books.Executions.States(correction, fee, own));
        if (news.Count == 0) return Duplicate(reported, exec);
        if (record.IsAwaited)
        {
            State(reported.Key, news);
            return InputOutcome.Applied;
        }

        if (!CanCharge(books.Executions[exec], news)) return RefuseFees(reported);
        Counted before = CountedOf(exec);
        State(reported.Key, news);
        ChargeAnew(exec, correction, news, reported.TransactTime);
        GiveWay(exec, in before, record.TransactTime);
        return InputOutcome.Applied;
    }

    // The correction is new.
    private void StateAnew(in Reported reported, ExecHandle exec)
    {
        if (reported.FeeCount == 0) return;
        bool isKnown = books.Executions.TryFindAmendment(reported.Key, out int correction);
        Invariant.Holds(isKnown, "a correction that was applied is known by its id");
        List<Fee> stated = SumsOf(reported, OwnCurrency(books.Executions[exec]));
        State(reported.Key, stated);
        ChargeAnew(exec, correction, stated, reported.TransactTime);
    }

    private void State(in ExecKey correction, List<Fee> fees)
    {
        foreach (Fee fee in fees) deciding.Emit.Apply(new FeeStated(correction, fee));
    }

    // A correction states the charges of its trade anew: what is charged is the difference.
    private void ChargeAnew(ExecHandle exec, int correction, IReadOnlyList<Fee> stated, UtcNanos at)
    {
        Execution trade = books.Executions[exec];
        PositionKey position = books.Positions[trade.Position].Key;
        Currency own = OwnCurrency(trade);
        foreach (Fee fee in stated)
        {
            if (!books.Executions.StatesLast(correction, fee, own)) continue;
            books.Positions.TryChargedFor(exec, fee, out decimal charged);
            decimal more = fee.Amount.Amount - charged;
            if (more == 0) continue;
            Fee difference = fee with { Amount = fee.Amount with { Amount = more } };

            // In money every difference of two sound charges is exact.
            bool isAsset = books.Positions.IsTradedAsset(position, fee.Amount.Currency);
            if (isAsset && !FeeFits(position, difference, trade.LastPx)) continue;
            EmitFee(exec, position, difference, at);
        }
    }

    private Currency OwnCurrency(in Execution trade) =>
        books.Positions.CurrencyOf(books.Positions[trade.Position].Key);

    // Kind by kind and currency by currency. What adds up to nothing is stated as nothing.
    private static List<Fee> SumsOf(in Reported reported, Currency own)
    {
        List<Fee> sums = [];
        for (int i = 0; i < reported.FeeCount; i++)
            if (reported.FeeAt(i) is { Amount.IsZero: false } fee) AddTo(sums, fee, own);
        return sums;
    }

    private static List<Fee> SumsOf(IReadOnlyList<Fee> fees, Currency own)
    {
        List<Fee> sums = [];
        foreach (Fee fee in fees) AddTo(sums, fee, own);
        return sums;
    }

    private static void AddTo(List<Fee> sums, in Fee fee, Currency own)
    {
        FeeKind kind = fee.Kind;
        Currency currency = fee.Amount.Currency.IsNone ? own : fee.Amount.Currency;
        int same = sums.FindIndex(each => each.Kind == kind && each.Amount.Currency == currency);
        decimal sum = fee.Amount.Amount + (same < 0 ? 0 : sums[same].Amount.Amount);
        Fee all = new(new Money(ExactDecimal.Normalize(sum), currency), kind);
        if (same < 0) sums.Add(all);
        else sums[same] = all;
    }

    // So that what one report states adds up exactly, in whatever currencies.
    private static bool AreExact(in Reported reported)
    {
        decimal all = 0;
        for (int i = 0; i < reported.FeeCount; i++)
        {
            decimal amount = reported.FeeAt(i).Amount.Amount;
            if (ExactDecimal.Check(ref amount) != NumberError.None) return false;
            all += Math.Abs(amount);
            if (all > ChargedMax) return false;
        }

        return true;
    }

    private bool FeesFit(in Reported reported, in PositionKey position, Px px)
    {
        if (reported.FeeCount == 0) return true;
        if (!AreExact(reported)) return false;
        decimal inAsset = 0;
        for (int i = 0; i < reported.FeeCount; i++)
        {
            if (!FeeFits(
                position, reported.FeeAt(i), px, reported.SymbolName, reported.Currency, ref inAsset)) return false;
        }

        return true;
    }

    private InputOutcome RefuseFees(in Reported reported)
    {
        string which = reported.FeeCount == 1
            ? FormattableString.Invariant($"Commission(12)={reported.FeeAt(0).Amount.Amount}")
            : FormattableString.Invariant($"Commission(12), MiscFeeAmt(137): one of {reported.FeeCount} charges");
        return Refuse(reported, DeadLetterReason.NumberOutOfRange, which + " cannot be kept exactly");
    }
}
