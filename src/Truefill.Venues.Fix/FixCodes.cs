using System;
using Truefill.Domain.Executions;
using Truefill.Domain.Orders;
using Truefill.Fix;

namespace Truefill.Venues.Fix;

/// <summary>FIX characters as our enums. Total: false for what FIX does not know or what means nothing here.</summary>
internal static class FixCodes
{
    /// <summary>
    /// Side(54). Minus and plus (3, 4) and undisclosed (H) are the plain sides, subscribe and redeem (D, E) buy and
    /// sell. Undisclosed, cross, lend and borrow move no position in a direction that the message says: refused.
    /// </summary>
    public static bool TrySide(byte code, out Side side)
    {
        side = code switch
        {
            (byte)'1' or (byte)'3' or (byte)'D' => Side.Buy,
            (byte)'2' or (byte)'4' or (byte)'E' or (byte)'H' => Side.Sell,
            (byte)'5' or (byte)'6' => Side.SellShort,
            _ => default,
        };
        return side != default;
    }

    public static bool TryOrdStatus(byte code, out OrdStatus status)
    {
        status = (OrdStatus)code;
        return code is >= (byte)'0' and <= (byte)'9' or >= (byte)'A' and <= (byte)'E';
    }

    /// <summary>OrdType(40). A type of FIX that we never send is <see cref="OrdType.Other"/>.</summary>
    public static bool TryOrdType(byte code, out OrdType type)
    {
        type = code is >= (byte)'1' and <= (byte)'4' ? (OrdType)code : OrdType.Other;
        return code is >= (byte)'1' and <= (byte)'9' or >= (byte)'A' and <= (byte)'S';
    }

    /// <summary>
    /// TimeInForce(59). What ends with a crossing or an auction of the day is a day order (8, 9, B), what ends at a
    /// stated time or month is good till date (A, C).
    /// </summary>
    public static bool TryTimeInForce(byte code, out TimeInForce timeInForce)
    {
        timeInForce = code switch
        {
            >= (byte)'0' and <= (byte)'7' => (TimeInForce)code,
            (byte)'A' or (byte)'C' => TimeInForce.GoodTillDate,
            _ => TimeInForce.Day,
        };
        return code is >= (byte)'0' and <= (byte)'9' or >= (byte)'A' and <= (byte)'C';
    }

    /// <summary>
    /// ExecType(150). Fills (1, 2) and Trade (F) are one; clearing's and trigger news (J, K, L) only tell the status.
    /// </summary>
    public static bool TryExecType(byte code, out ExecType type)
    {
        type = code switch
        {
            (byte)'1' or (byte)'2' => ExecType.Trade,
            (byte)'J' or (byte)'K' or (byte)'L' => ExecType.OrderStatus,
            _ => (ExecType)code,
        };
        return code is >= (byte)'0' and <= (byte)'9' or >= (byte)'A' and <= (byte)'L';
    }

    /// <summary>
    /// ExecType(150) of a 4.0 report, which has only OrdStatus(39). A filled status without a fill is a mere status.
    /// </summary>
    public static ExecType OfStatus(OrdStatus status, bool hasFill) => status switch
    {
        OrdStatus.PartiallyFilled or OrdStatus.Filled => hasFill ? ExecType.Trade : ExecType.OrderStatus,
        OrdStatus.AcceptedForBidding => ExecType.OrderStatus,
        _ => (ExecType)(byte)status,
    };

    /// <summary>MiscFeeType(139), in the kinds that are told apart here.</summary>
    public static FeeKind MiscFeeKind(ReadOnlySpan<byte> code) =>
        !FixValue.TryParseInt(code, out int number) ? FeeKind.Other : number switch
        {
            2 or 5 or 9 => FeeKind.Tax,
            3 or 12 => FeeKind.Commission,
            4 => FeeKind.Exchange,
            _ => FeeKind.Other,
        };

    /// <summary>
    /// Every standard type that is not read here: of the session, of other business, or user-defined (U...).
    /// </summary>
    public static bool IsStandardMsgType(ReadOnlySpan<byte> type)
    {
        if (type.IsEmpty || type.Length > 2) return type.Length == 3 && type[0] == 'U';
        if (type[0] == 'U') return true;
        if (type.Length == 1) return char.IsAsciiLetterOrDigit((char)type[0]);
        return type[0] is >= (byte)'A' and <= (byte)'E' && type[1] is >= (byte)'A' and <= (byte)'Z';
    }
}
