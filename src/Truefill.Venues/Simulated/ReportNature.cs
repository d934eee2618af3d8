namespace Truefill.Venues.Simulated;

/// <summary>What a report is to the one who hears it; faults choose by it.</summary>
internal enum ReportNature
{
    /// <summary>The answer to a request.</summary>
    Answer,

    /// <summary>The venue's own doing: trades, expiry, restatement.</summary>
    Unasked,

    /// <summary>Part of the answer to a question.</summary>
    Reply,

    /// <summary>Known without the line: it cannot be lost.</summary>
    Local,
}
