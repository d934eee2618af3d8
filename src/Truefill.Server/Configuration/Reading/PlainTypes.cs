using System;
using System.Globalization;
using System.Linq;
using Truefill.Domain.Quantities;

namespace Truefill.Server.Configuration.Reading;

/// <summary>The plain types. Those with a grammar of their own are in <see cref="ValueTypes"/>.</summary>
internal static class PlainTypes
{
    private const int TextLengthMax = 4096;

    public static ValueType<string> Text { get; } = new("text", ParseText, text => text);

    public static ValueType<bool> Flag { get; } =
        new("`true` or `false`", ParseFlag, flag => flag ? "true" : "false") { Allowed = ["true", "false"] };

    public static ValueType<Px> PositivePrice { get; } =
        Exact<Px>("price above 0", Px.TryParse, px => px.ToString(), px => px > Px.Zero);

    /// <summary>An identifier: up to 64 visible characters without spaces.</summary>
    public static ValueType<string> Id { get; } = new("name", ParseId, text => text);

    public static ValueType<Currency> CurrencyCode { get; } = new("currency", ParseCurrency, code => code.ToString());

    public static ValueType<int> Integer(int min, int max) => new($"{min}…{max}", (string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
            && value >= min && value <= max ? null : $"is not a whole number from {min} to {max}",
        value => value.ToString(CultureInfo.InvariantCulture));

    public static ValueType<decimal> Number(decimal min, decimal max = decimal.MaxValue, bool positive = false)
    {
        string range = (positive, max) switch
        {
            (true, decimal.MaxValue) => "above 0",
            (true, _) => $"above 0, up to {max}",
            (false, decimal.MaxValue) => $"from {min}",
            (false, _) => $"{min}…{max}",
        };
        bool Fits(decimal value) => value <= max && (positive ? value > 0 : value >= min);
        return new ValueType<decimal>(
            $"decimal {range}",
            (string text, out decimal value) =>
                Problem(ExactDecimal.TryParse(text, out value)) ?? (Fits(value) ? null : $"is out of range: {range}"),
            Canonical);
    }

    public static ValueType<Qty> Quantity(bool allowsZero) => Exact<Qty>(
        allowsZero ? "quantity" : "quantity above 0", Qty.TryParse, qty => qty.ToString(),
        qty => qty > Qty.Zero || (allowsZero && qty == Qty.Zero));

    /// <summary>One of some names. A name that is spelled otherwise gets the list, and the nearest.</summary>
    public static ValueType<T> Choice<T>(params (string Name, T Value)[] choices)
        where T : struct
    {
        string names = string.Join(", ", choices.Select(choice => choice.Name));
        return new ValueType<T>(string.Join(" \\| ", choices.Select(choice => $"`{choice.Name}`")),
            (string text, out T value) =>
        {
            int found = Array.FindIndex(choices, choice => choice.Name == text);
            value = found < 0 ? default : choices[found].Value;
            return found < 0 ? $"is not one of {names}" : null;
        }, value => Array.Find(choices, choice => choice.Value.Equals(value)).Name)
        {
            Allowed = [.. choices.Select(choice => choice.Name)],
        };
    }

    public static string Canonical(decimal value) =>
        ExactDecimal.Normalize(value).ToString(CultureInfo.InvariantCulture);

    private delegate NumberError TryParseExact<T>(ReadOnlySpan<char> text, out T value);

    private static ValueType<T> Exact<T>(
        string name, TryParseExact<T> parse, Func<T, string> show, Func<T, bool> fits) =>
        new(name, (string text, out T value) =>
            Problem(parse(text, out value)) ?? (fits(value) ? null : $"is out of range: {name}"), show);

    private static string? Problem(NumberError error) => error switch
    {
        NumberError.None => null,
        NumberError.NotANumber => "is not a decimal number",
        NumberError.TooPrecise => $"has more than {ExactDecimal.MaxDecimals} decimals",
        NumberError.OutOfRange => $"has more than {ExactDecimal.MaxDigits} digits",
    };

    private static string? ParseText(string text, out string value)
    {
        value = text;
        if (text.Length > TextLengthMax) return $"is longer than {TextLengthMax} characters";
        return text.Any(char.IsControl) ? "contains control characters" : null;
    }

    private static string? ParseId(string text, out string value)
    {
        value = text;
        if (text.Length is 0 or > 64) return "is not a name: it takes 1 to 64 characters";
        return text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) ? "is not a name: it contains a space" : null;
    }

    private static string? ParseFlag(string text, out bool value)
    {
        value = text == "true";
        return text is "true" or "false" ? null : "is neither true nor false";
    }

    private static string? ParseCurrency(string text, out Currency value) =>
        Currency.TryParse(text, out value) ? null : "is not a currency code such as USD";
}
