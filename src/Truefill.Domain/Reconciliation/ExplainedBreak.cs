namespace Truefill.Domain.Reconciliation;

/// <summary>A break that a person has explained, and whose numbers have changed since.</summary>
internal static class ExplainedBreak
{
    /// <summary>What was explained is another difference: this one is open, and who watches is told of it.</summary>
    /// <param name="known">As it was before the change.</param>
    public static void Reopen(Deciding deciding, in PositionBreak known)
    {
        if (known.State != BreakState.Explained) return;
        string reason = $"was {known.Latest.Expected} here and {known.Latest.Found} at the venue when it was "
            + $"explained: {known.Reason}";
        deciding.Emit.Apply(new BreakChanged(
            known.Latest.Id, BreakState.Open, known.Owner, Deciding.OwnSource, reason, deciding.Now));
    }
}
