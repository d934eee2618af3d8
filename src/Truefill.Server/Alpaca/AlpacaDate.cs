using System;
using System.Globalization;

namespace Truefill.Server.Alpaca;

/// <summary>A date in a query, alone or at the beginning of a time.</summary>
internal static class AlpacaDate
{
    /// <summary>What a date is, for who sent none.</summary>
    public const string Form = "a date such as 2026-01-31, from 1700 to 2261";

    /// <summary>Times are kept from 1677 to 2262; between these a day or a zone more is still one of them.</summary>
    public static readonly DateOnly First = new(1700, 1, 1);
    private static readonly DateOnly Last = new(2261, 12, 31);

    public static bool TryParse(string text, out DateOnly day)
    {
        day = default;
        return text.Length >= 10
            && DateOnly.TryParseExact(
                text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            && day >= First && day <= Last;
    }
}
