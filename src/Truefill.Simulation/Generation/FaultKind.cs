namespace Truefill.Simulation.Generation;

/// <summary>Everything out of the ordinary that the generated world can do. Each seed takes a subset of them.</summary>
public enum FaultKind
{
    /// <summary>A report comes some dozens of inputs late.</summary>
    Delay,

    /// <summary>A report comes one or two inputs late.</summary>
    Reorder,

    /// <summary>A report is lost and comes much later, marked as a possible duplicate.</summary>
    LostThenResent,

    /// <summary>A pending report never comes; what it announced does.</summary>
    PendingLost,
    Duplicate,
    PossDupResend,

    /// <summary>An execution id comes again with other content.</summary>
    Conflict,

    /// <summary>An execution of the order session comes again through an order-less source.</summary>
    CrossChannelDuplicate,
    EmptyExecId,
    GarbageNumber,
    HugeNotional,
    OverPreciseNumber,
    LongestId,
    TooLongId,
    MalformedBytes,

    /// <summary>A report names its order by OrderID alone.</summary>
    OrderIdOnly,
    UnknownOrderFill,
    UnknownSymbol,
    UnknownOrderReport,

    /// <summary>A trade that names neither account nor symbol.</summary>
    Unattributable,
    PhoneOrder,
    LateFill,
    Overfill,
    Bust,
    Correct,
    SideCorrect,
    AccountCorrect,
    BustBeforeTrade,
    CorrectBeforeTrade,
    DoneForDay,
    Expire,
    UnsolicitedCancel,
    RestatedQuantity,
    Split,
    Suspend,
    Stop,
    Calculate,
    StatusReport,
    CrossingRequests,
    DuplicateClOrdId,
    DeniedRequest,

    /// <summary>
    /// An order that the venue does not answer; a person resolves it, and may be wrong that it was rejected.
    /// </summary>
    BlackHole,
    UnknownCancelReject,
    SessionLoss,
    OrderlessExecution,
    HandInjection,
    LateFee,
    ForeignFee,
    Fix42,
    SameIdInTwoAccounts,

    /// <summary>Trades with charges of several kinds, and corrections that state some of them anew.</summary>
    ManyCharges,
}
