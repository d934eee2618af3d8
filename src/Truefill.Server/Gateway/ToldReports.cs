using System;
using System.Globalization;
using Truefill.Fix;

namespace Truefill.Server.Gateway;

/// <summary>
/// What a session's store says about how far its client was told. After a power cut the store may hold reports of which
/// the cursor's newest records are lost: it is synced before a report leaves, and the cursor is not.
/// </summary>
internal static class ToldReports
{
    /// <summary>
    /// The sequence of the newest fact that was told by an ExecutionReport(8) since a record of the cursor was written;
    /// 0: none was. Answers to questions count for nothing: their ExecID(17) is no number.
    /// </summary>
    public static ulong LastSince(in CursorRecord newest, IMessageStore store)
    {
        // Records of old releases that announce nothing do not say where the store stood.
        if (newest.Numbering == 0 || newest.Numbering > store.CreatedAt) return 0;
        int first = newest.Numbering == store.CreatedAt ? newest.MsgSeqNum : 1;
        FixFieldIndex index = new();
        for (int number = store.NextOutbound - 1; number >= first; number--)
        {
            if (store.TryRead(number, out ReadOnlySpan<byte> message) && SeqOf(message, index) is > 0 and ulong seq)
                return seq;
        }

        return 0;
    }

    private static ulong SeqOf(ReadOnlySpan<byte> bytes, FixFieldIndex index) =>
        FixParser.Parse(bytes, index, out FixMessage message).IsOk
            && message.MsgType.SequenceEqual(MsgTypes.ExecutionReport)
            && message.TryGet(Tags.ExecID, out ReadOnlySpan<byte> id) == FixRead.Found
            && ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seq)
                ? seq
                : 0;
}
