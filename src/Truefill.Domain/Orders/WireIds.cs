using System;
using System.Runtime.CompilerServices;
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
    /// What the id says; none for every id that <see cref="Make(long, OrderHandle, int)"/> cannot have made.
    /// </summary>
    public static WireId Read(in ClOrdId id)
    {
        ReadOnlySpan<byte> text = id.Text.Utf8;
        if (text.Length is < 4 or > MaxLength || text[0] != (byte)'T') return default;
        int at = 1;
        if (!TryRead(text, ref at, out long epoch) || at > text.Length) return default;
        if (!TryRead(text, ref at, out long number)) return default;
        if (number is 0 or > int.MaxValue) return default;
        long request = 0;
        bool hasRequest = at <= text.Length;
        if (hasRequest && (!TryRead(text, ref at, out request) || request is 0 or > int.MaxValue || at <= text.Length))
            return default;
        return new WireId(epoch, new OrderHandle((int)number), (int)request);
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

    // By character up to 'Z'; 255: no digit. Without a branch, because digits and letters come as they like.
    private static ReadOnlySpan<byte> Values =>
    [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 255, 255, 255, 255, 255, 255,
        255, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
        25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35,
    ];

    // The digits from a place up to the next dash or the end; goes on behind the dash, beyond the end if there is none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryRead(ReadOnlySpan<byte> text, ref int at, out long value)
    {
        ulong total = 0;
        int i = at;
        for (; i < text.Length; i++)
        {
            byte c = text[i];
            uint digit = c < Values.Length ? Values[c] : 255u;
            if (digit == 255) break;

            // Too many digits are refused below, whatever they add up to.
            total = unchecked((total * 36) + digit);
        }

        int start = at;
        int digits = i - start;
        at = i + 1;
        value = unchecked((long)total);
        bool ends = i == text.Length || (text[i] == (byte)'-' && at < text.Length);
        return ends && digits is > 0 and <= 11 && (digits == 1 || text[start] != (byte)'0');
    }
}
