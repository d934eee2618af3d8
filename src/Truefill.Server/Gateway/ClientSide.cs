using System;
using Truefill.Domain.Orders;
using Truefill.Fix;

namespace Truefill.Server.Gateway;

/// <summary>Side(54) as clients state it.</summary>
internal static class ClientSide
{
    /// <summary>Sell short exempt, which is kept as a short sale.</summary>
    public const byte SellShortExempt = (byte)'6';

    /// <summary>False when the message states a side that is none of ours.</summary>
    /// <param name="side">None where the message states none.</param>
    public static bool TryRead(in FixMessage message, out Side side)
    {
        side = default;
        FixRead read = message.TryGetChar(Tags.Side, out byte code);
        if (read == FixRead.Missing) return true;
        if (read != FixRead.Found) return false;

        // Our numbers are the digits.
        Side stated = code == SellShortExempt ? Side.SellShort : (Side)(byte)(code - '0');
        if (!Enum.IsDefined(stated)) return false;
        side = stated;
        return true;
    }
}
