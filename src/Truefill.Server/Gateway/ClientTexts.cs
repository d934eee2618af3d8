using System;
using Truefill.Domain.Names;
using Truefill.Fix;

namespace Truefill.Server.Gateway;

/// <summary>
/// Ids and names that a client has chosen, and that it is told again. Lenient validation lets any byte in; one that no
/// report could hold is refused here, before an order is live of which its client could not be told.
/// </summary>
internal static class ClientTexts
{
    // The engine takes no longer ones either.
    private const int NameBytesMax = 64;

    // Of an id that is only sent back: a report has room for it.
    private const int EchoedBytesMax = 255;

    private static readonly (int Tag, int BytesMax)[] Limits =
    [
        (Tags.ClOrdID, ShortText.MaxBytes), (Tags.OrigClOrdID, ShortText.MaxBytes), (Tags.OrderID, ShortText.MaxBytes),
        (Tags.Account, NameBytesMax), (Tags.Symbol, NameBytesMax),
        (Tags.ExDestination, NameBytesMax), (Tags.OrdStatusReqID, EchoedBytesMax),
        (Tags.MassStatusReqID, EchoedBytesMax),
    ];

    /// <summary>Null when all of them can be told again; else the Reject(3), which names the first that
    /// cannot.</summary>
    public static FixVerdict? Refusal(in FixMessage message)
    {
        foreach ((int tag, int bytesMax) in Limits)
        {
            if (message.TryGet(tag, out ReadOnlySpan<byte> value) != FixRead.Found) continue;
            string name = FixDictionary.For(FixVersion.Fix50SP2).NameOf(tag);
            if (!FixPrintable.Is(value))
                return FixVerdict.Reject(
                    SessionRejectReason.IncorrectDataFormatForValue, tag, $"{name}({tag}) has to be printable ASCII");
            if (value.Length > bytesMax)
                return FixVerdict.Reject(
                    SessionRejectReason.ValueIsIncorrect, tag, $"{name}({tag}) has at most {bytesMax} bytes");
        }

        return null;
    }
}
