using Truefill.Domain.Orders;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>A refusal in words: what rule, and what to do about it.</summary>
internal static class Denials
{
    public static ApiException Problem(DenyReason reason) => reason switch
    {
        DenyReason.UnknownBreak => ApiException.NotFound(Words.Of(reason), Detail(reason)),
        DenyReason.UnknownOrder => ApiException.NotFound(Words.Of(reason), Detail(reason)),
        DenyReason.DuplicateClOrdId or DenyReason.DuplicateAdvisory or DenyReason.AdvisoryNotPending
            or DenyReason.SnapshotHashMismatch => ApiException.Conflict(Words.Of(reason), Detail(reason)),
        DenyReason.UnknownAdvisory => ApiException.NotFound(Words.Of(reason), Detail(reason)),
        _ => ApiException.Refused(Words.Of(reason), Detail(reason)),
    };

    internal static string Detail(DenyReason reason) => reason switch
    {
        DenyReason.MalformedRequest =>
            "A name, id or value is not one that can be used; check symbol, account, strategy and reference.",
        DenyReason.UnknownAccount =>
            "The account is not configured, or none was stated and there is no single one to take.",
        DenyReason.UnknownVenue => "The venue is not configured.",
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
        DenyReason.InsufficientPosition => "The position is smaller than that.",
        DenyReason.NotUnknown => "No request of the order is unknown; there is nothing to resolve.",
        DenyReason.UnknownAdvisory => "There is no advisory of this id.",
        DenyReason.DuplicateAdvisory => "An advisory of this id was proposed with other content; use a new id.",
        DenyReason.AdvisoryNotPending =>
            "Only a proposed advisory can be decided, and only an approved one be executed, once.",
        DenyReason.SnapshotHashMismatch => "The hash stated is not that of the proposed snapshot; look at it again.",
        DenyReason.KillSwitchActive => "A kill switch is active over it, and it would add risk.",
        DenyReason.NotOfferedByVenue => "The venue does not offer this type, time in force or kind of request.",
        DenyReason.VenueNotConnected => "The venue's session is not logged on; try again when it is.",
        DenyReason.NotHeld => "There is no hold there that could end.",
        DenyReason.UnknownBreak => "There is no such break, or it is resolved already.",
        _ => "The request is refused.",
    };
}
