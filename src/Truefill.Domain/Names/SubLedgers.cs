namespace Truefill.Domain.Names;

/// <summary>
/// Strategies that are not somebody's: where quantity goes that no order of ours explains. No client may use '@'.
/// </summary>
public static class SubLedgers
{
    /// <summary>Executions from a venue session that fit no order.</summary>
    public const string Suspense = "@suspense";

    /// <summary>Orders entered elsewhere.</summary>
    public const string Manual = "@manual";

    /// <summary>Corrections by reconciliation, until the real execution replaces them.</summary>
    public const string Provisional = "@provisional";
}
