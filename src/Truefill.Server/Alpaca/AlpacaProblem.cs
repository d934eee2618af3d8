using System.Buffers;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Truefill.Domain.Orders;
using Truefill.Server.Http;
using Truefill.Server.Http.Problems;
using Truefill.Server.Views;

namespace Truefill.Server.Alpaca;

/// <summary>
/// Errors as Alpaca's clients read them: a number that begins with the HTTP status, and a message. <c>reason</c>
/// beside them is the code that the rest of the API uses.
/// </summary>
internal static class AlpacaProblem
{
    public static int CodeOf(int status, string reason) => (status, reason) switch
    {
        (401, _) => 40110000,
        (403, _) => 40310000,
        (404, _) => 40410000,
        (422, "invalid_field" or "missing_field" or "invalid_parameter") => 40010001,
        (409 or 422, _) => 42210000,
        (429, _) => 42910000,
        (503, _) => 50310000,
        ( >= 500, _) => 50010000,
        _ => 40010001,
    };

    /// <summary>What we do not offer, or not now: never done in another way.</summary>
    public static ApiException Unprocessable(string reason, string message) => new(422, reason, message);

    public static ApiException NotOffered(string message) => new(422, "not_offered", message);

    public static ApiException OrderNotFound() => new(404, "unknown_order", "order not found");

    /// <summary>Of one row of several: there was no room for it at the time.</summary>
    public static ApiException Busy() => new(503, "busy", "too many requests wait: try again");

    /// <summary>A refusal of ours: 403 where the account may not, 422 where the order cannot.</summary>
    public static ApiException Denied(DenyReason reason) => reason switch
    {
        DenyReason.DuplicateClOrdId => new(422, Words.Of(reason), "client_order_id must be unique"),
        DenyReason.UnknownOrder => OrderNotFound(),
        DenyReason.KillSwitchActive or DenyReason.SymbolRestricted or DenyReason.OrderQtyTooLarge
            or DenyReason.OrderValueTooLarge or DenyReason.TooManyOpenOrders or DenyReason.PositionTooLarge
            or DenyReason.GrossExposureTooLarge or DenyReason.NetExposureTooLarge or DenyReason.DailyLossExceeded
            or DenyReason.BuyingPowerUnknown or DenyReason.InsufficientBuyingPower or DenyReason.InsufficientPosition
            or DenyReason.NotReducing or DenyReason.TooManyOrdersOfDay or DenyReason.RepeatedExecutions
            or DenyReason.UnknownAccount or DenyReason.RiskRoleRequired
            => new(403, Words.Of(reason), Denials.Detail(reason)),
        _ => new(422, Words.Of(reason), DetailOf(reason) ?? Denials.Detail(reason)),
    };

    /// <summary>The same of an order that closes a position, which the risk role may do under a kill switch.</summary>
    public static ApiException DeniedClosing(DenyReason reason) => reason == DenyReason.KillSwitchActive
        ? new ApiException(
            403, Words.Of(reason), "a kill switch is active: closing a position under it needs the risk role")
        : Denied(reason);

    // Fields by the names that they have in Alpaca's requests.
    private static string? DetailOf(DenyReason reason) => reason switch
    {
        DenyReason.PriceMissing => "this type needs 'limit_price'",
        DenyReason.PriceNotAllowed => "limit_price is not allowed for this type, or is not above zero",
        DenyReason.StopPriceMissing => "this type needs 'stop_price'",
        DenyReason.StopPriceNotAllowed => "stop_price is not allowed for this type, or is not above zero",
        DenyReason.QuantityNotPositive => "qty has to be above zero",
        _ => null,
    };

    public static async Task Write(HttpContext context, int status, string reason, string message)
    {
        ArrayBufferWriter<byte> buffer = new(256);
        using (Utf8JsonWriter json = new(buffer)) WriteBody(json, status, reason, TextOf(status) ?? message);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = buffer.WrittenCount;
        context.Response.Headers["X-Request-ID"] = context.TraceIdentifier;
        await context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }

    // Where programs may look at the words, they are Alpaca's own.
    private static string? TextOf(int status) => status switch
    {
        401 => "request is not authorized",
        429 => "rate limit exceeded",
        _ => null,
    };

    public static void WriteBody(Utf8JsonWriter json, int status, string reason, string message)
    {
        json.WriteStartObject();
        json.WriteNumber("code", CodeOf(status, reason));
        json.WriteString("message", message);
        json.WriteString("reason", reason);
        json.WriteEndObject();
    }
}
