namespace Truefill.Simulation.Ordeal;

/// <summary>Where the line to the venue is cut in the life of one request.</summary>
public enum CutPoint
{
    /// <summary>The client has asked, and nothing is journaled.</summary>
    BeforeJournal,

    /// <summary>The intent is durable and has not left.</summary>
    BeforeSend,

    /// <summary>Half of the request is on the wire; the venue can make nothing of it.</summary>
    WhileSending,

    /// <summary>The request is under way. It gets there or not.</summary>
    BeforeVenueReads,

    /// <summary>The venue has accepted and not answered.</summary>
    BeforeAnswer,

    /// <summary>Half of the answer has come.</summary>
    WhileAnswering,

    /// <summary>The answer has come, and our process dies before it is journaled.</summary>
    BeforeAnswerJournaled,

    /// <summary>The answer is durable, and our process dies before anybody is told.</summary>
    BeforeAnswerApplied,

    /// <summary>At a cancel, from its acceptance on.</summary>
    AtCancel,

    /// <summary>At a replace, from its acceptance on.</summary>
    AtReplace,

    /// <summary>At a fill, from the trade on.</summary>
    AtFill,

    /// <summary>At the question that is to resolve what an earlier cut left unknown.</summary>
    AtQuestion,
}

/// <summary>How far what the venue says has come when the line is cut.</summary>
internal enum CutStage
{
    /// <summary>The venue has it and has not said it.</summary>
    Unsaid,

    /// <summary>Half of it has come.</summary>
    HalfSaid,

    /// <summary>It has come, and our process dies before it is journaled.</summary>
    Heard,

    /// <summary>It is durable, and our process dies before it has an effect outside.</summary>
    Journaled,
}
