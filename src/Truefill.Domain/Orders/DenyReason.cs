namespace Truefill.Domain.Orders;

/// <summary>
/// Why we refuse a request. Declaration order is the order in which a new order is checked: one that breaks several
/// rules names the first. Numbers are frozen; new reasons take their place in the order and the next free number.
/// </summary>
public enum DenyReason : byte
{
    None = 0,

    /// <summary>
    /// The id is used. Asked first: who repeats a request because its answer was lost is told of that order and not of
    /// what would refuse another.
    /// </summary>
    DuplicateClOrdId = 4,

    /// <summary>A kill switch is active over it and it would add risk.</summary>
    KillSwitchActive = 19,
    MalformedRequest = 1,

    /// <summary>
    /// It has a field or value that is not supported here; ignoring it would change what is asked for.
    /// </summary>
    UnsupportedField = 65,

    /// <summary>The caller may not trade for this account.</summary>
    AccountNotPermitted = 66,

    /// <summary>
    /// A client's order or replace that was sent again after a break, and is older than is agreed: the market has
    /// moved on since it was asked for.
    /// </summary>
    TooLateToEnter = 68,
    UnknownAccount = 2,
    UnknownVenue = 3,

    /// <summary>The venue does not offer this order type, time in force or kind of request.</summary>
    NotOfferedByVenue = 21,

    /// <summary>The symbol is on a restricted list.</summary>
    SymbolRestricted = 23,

    /// <summary>
    /// An order of the same correlation id was executed beyond what was ordered, and nobody has resolved that break.
    /// </summary>
    FamilyHalted = 86,
    QuantityNotPositive = 5,
    PriceMissing = 6,
    PriceNotAllowed = 7,
    StopPriceMissing = 8,
    StopPriceNotAllowed = 9,
    OffTick = 10,
    OffLot = 11,
    UnknownOrder = 12,

    /// <summary>A request about an order that states something the order is not: its symbol, side or venue.</summary>
    ContradictsOrder = 67,
    OrderNotOpen = 13,

    /// <summary>A request about an order that is at a venue whose session is not logged on.</summary>
    VenueNotConnected = 20,
    /// <summary>A change that could add risk, while trading at the venue is held or being compared.</summary>
    TradingNotOpen = 85,
    RequestInFlight = 14,
    NotionalOutOfRange = 15,

    /// <summary>More than max_order_qty.</summary>
    OrderQtyTooLarge = 24,

    /// <summary>Worth more than max_order_notional.</summary>
    OrderValueTooLarge = 25,

    /// <summary>There is no mark that is fresh enough to check the order with.</summary>
    NoMark = 26,

    /// <summary>There is no rate into the account's currency to check the order with.</summary>
    NoFxRate = 27,

    /// <summary>The price is further from the mark than price_collar allows.</summary>
    PriceOutsideCollar = 28,

    /// <summary>Equal to an order entered within duplicate_window.</summary>
    EqualOrder = 29,

    /// <summary>More than orders_per_second.</summary>
    TooManyOrders = 30,

    /// <summary>More than orders_per_day.</summary>
    TooManyOrdersOfDay = 31,

    /// <summary>More than cancels_per_second or cancels_per_day.</summary>
    TooManyCancels = 32,

    /// <summary>More equal orders in a row than repeated_executions allows; stops the strategy.</summary>
    RepeatedExecutions = 33,

    /// <summary>More than max_open_orders.</summary>
    TooManyOpenOrders = 34,

    /// <summary>
    /// A reduce-only order that could do more than bring its strategy's, or its account's, position towards zero.
    /// </summary>
    NotReducing = 35,

    /// <summary>The position could come to be above max_position.</summary>
    PositionTooLarge = 36,

    /// <summary>Gross exposure could come to be above max_gross_exposure.</summary>
    GrossExposureTooLarge = 37,

    /// <summary>Net exposure could come to be above max_net_exposure.</summary>
    NetExposureTooLarge = 38,

    /// <summary>The account has lost more than max_daily_loss today; stops the account.</summary>
    DailyLossExceeded = 39,

    /// <summary>It would trade with an order of our own.</summary>
    SelfTrade = 40,

    /// <summary>The venue has not said what the account can spend.</summary>
    BuyingPowerUnknown = 41,

    /// <summary>More than the venue says that the account can spend.</summary>
    InsufficientBuyingPower = 42,

    /// <summary>With the other orders of its correlation id it could come to more than its parent.</summary>
    ParentQtyExceeded = 45,
    UnknownPosition = 16,
    InsufficientPosition = 17,
    NotUnknown = 18,

    /// <summary>There is no hold there that could end.</summary>
    NotHeld = 22,

    /// <summary>A limit can be set no looser than the configuration has it.</summary>
    LimitAboveConfigured = 43,

    /// <summary>Only a person with the risk role may do this.</summary>
    RiskRoleRequired = 44,

    /// <summary>There is no advisory of this id.</summary>
    UnknownAdvisory = 64,

    /// <summary>An advisory of this id was proposed with other content.</summary>
    DuplicateAdvisory = 61,

    /// <summary>Only what is proposed can be decided, only what is approved be executed, and only once.</summary>
    AdvisoryNotPending = 62,

    /// <summary>
    /// The hash stated is not that of what is proposed; or the order of an advisory was to be replaced, while what is
    /// executed is what was approved.
    /// </summary>
    SnapshotHashMismatch = 63,

    /// <summary>There is no such break, or it is resolved already.</summary>
    UnknownBreak = 60,

    /// <summary>Nothing differs any more that a correction could book.</summary>
    BreakAgrees = 80,

    /// <summary>There is neither a mark nor an average price, here or of the venue, to book a correction at.</summary>
    CorrectionPriceMissing = 81,

    /// <summary>
    /// Part of the position came from no venue and may be at several: what differs at the one is not known.
    /// </summary>
    PositionUnplaced = 83,

    /// <summary>There is no such execution in @suspense.</summary>
    NotInSuspense = 82,

    /// <summary>
    /// A trade of the position was cancelled or corrected after the venue made its list: what differed then is not
    /// known.
    /// </summary>
    AmendedSinceList = 84,
}
