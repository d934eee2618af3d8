namespace Truefill.Domain.Advisories;

/// <summary>What comparing an execution with the broker found. Numbers are frozen.</summary>
public enum ReconciliationStatus : byte
{
    Matched = 1,

    /// <summary>Size, price or order state differ.</summary>
    Mismatch = 2,

    /// <summary>The broker has a position and the books have none.</summary>
    PhantomPosition = 3,

    /// <summary>The books have a position and the broker has none.</summary>
    MissingPosition = 4,

    /// <summary>The sizes agree; a stop-loss or take-profit that is due is not there.</summary>
    MissingSlTp = 5,

    /// <summary>A question failed, or its answer is older than the fill: nothing can be said.</summary>
    Indeterminate = 6,
}
