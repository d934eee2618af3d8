namespace Truefill.Domain.Reconciliation;

/// <summary>What a comparison came to. Numbers are frozen.</summary>
public enum ComparisonStatus : byte
{
    Match = 1,
    Break = 2,

    /// <summary>One side could not be told: an answer failed, was cut short or did not come.</summary>
    Indeterminate = 3,
}
