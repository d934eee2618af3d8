using System;
using System.Globalization;
using System.Linq;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>What venues that speak FIX call an instrument of which several share one Symbol(55).</summary>
public sealed record ContractOptions
{
    public required string Symbol { get; init; }

    public required string? SecurityType { get; init; }

    /// <summary>A month such as 202612 or a date such as 20261218; null: none.</summary>
    public required string? Maturity { get; init; }

    /// <summary>Null: no option.</summary>
    public required bool? IsCall { get; init; }

    /// <summary>Null: no option.</summary>
    public required decimal? Strike { get; init; }

    private static ValueType<string> Maturities { get; } =
        new("month such as `202612`, or date such as `20261218`", ParseMaturity, text => text);

    internal static ContractOptions Read(Section s) => new()
    {
        Symbol = s.Require("symbol", PlainTypes.Id, "", "Symbol(55), such as ES."),
        SecurityType = s.OptionalText("security_type", PlainTypes.Id,
            "SecurityType(167), such as FUT or OPT; without one, none is sent, and any is taken."),
        Maturity = s.OptionalText("maturity", Maturities,
            "When it matures: a month is MaturityMonthYear(200), a date MaturityDate(541), and in FIX 4.2 "
            + "MaturityMonthYear(200) with MaturityDay(205)."),
        IsCall = s.Optional("put_or_call", PlainTypes.Choice(("put", false), ("call", true)),
            "PutOrCall(201) of an option; needs `strike`."),
        Strike = s.Optional("strike", PlainTypes.Number(0, positive: true),
            "StrikePrice(202) of an option; needs `put_or_call`."),
    };

    private static string? ParseMaturity(string text, out string value)
    {
        value = text;
        bool isMaturity = text.Length is 6 or 8 && text.All(char.IsAsciiDigit)
            && DateOnly.TryParseExact(
                text.Length == 6 ? text + "01" : text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None,
                out _);
        return isMaturity ? null : "is neither a month such as 202612 nor a date such as 20261218";
    }
}
