using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Executions;

public sealed partial class ExecutionDesk
{
    // With eighteen digits per charge, so many in one currency still add up exactly.
    private const decimal ChargedMax = 1_000_000_000_000_000_000m;

    /// <summary>
    /// A charge that follows its execution. Charges carry no id of their own: the same kind and amount for the same
    /// execution is the same charge again. Under the id of a correction it is what that states of its kind. An
    /// execution that is not here yet is nobody's to charge: the input is put aside, to be replayed when it is.
    /// </summary>
    public InputOutcome Charge(in ChargeFee charge)
    {
        if (charge.Exec.ExecId.IsNone)
            return deciding.DeadLetter(DeadLetterReason.MissingField, "ExecID(17) is missing", charge.VenueSeq);
        if (!books.Executions.TryResolve(charge.Exec, out ExecHandle exec, out _, out int amendment))
        {
            return deciding.DeadLetter(
                DeadLetterReason.Unattributable,
                $"ExecID(17)={charge.Exec.ExecId}: a charge for an unknown execution",
                charge.VenueSeq);
        }

        Execution execution = books.Executions[exec];
        PositionKey position = books.Positions[execution.Position].Key;
        Fee fee = Normalised(charge.Fee, position);
        if (fee.Amount.IsZero) return InputOutcome.Ignored;
        decimal amount = fee.Amount.Amount;
        if (ExactDecimal.Check(ref amount) != NumberError.None || !FeeFits(position, fee, execution.LastPx))
        {
            return deciding.DeadLetter(
                DeadLetterReason.NumberOutOfRange,
                $"Commission(12)={fee.Amount.Amount} cannot be kept exactly",
                charge.VenueSeq);
        }

        bool isOfCorrection = amendment != 0 && !books.Executions.AmendmentAt(amendment).IsBust;
        Currency own = books.Positions.CurrencyOf(position);
        bool isKnown = isOfCorrection
            ? books.Executions.StatesExactly(amendment, fee, own)
            : books.Positions.HasFee(exec, fee) || books.Executions.StatesExactly(exec, fee, own);
        if (isKnown)
        {
            deciding.Emit.Apply(new ExecutionDuplicated(exec, charge.Exec, charge.VenueSeq));
            return InputOutcome.Duplicate;
        }

#if PLANTED_BUGS
        if (Planted.Is(Bug.LateFeeLost)) return InputOutcome.Applied;
#endif
        UtcNanos at = charge.At.IsNone ? deciding.Now : charge.At;
        Counted before = CountedOf(exec);
        if (isOfCorrection) ChargeCorrection(amendment, exec, position, fee, at);
        else EmitFee(exec, position, fee, at);
        GiveWay(exec, in before, execution.TransactTime);
        return InputOutcome.Applied;
    }

    // As if the correction's report had stated it. A further one of the kind comes on top, as it does with a trade, but
    // not where a later correction has stated the kind anew.
    private void ChargeCorrection(int correction, ExecHandle exec, in PositionKey position, in Fee fee, UtcNanos at)
    {
        Currency own = books.Positions.CurrencyOf(position);
        bool isFurther = books.Executions.States(correction, fee, own);
        State(books.Executions.KeyOfAmendment(correction), [fee]);
        if (!isFurther) ChargeAnew(exec, correction, [fee], at);
        else if (books.Executions.StatesLast(correction, fee, own)) EmitFee(exec, position, fee, at);
    }

    private void EmitFee(ExecHandle exec, in PositionKey position, in Fee fee, UtcNanos at)
    {
        deciding.Emit.Apply(new FeeCharged(
            exec, position.Account, position.Strategy, position.Symbol, Normalised(fee, position), at));
    }

    private Fee Normalised(in Fee fee, in PositionKey position)
    {
        Currency currency = fee.Amount.Currency.IsNone ? books.Positions.CurrencyOf(position) : fee.Amount.Currency;
        return fee with { Amount = new Money(ExactDecimal.Normalize(fee.Amount.Amount), currency) };
    }

    private bool FeeFits(in PositionKey position, in Fee fee, Px px)
    {
        decimal inAsset = 0;
        return FeeFits(position, fee, px, null, default, ref inAsset);
    }

    // A symbol that is not registered yet is known by what the report calls it and says about it. What several charges
    // take of the asset has to fit together.
    private bool FeeFits(
        in PositionKey position, in Fee fee, Px px, string? symbolName, Currency stated, ref decimal inAsset)
    {
        decimal amount = System.Math.Abs(fee.Amount.Amount);
        if (amount > ChargedMax) return false;
        Currency currency = Normalised(fee, position).Amount.Currency;
        if (books.Positions.TryGet(position, out Position known)
            && books.Positions.ChargedIn(known.Handle, currency) + amount > ChargedMax) return false;
        string symbol = position.Symbol.IsNone ? symbolName ?? "" : books.Names.Of(position.Symbol);
        bool defined = stated.IsNone || books.Instruments.IsDefined(position.Symbol);
        Currency contract = defined ? books.Positions.CurrencyOf(position) : stated;
        if (!PositionBook.IsTradedAsset(symbol, contract, currency)) return true;
        if (ExactDecimal.Check(ref amount) != NumberError.None) return false;
        inAsset += amount;
        return books.Positions.CanTake(position, inAsset, px.Value);
    }
}
