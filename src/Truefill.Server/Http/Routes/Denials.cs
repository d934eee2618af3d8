using Truefill.Domain.Orders;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>A refusal in words: what rule, and what to do about it.</summary>
internal static class Denials
{
    public static ApiException Problem(DenyReason reason) => reason switch
    {
        DenyReason.UnknownOrder => ApiException.NotFound(Words.Of(reason), Detail(reason)),
        DenyReason.DuplicateClOrdId => ApiException.Conflict(Words.Of(reason), Detail(reason)),
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
        _ => "The request is refused.",
    };
}
