namespace Truefill.Simulation.Ordeal;

/// <summary>What the books are to a venue that answers badly.</summary>
public enum ComparisonMode
{
    /// <summary>We trade there; a difference is planted now and then, and only that may be found.</summary>
    Trades,

    /// <summary>Differences are corrected; the executions that explain them come before, meanwhile or after.</summary>
    Corrects,

    /// <summary>Somebody else trades there; we look on and send nothing.</summary>
    LooksOn,
}
