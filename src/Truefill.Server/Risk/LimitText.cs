using System;
using System.Globalization;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Risk;

/// <summary>Limits as people write them: <c>100</c>, <c>2s</c>, <c>deny</c>, <c>prevent</c>, <c>off</c>.</summary>
public static class LimitText
{
    private const string Off = "off";

    public static string? Show(LimitKind kind, decimal? value) => (kind, value) switch
    {
        (_, null) => null,
        (LimitKind.WithoutMark, 1) => "deny",
        (LimitKind.WithoutMark, _) => "warn",
        (LimitKind.SelfTrade, 1) => "prevent",
        (LimitKind.SelfTrade, _) => "allow",
        (LimitKind.Restricted, 1) => "restricted",
        (LimitKind.Restricted, _) => "allowed",
        (LimitKind.MarkMaxAge or LimitKind.DuplicateWindow or LimitKind.RepeatedWindow, { } nanos) =>
            ValueTypes.ShowDuration(UtcNanos.SpanOf((long)nanos)),
        (_, { } number) => ExactDecimal.Normalize(number).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>False: there is no limit of this name.</summary>
    public static bool TryName(string name, out LimitKind kind)
    {
        foreach (LimitKind each in Enum.GetValues<LimitKind>())
        {
            kind = each;
            if (string.Equals(LimitNames.Of(each), name, StringComparison.OrdinalIgnoreCase)) return true;
        }

        kind = default;
        return false;
    }

    /// <summary>Null with a value, or with none for <c>off</c>; else what is wrong with the text.</summary>
    public static string? Parse(LimitKind kind, string text, out decimal? value)
    {
        value = null;
        if (string.Equals(text, Off, StringComparison.OrdinalIgnoreCase)) return null;
        switch (kind)
        {
            case LimitKind.WithoutMark: return Word(text, "deny", "warn", out value);
            case LimitKind.SelfTrade: return Word(text, "prevent", "allow", out value);
            case LimitKind.Restricted: return Word(text, "restricted", "allowed", out value);
            case LimitKind.MarkMaxAge or LimitKind.DuplicateWindow or LimitKind.RepeatedWindow:
                if (!ValueTypes.TryDuration(text, out TimeSpan span)) return "is not a duration such as 500ms or 30s";
                value = (decimal)span.Ticks * UtcNanos.PerTick;
                return null;
        }

        if (ExactDecimal.TryParse(text, out decimal number) != NumberError.None) return "is not a number";
        if (!kind.Allows(number)) return "is not a number that this limit can have";
        value = number;
        return null;
    }

    private static string? Word(string text, string tight, string loose, out decimal? value)
    {
        value = string.Equals(text, tight, StringComparison.OrdinalIgnoreCase) ? 1
            : string.Equals(text, loose, StringComparison.OrdinalIgnoreCase) ? 0
            : null;
        return value is null ? $"is neither {tight} nor {loose}" : null;
    }
}
