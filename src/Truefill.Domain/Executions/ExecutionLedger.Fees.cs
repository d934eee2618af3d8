using System.Collections.Generic;
using Truefill.Domain.Executions.Storage;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Executions;

/// <content>
/// What corrections say their trades are charged. Like the terms of a trade, a charge is what the last correction in
/// force states of it, whatever order they came in; one that states nothing of a kind leaves it as it was.
/// </content>
public sealed partial class ExecutionLedger
{
    private static readonly IReadOnlyList<Fee> NoFees = [];

    public void Apply(in FeeStated e)
    {
        bool isKnown = TryFindAmendment(e.Correction, out int correction);
        Invariant.Holds(isKnown, "only a known correction states a charge");
        ref AmendmentRecord record = ref amendments[correction];
        (record.Fees ??= []).Add(e.Fee);
    }

    /// <summary>What a correction states, in the order in which that came.</summary>
    internal IReadOnlyList<Fee> FeesStatedBy(int correction) => amendments[correction].Fees ?? NoFees;

    /// <summary>Whether a correction says anything of a charge's kind and currency.</summary>
    /// <param name="own">What a charge without a currency is in; none: not known, so it may be any.</param>
    internal bool States(int correction, in Fee like, Currency own)
    {
        if (amendments[correction].Fees is not { } fees) return false;
        foreach (Fee each in fees)
            if (each.Kind == like.Kind && IsSame(each.Amount.Currency, like.Amount.Currency, own)) return true;
        return false;
    }

    /// <summary>Whether a correction says just this: of a kind its report says the sum.</summary>
    /// <param name="own">What a charge without a currency is in.</param>
    internal bool StatesExactly(int correction, in Fee fee, Currency own)
    {
        if (amendments[correction].Fees is not { } fees) return false;
        foreach (Fee each in fees)
        {
            if (each.Kind == fee.Kind && each.Amount.Amount == fee.Amount.Amount
                && IsSame(each.Amount.Currency, fee.Amount.Currency, own)) return true;
        }

        return false;
    }

    /// <summary>Whether any correction of an execution says that.</summary>
    /// <inheritdoc cref="StatesExactly(int, in Fee, Currency)"/>
    internal bool StatesExactly(ExecHandle exec, in Fee fee, Currency own)
    {
        if (!originals.TryGetValue(exec.Value, out OriginalTerms original)) return false;
        for (int i = original.FirstAmendment; i != 0; i = amendments[i].NextOfExec)
            if (StatesExactly(i, fee, own)) return true;
        return false;
    }

    /// <summary>
    /// Whether what a correction says of a charge's kind and currency holds: the correction is in force, and none in
    /// force after it says anything of them.
    /// </summary>
    internal bool StatesLast(int correction, in Fee like, Currency own)
    {
        AmendmentRecord record = amendments[correction];
        if (record.IsAwaited || record.IsBust) return false;
        int last = 0;
        foreach (int each in CorrectionsInForce(originals[record.Exec].FirstAmendment, out _))
            if (States(each, like, own)) last = each;
        return last == correction;
    }

    private static bool IsSame(Currency one, Currency other, Currency own)
    {
        if (one.IsNone) one = own;
        if (other.IsNone) other = own;
        return one == other || one.IsNone || other.IsNone;
    }
}
