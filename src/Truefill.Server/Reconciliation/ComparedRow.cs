namespace Truefill.Server.Reconciliation;

/// <summary>What a comparison of one position came to.</summary>
public enum RowStatus
{
    Matched,

    /// <summary>Both have it, and they differ.</summary>
    Mismatch,

    /// <summary>Only the broker has it.</summary>
    PhantomPosition,

    /// <summary>Only the books have it.</summary>
    MissingPosition,

    /// <summary>The position agrees, the protection that belongs to it is not there.</summary>
    MissingSlTp,

    /// <summary>One side could not be told.</summary>
    Indeterminate,
}

/// <summary>One position, or the cash of an account in one currency, on both sides.</summary>
/// <param name="Symbol">Empty for cash.</param>
/// <param name="Expected">Of the books, over all strategies; null: they do not know it.</param>
/// <param name="Broker">Zero where the broker lists none.</param>
/// <param name="ExpectedPnl">Realised, of the books; null where the broker states none to compare with.</param>
public sealed record ComparedRow(
    string Account,
    string Symbol,
    decimal? Expected,
    decimal Broker,
    RowStatus Status,
    decimal? ExpectedPnl,
    decimal? BrokerPnl)
{
    /// <summary>Of cash; null for a position.</summary>
    public string? Currency { get; init; }

    public decimal? Diff => Broker - Expected;
}
