using System;
using Truefill.Domain.Names;

namespace Truefill.Domain.Orders;

/// <summary>
/// The ids that we put on a venue's wire: <c>T{epoch}-{order}</c>, and <c>T{epoch}-{order}-{request}</c> for the
/// requests of its chain, each number in base 36 with upper-case digits. Deterministic, at most 20 characters, and
/// readable back, so that a report leads to its order without a table. The epoch keeps an engine that was restored from
/// a backup from using an id a second time.
/// </summary>
public static class WireIds
{
    public const int MaxLength = 20;

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>The wire id of the order itself.</summary>
    public static ClOrdId Make(long epoch, OrderHandle order) => Make(epoch, order, request: 0);

    /// <param name="request">Place of the request in the order's chain, from 1; 0 is the order itself.</param>
    public static ClOrdId Make(long epoch, OrderHandle order, int request)
    {
        Span<byte> text = stackalloc byte[48];
        int start = text.Length;
        if (request > 0)
        {
            start = Write(request, text, start);
            text[--start] = (byte)'-';
        }

        start = Write(order.Value, text, start);
        text[--start] = (byte)'-';
        start = Write(epoch, text, start);
        text[--start] = (byte)'T';
        Invariant.Holds(text.Length - start <= MaxLength, "a wire id fits the shortest field of the venues");
        return new ClOrdId(ShortText.FromTrusted(text[start..]));
    }

    /// <summary>
    /// The order that an id of ours names, of whichever epoch, and whether or not there is one; none: it is none of
    /// ours.
    /// </summary>
    public static OrderHandle OrderOf(in ClOrdId id) =>
        TryParse(in id, out _, out OrderHandle order, out _) ? order : default;

    /// <summary>Is it what <see cref="Make(long, OrderHandle)"/> makes? Without making it.</summary>
    internal static bool Is(in ClOrdId id, long epoch, OrderHandle order) =>
        TryParse(in id, out long of, out OrderHandle made, out int request)
        && of == epoch && made == order && request == 0;

    /// <summary>False for every id that <see cref="Make(long, OrderHandle, int)"/> cannot have made.</summary>
    public static bool TryParse(in ClOrdId id, out long epoch, out OrderHandle order, out int request)
    {
        epoch = 0;
        order = default;
        request = 0;
        ReadOnlySpan<byte> rest = id.Text.Utf8;
        if (rest.Length is < 4 or > MaxLength || rest[0] != (byte)'T') return false;
        rest = rest[1..];
        if (!Read(ref rest, out epoch) || !Read(ref rest, out long number)) return false;
        if (number is 0 or > int.MaxValue) return false;
        long place = 0;
        bool hasRequest = !rest.IsEmpty;
        if (hasRequest && (!Read(ref rest, out place) || place is 0 or > int.MaxValue || !rest.IsEmpty)) return false;
        order = new OrderHandle((int)number);
        request = (int)place;
        return true;
    }

    // Digits before the end, the last one first; returns where they start.
    private static int Write(long value, Span<byte> target, int end)
    {
        Invariant.Holds(value >= 0);
        ulong rest = (ulong)value;
        do
        {
            (rest, ulong digit) = Math.DivRem(rest, 36);
            target[--end] = (byte)Digits[(int)digit];
        }
        while (rest > 0);
        return end;
    }

    private static int DigitOf(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'A' and <= (byte)'Z' => c - 'A' + 10,
        _ => -1,
    };

    // Takes the digits up to the next dash or the end, the dash too.
    private static bool Read(ref ReadOnlySpan<byte> rest, out long value)
    {
        // In locals: what is passed by reference lives in memory.
        ReadOnlySpan<byte> text = rest;
        long total = 0;
        int i = 0;
        for (; i < text.Length && text[i] != (byte)'-'; i++)
        {
            int digit = DigitOf(text[i]);
            if (digit < 0 || i >= 11) break;
            total = total * 36 + digit;
        }

        value = total;
        bool ends = i == text.Length || text[i] == (byte)'-';
        if (!ends || i == 0 || i == text.Length - 1 || (i > 1 && text[0] == (byte)'0')) return false;
        rest = i == text.Length ? [] : text[(i + 1)..];
        return true;
    }
}
