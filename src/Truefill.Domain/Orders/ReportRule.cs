namespace Truefill.Domain.Orders;

/// <summary>
/// What a venue's report can contradict. Journaled and shown; the report itself is still recorded as true.
/// </summary>
public enum ReportRule : byte
{
    /// <summary>More was executed than ordered; the excess is its own number.</summary>
    Overfill = 1,

    /// <summary>
    /// The reported status lies behind what is already known, without an execution or request that explains it.
    /// </summary>
    InvalidRegression = 2,

    /// <summary>Reported CumQty(14) and LeavesQty(151) do not add up to the order.</summary>
    QuantityBreak = 3,

    /// <summary>A report about a request that was never made.</summary>
    UnknownRequest = 4,

    /// <summary>A report about an order that was never entered here.</summary>
    UnknownOrder = 5,

    /// <summary>Side, symbol or account differ from the order's.</summary>
    ContentMismatch = 6,

    /// <summary>A trade after the order had ended.</summary>
    LateExecution = 7,
}
