namespace Truefill.Venues;

/// <summary>What a venue adapter can hand in.</summary>
public enum VenueReportKind : byte
{
    ExecutionReport = 1,
    OrderCancelReject = 2,

    /// <summary>A request that somebody's system sent, seen on the wire or in a log: new, cancel or replace.</summary>
    ObservedRequest = 3,
    SessionOpened = 4,
    SessionClosed = 5,

    /// <summary>A session message or the like: counted, nothing else.</summary>
    Ignored = 6,

    /// <summary>Bytes that did not parse or did not map.</summary>
    Malformed = 7,

    /// <summary>The end of the answer to a question, with its lists.</summary>
    Answer = 8,

    /// <summary>A price to value positions by. An adapter hands in at most a few a second for each symbol.</summary>
    Mark = 9,

    /// <summary>
    /// The session is logged on, and nothing came for the venue's own heartbeat interval and a second: once for each
    /// silence.
    /// </summary>
    SessionSilent = 10,

    /// <summary>
    /// A further charge of an execution that was handed in before: its ids and the charge stand in the
    /// ExecutionReport. The same one again is the same charge.
    /// </summary>
    Charge = 11,

    /// <summary>
    /// Of an answer that takes several messages one more has come. An adapter says so about once a second: a question
    /// of which nothing comes for ten seconds is given up and asked again.
    /// </summary>
    AnswerContinues = 12,

    /// <summary>
    /// Messages of the venue were lost and will not be sent again: it is asked what became of its orders. What was lost
    /// stands in the detail.
    /// </summary>
    MessagesSkipped = 13,
}
