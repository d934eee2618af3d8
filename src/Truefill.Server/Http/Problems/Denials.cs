using Truefill.Domain.Orders;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Problems;

/// <summary>A refusal in words: what rule, and what to do about it.</summary>
internal static class Denials
{
    public static ApiException Problem(DenyReason reason) => reason switch
    {
        DenyReason.UnknownBreak or DenyReason.NotInSuspense =>
            ApiException.NotFound(Words.Of(reason), Detail(reason)),
        DenyReason.UnknownOrder => ApiException.NotFound(Words.Of(reason), Detail(reason)),
        DenyReason.DuplicateClOrdId or DenyReason.DuplicateAdvisory or DenyReason.AdvisoryNotPending
            or DenyReason.SnapshotHashMismatch => ApiException.Conflict(Words.Of(reason), Detail(reason)),
        DenyReason.UnknownAdvisory => ApiException.NotFound(Words.Of(reason), Detail(reason)),
        _ => ApiException.Refused(Words.Of(reason), Detail(reason)),
    };

    /// <summary>Of a request that is about a venue: one that is not there is not found.</summary>
    public static ApiException OfVenue(DenyReason reason) => reason == DenyReason.UnknownVenue
        ? ApiException.NotFound(Words.Of(reason), Detail(reason))
        : Problem(reason);

    internal static string Detail(DenyReason reason) => reason switch
    {
        DenyReason.MalformedRequest =>
            "A name, id or value is not one that can be used; check symbol, account, strategy and reference.",
        DenyReason.UnsupportedField => "It has a field or value that is not supported; leave it out.",
        DenyReason.AccountNotPermitted => "The caller may not trade for this account.",
        DenyReason.TooLateToEnter =>
            "It was sent again after a break, and is older than is agreed; enter it anew if it is still wanted.",
        DenyReason.ContradictsOrder =>
            "It states something that the order is not, such as another symbol, side or venue.",
        DenyReason.UnknownAccount =>
            "The account is not configured, or none was stated and there is no single one to take.",
        DenyReason.UnknownVenue =>
            "The venue is not configured, takes no orders (access: read_only), or none was stated and there is no "
            + "single one to take.",
        DenyReason.DuplicateClOrdId => "The ClOrdID(11) was used before with other content; use a new one.",
        DenyReason.QuantityNotPositive => "The quantity must be above zero.",
        DenyReason.PriceMissing => "This type needs 'price'.",
        DenyReason.PriceNotAllowed => "The price is not allowed for this type, or is not above zero.",
        DenyReason.StopPriceMissing => "This type needs 'stop_px'.",
        DenyReason.StopPriceNotAllowed => "The stop price is not allowed for this type, or is not above zero.",
        DenyReason.OffTick => "The price is not a multiple of the instrument's tick.",
        DenyReason.OffLot => "The quantity is not a multiple of the instrument's lot.",
        DenyReason.UnknownOrder => "There is no such order.",
        DenyReason.OrderNotOpen => "The order has ended; nothing of it can be changed.",
        DenyReason.RequestInFlight => "A request about this order waits for its answer; wait for it.",
        DenyReason.NotionalOutOfRange => "Quantity times price has more digits than the books can hold exactly.",
        DenyReason.UnknownPosition => "There is no such open position.",
        DenyReason.InsufficientPosition =>
            "The position is smaller than that, or brackets protect or exits close part of it, which has to stay.",
        DenyReason.NotUnknown => "No request of it is unknown and its venue knows it; there is nothing to resolve.",
        DenyReason.KillSwitchActive => "A kill switch is active over this order, and it would add risk.",
        DenyReason.SymbolRestricted => "The symbol is on the restricted list.",
        DenyReason.OrderQtyTooLarge => "The quantity is above max_order_qty.",
        DenyReason.OrderValueTooLarge => "The value is above max_order_notional.",
        DenyReason.NoMark => "There is no fresh mark to check the order with; set one, or wait for the feed.",
        DenyReason.NoFxRate => "There is no rate into the account's currency to check the order with.",
        DenyReason.PriceOutsideCollar => "The price is further from the mark than price_collar allows.",
        DenyReason.EqualOrder => "An equal order was entered within duplicate_window.",
        DenyReason.TooManyOrders => "orders_per_second is used up.",
        DenyReason.TooManyOrdersOfDay => "orders_per_day is used up.",
        DenyReason.TooManyCancels => "cancels_per_second or cancels_per_day is used up.",
        DenyReason.RepeatedExecutions =>
            "More equal orders in a row than repeated_executions allows: the strategy is stopped until it is reset.",
        DenyReason.TooManyOpenOrders => "max_open_orders are open.",
        DenyReason.NotReducing => "A reduce-only order may only bring the position towards zero.",
        DenyReason.PositionTooLarge => "With what is open the position could come to be above max_position.",
        DenyReason.GrossExposureTooLarge => "With what is open gross exposure could come above max_gross_exposure.",
        DenyReason.NetExposureTooLarge => "With what is open net exposure could come above max_net_exposure.",
        DenyReason.DailyLossExceeded => "The account has lost more than max_daily_loss today.",
        DenyReason.SelfTrade => "The order would trade with one of our own.",
        DenyReason.BuyingPowerUnknown => "The venue has not said what the account can spend.",
        DenyReason.InsufficientBuyingPower => "The order needs more than the account can spend.",
        DenyReason.ParentQtyExceeded => "With the other orders of its correlation id it exceeds parent_qty.",
        DenyReason.NotHeld => "There is no hold there.",
        DenyReason.LimitAboveConfigured => "A limit can be set no looser than the configuration has it.",
        DenyReason.RiskRoleRequired => "Only a person with the risk role may do this.",
        DenyReason.UnknownAdvisory => "There is no advisory of this id.",
        DenyReason.DuplicateAdvisory => "An advisory of this id was proposed with other content; use a new id.",
        DenyReason.AdvisoryNotPending =>
            "Only a proposed advisory can be decided, and only an approved one be executed, once.",
        DenyReason.SnapshotHashMismatch =>
            "The hash stated is not that of the proposed snapshot, or an advisory's order was to be replaced; "
            + "look at it again, or cancel it and propose anew.",
        DenyReason.NotOfferedByVenue => "The venue does not offer this type, time in force or kind of request.",
        DenyReason.VenueNotConnected => "The order is at a venue whose session is not logged on; try again when it is.",
        DenyReason.UnknownBreak => "There is no such break, or it is resolved already.",
        DenyReason.BreakAgrees => "Books and venue do not differ there any more; reconcile again.",
        DenyReason.CorrectionPriceMissing =>
            "There is neither a mark nor an average price, here or of the venue, to book the correction at: state one"
                + " with 'price' (--price).",
        DenyReason.PositionUnplaced =>
            "Part of that position came from no venue and may be at several, so nobody can say what this one lacks: "
            + "name the account's venue in `accounts`, restart, and reconcile; or resolve the break as it is.",
        DenyReason.NotInSuspense => "There is no such execution in @suspense.",
        DenyReason.AmendedSinceList =>
            "A trade of that position was cancelled or corrected after the venue made its list: reconcile, and look at "
            + "the break again.",
        DenyReason.TradingNotOpen =>
            "Trading at the venue is held or being compared, and the change could add risk; ask again when it is open.",
        DenyReason.FamilyHalted =>
            "An order of the same correlation id was executed beyond what was ordered; resolve its break first.",
        _ => "The request is refused.",
    };
}
