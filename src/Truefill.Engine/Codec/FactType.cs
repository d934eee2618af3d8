namespace Truefill.Engine.Codec;

/// <summary>
/// Record types of facts in the journal. Frozen for ever: a fact whose fields change gets a new version and a reader
/// for the old one, a retired fact keeps its number. Inputs start at 128.
/// </summary>
public enum FactType : byte
{
    OrderSubmitted = 1,
    OrderHeld = 2,
    SubmitAborted = 3,
    OrderDenied = 4,
    OrderAdopted = 5,
    OrderPendingNew = 6,
    OrderAccepted = 7,
    OrderRejected = 8,
    CancelRequested = 9,
    CancelPending = 10,
    CancelRejected = 11,
    OrderCanceled = 12,
    ReplaceRequested = 13,
    ReplacePending = 14,
    ReplaceRejected = 15,
    OrderReplaced = 16,
    OrderExpired = 17,
    OrderDoneForDay = 18,
    OrderStopped = 19,
    OrderSuspended = 20,
    OrderCalculated = 21,
    OrderRestated = 22,
    RequestUnknown = 23,
    RequestResolved = 24,
    ReportViolated = 25,
    RequestAborted = 26,

    // Of reconciliation and sessions: theirs was full.
    OrderDiffered = 27,
    OrderAgreed = 28,
    AnswerContinued = 29,

    OrderExecuted = 40,
    TradeBooked = 41,
    TradeCanceled = 42,
    TradeCorrected = 43,
    AmendmentAwaited = 44,
    ExecutionDuplicated = 45,
    FeeCharged = 46,
    FeeStated = 47,

    NameRegistered = 60,
    AccountDefined = 61,
    InstrumentDefined = 62,
    PositionImported = 63,
    PositionTransferred = 64,
    MarkSet = 65,
    FxRateSet = 66,
    NameRetired = 67,

    InputSettled = 75,
    DeadLettered = 76,
    DeadLetterClosed = 77,

    VenueDefined = 82,
    SessionOpened = 83,
    SessionClosed = 84,
    VenueAsked = 85,
    VenueAnswered = 86,
    BalanceReported = 87,
    TradingOpened = 88,
    TradingHeld = 89,

    EngineStarted = 90,
    EngineStopped = 91,

    PositionListed = 92,
    PositionsCompared = 93,
    BreakOpened = 94,
    BreakChanged = 95,

    ActionAudited = 100,
    ClientMessageTaken = 101,
    RequestDenied = 102,

    KillSwitchSet = 110,
    LimitSet = 111,
    RiskConfigured = 112,
    RiskDaysDefined = 113,
    LimitTripped = 114,
    RiskDayStarted = 115,

    AdvisoryProposed = 116,
    AdvisoryDecided = 117,
    AdvisoryStarted = 118,
    AdvisoryOrdered = 119,
    AdvisoryTimedOut = 120,
    AdvisoryAsked = 121,
    AdvisoryEnded = 122,
    AdvisoryReconciled = 123,

    ProvisionalBooked = 124,
    ProvisionalReplaced = 125,
    ExecutionAssigned = 126,
}
