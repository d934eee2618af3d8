using System;
using System.Globalization;
using Truefill.Domain.Time;

namespace Truefill.Server.Http.Body;

/// <summary>
/// Numbers as JSON writes them. Programs that keep them as floating-point values write small and large ones with an
/// exponent (1e-05); read from their digits, those are exact too.
/// </summary>
public static class JsonNumber
{
    private const int CharsMax = 64;
    private const int DigitsMax = 28;

    private const NumberStyles Exponent = NumberStyles.AllowLeadingSign;

    private const NumberStyles Styles =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>False: no number, or one that a decimal would round.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out decimal value)
    {
        value = 0;
        return text.Length <= CharsMax
            && decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out value)
            && IsExact(text);
    }

    /// <summary>
    /// Milliseconds since 1970, of which a number may have fractions down to the nanosecond, or RFC 3339 text.
    /// </summary>
    /// <param name="isNumber">It stands there as a number: as text, 1.5 would be a day of this year.</param>
    public static bool TryReadTime(string text, bool isNumber, out UtcNanos time)
    {
        const long Last = long.MaxValue / UtcNanos.PerMillisecond;
        time = default;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long whole) && whole <= Last)
        {
            time = UtcNanos.FromMilliseconds(whole);
            return true;
        }

        if (!isNumber) return UtcNanos.TryParse(text, out time);
        if (!TryRead(text, out decimal milliseconds) || milliseconds is < 1 or >= Last) return false;
        time = new UtcNanos((long)(milliseconds * UtcNanos.PerMillisecond));
        return true;
    }

    /// <summary>The same number without its exponent; what has none, or is none, as it is.</summary>
    public static string WithoutExponent(string text) =>
        text.AsSpan().ContainsAny('e', 'E') && TryRead(text, out decimal value)
            ? value.ToString(CultureInfo.InvariantCulture)
            : text;

    // A decimal holds 28 digits, as many of them behind the point, and rounds silently what has more.
    private static bool IsExact(ReadOnlySpan<char> text)
    {
        int at = text.IndexOfAny('e', 'E');
        ReadOnlySpan<char> digits = (at < 0 ? text : text[..at]).TrimStart("+-");
        int significant = digits.TrimStart("0.").TrimEnd("0.").Length;
        if (significant == 0) return true;
        int exponent = 0;
        if (at >= 0 && !int.TryParse(text[(at + 1)..], Exponent, CultureInfo.InvariantCulture, out exponent))
            return false;
        int point = digits.IndexOf('.');
        int decimals = point < 0 ? 0 : digits.TrimEnd('0').Length - point - 1;
        return significant <= DigitsMax && (long)decimals - exponent <= DigitsMax;
    }
}
