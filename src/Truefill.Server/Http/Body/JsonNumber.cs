using System;
using System.Globalization;

namespace Truefill.Server.Http.Body;

/// <summary>
/// Numbers as JSON writes them. Programs that keep them as floating-point values write small and large ones with an
/// exponent (1e-05); read from their digits, those are exact too.
/// </summary>
public static class JsonNumber
{
    private const int CharsMax = 64;

    private const NumberStyles Styles =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>
    /// False: no number, or one so small that a decimal would round it to zero. One that a decimal rounds elsewhere has
    /// more digits than any number here may have, and is refused for that.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<char> text, out decimal value)
    {
        value = 0;
        if (text.Length > CharsMax || !decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out value))
            return false;
        return value != 0 || !HasDigits(text);
    }

    /// <summary>The same number without its exponent; what has none, or is none, as it is.</summary>
    public static string WithoutExponent(string text) =>
        text.AsSpan().ContainsAny('e', 'E') && TryRead(text, out decimal value)
            ? value.ToString(CultureInfo.InvariantCulture)
            : text;

    // Digits other than zero in front of the exponent.
    private static bool HasDigits(ReadOnlySpan<char> text)
    {
        int exponent = text.IndexOfAny('e', 'E');
        ReadOnlySpan<char> digits = exponent < 0 ? text : text[..exponent];
        return digits.ContainsAnyInRange('1', '9');
    }
}
