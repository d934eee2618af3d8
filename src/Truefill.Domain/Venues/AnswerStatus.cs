namespace Truefill.Domain.Venues;

/// <summary>How far an answer can be relied on. Numbers are frozen.</summary>
public enum AnswerStatus : byte
{
    /// <summary>All that was asked for, as of one moment.</summary>
    Complete = 1,

    /// <summary>The venue answered that it does not know the order.</summary>
    NotFound = 2,

    /// <summary>Cut short: what is missing in it may still be there.</summary>
    Partial = 3,

    /// <summary>No answer: an error, a time-out, a text that did not parse.</summary>
    Failed = 4,
}
