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
        text[0] = (byte)'T';
        int length = 1 + Write(epoch, text[1..]);
        text[length++] = (byte)'-';
        length += Write(order.Value, text[length..]);
        if (request > 0)
        {
            text[length++] = (byte)'-';
            length += Write(request, text[length..]);
        }

        Invariant.Holds(length <= MaxLength, "a wire id fits the shortest field of the venues");
        return new ClOrdId(ShortText.FromTrusted(text[..length]));
    }

    /// <summary>False for every id that <see cref="Make(long, OrderHandle, int)"/> cannot have made.</summary>
    public static bool TryParse(in ClOrdId id, out long epoch, out OrderHandle order, out int request)
    {
        epoch = 0;
        order = default;
        request = 0;
        ClOrdId copy = id;
        ReadOnlySpan<byte> rest = copy.Text.Utf8;
        if (rest.Length is < 4 or > MaxLength || rest[0] != (byte)'T') return false;
        rest = rest[1..];
        if (!Read(ref rest, out epoch) || !Read(ref rest, out long number)) return false;
        if (number is 0 or > int.MaxValue) return false;
        long place = 0;
        bool hasRequest = !rest.IsEmpty;
        if (hasRequest && (!Read(ref rest, out place) || place is 0 or > int.MaxValue || !rest.IsEmpty)) return false;
        order = new OrderHandle((int)number);
        request = (int)place;
        return Make(epoch, order, request) == copy;
    }

    private static int Write(long value, Span<byte> target)
    {
        Invariant.Holds(value >= 0);
        int length = 0;
        do
        {
            target[length++] = (byte)Digits[(int)(value % 36)];
            value /= 36;
        }
        while (value > 0);
        target[..length].Reverse();
        return length;
    }

    // Takes the digits up to the next dash or the end, the dash too.
    private static bool Read(ref ReadOnlySpan<byte> rest, out long value)
    {
        value = 0;
        int i = 0;
        for (; i < rest.Length && rest[i] != (byte)'-'; i++)
        {
            int digit = Digits.IndexOf((char)rest[i], StringComparison.Ordinal);
            if (digit < 0 || i >= 11) return false;
            value = value * 36 + digit;
        }

        if (i == 0 || i == rest.Length - 1) return false;
        rest = i == rest.Length ? [] : rest[(i + 1)..];
        return true;
    }
}
