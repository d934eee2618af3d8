namespace Truefill.Domain.Reconciliation;

/// <summary>A break that a person has explained, and whose numbers have changed since.</summary>
internal static class ExplainedBreak
{
    /// <summary>
    /// Opens the break again, since the explanation was of other numbers. The reason keeps what was explained and how,
    /// for whoever is alerted now.
    /// </summary>
    /// <param name="known">The break before its numbers changed.</param>
    public static void Reopen(Deciding deciding, in PositionBreak known)
    {
        if (known.State != BreakState.Explained) return;
        string reason = $"was {known.Latest.Expected} here and {known.Latest.Found} at the venue when it was "
            + $"explained: {known.Reason}";
        deciding.Emit.Apply(new BreakChanged(
            known.Latest.Id, BreakState.Open, known.Owner, Deciding.OwnSource, reason, deciding.Now));
    }
}
