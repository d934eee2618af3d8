namespace Truefill.Engine.Inputs;

/// <summary>What an input is. Numbers are frozen: the record type in the journal is 128 + the number.</summary>
public enum InputKind : byte
{
    ExecutionReport = 1,
    OrderCancelReject = 2,
    NewOrderSingle = 3,
    OrderCancelRequest = 4,
    OrderCancelReplaceRequest = 5,
    ResolveOrder = 6,
    NormalisedExecution = 7,

    /// <summary>Bytes that the edge could not make sense of.</summary>
    Malformed = 8,

    /// <summary>A session message or the like: counted, nothing else.</summary>
    Ignored = 9,
    SetMark = 10,
    SetFxRate = 11,
    DefineInstrument = 12,
    DefineAccount = 13,
    DefineVenue = 14,
    ImportPosition = 15,
    TransferPosition = 16,
    CloseDeadLetter = 17,
    SessionOpened = 18,
    SessionClosed = 19,
    Start = 20,
    Stop = 21,
    ChargeFee = 22,

    /// <summary>The end of a venue's answer to a question.</summary>
    VenueAnswer = 23,

    /// <summary>Something has come due by time.</summary>
    Tick = 24,

    /// <summary>A durable request provably did not leave.</summary>
    SendFailed = 25,
    SetKillSwitch = 26,
    ResumeTrading = 27,
    HoldTrading = 28,

    /// <summary>A venue's session is logged on and has not been heard for longer than it may be silent.</summary>
    SessionSilent = 29,

    /// <summary>The limits of the configuration.</summary>
    DefineLimits = 30,

    /// <summary>A person changes limits.</summary>
    SetLimits = 31,

    /// <summary>When an account's day changes.</summary>
    DefineRiskDays = 32,

    /// <summary>All venues and accounts that the configuration has.</summary>
    DefineNames = 33,
    ProposeAdvisory = 40,

    /// <summary>A named person approves or declines an advisory.</summary>
    DecideAdvisory = 41,
    ExecuteAdvisory = 42,
    Reconcile = 46,
    ChangeBreak = 47,

    /// <summary>An answer of a venue that takes several calls has come one further.</summary>
    AnswerContinues = 48,

    /// <summary>
    /// Who asked for the input that follows, or did something outside the engine. The intake does not count it.
    /// </summary>
    Audit = 50,

    /// <summary>A request of a client whose messages are numbered.</summary>
    ClientMessage = 60,

    /// <summary>A person has a break booked as a correction.</summary>
    CorrectBreak = 85,

    /// <summary>A person takes an execution out of @suspense.</summary>
    AssignExecution = 86,
}
