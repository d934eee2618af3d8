using System;
using System.Globalization;
using System.Text.Json;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Server.Views;

/// <summary>How values of the domain look in JSON: decimals and times are strings, what is absent is null.</summary>
public static class JsonFields
{
    // A sign, 29 digits and a point.
    private const int NumberBytesMax = 31;

    /// <summary>Without trailing zeros; a number that does not end is rounded half-even to ten decimals.</summary>
    public static void Number(this Utf8JsonWriter json, string name, decimal value) =>
        json.WriteString(name, Text(value));

    public static void Number(this Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } known) json.Number(name, known);
        else json.WriteNull(name);
    }

    public static void Number(this Utf8JsonWriter json, string name, Qty value) => json.Number(name, value.Value);

    public static void Number(this Utf8JsonWriter json, string name, Px value) => json.Number(name, value.Value);

    public static void Number(this Utf8JsonWriter json, string name, Px? value) => json.Number(name, value?.Value);

    public static void Number(this Utf8JsonWriter json, string name, Money? value) => json.Number(name, value?.Amount);

    /// <summary>RFC 3339; null where no time was stated.</summary>
    public static void Time(this Utf8JsonWriter json, string name, UtcNanos time)
    {
        if (time.IsNone) json.WriteNull(name);
        else json.WriteString(name, time.ToString());
    }

    public static void Text(this Utf8JsonWriter json, string name, in ShortText text) =>
        json.WriteString(name, text.Utf8);

    /// <summary>Null where there is no id.</summary>
    public static void Id(this Utf8JsonWriter json, string name, in OrderId id)
    {
        if (id.IsNone) json.WriteNull(name);
        else json.WriteString(name, id.ToString());
    }

    public static void Code(this Utf8JsonWriter json, string name, Currency currency)
    {
        if (currency.IsNone) json.WriteNull(name);
        else json.WriteString(name, currency.ToString());
    }

    /// <summary>As with a name in plain text, which is encoded anew each time.</summary>
    public static void Number(this Utf8JsonWriter json, JsonEncodedText name, decimal value)
    {
        Span<byte> text = stackalloc byte[NumberBytesMax];
        ExactDecimal.RoundToMaxDecimals(value).TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        json.WriteString(name, text[..length]);
    }

    public static void Number(this Utf8JsonWriter json, JsonEncodedText name, Qty value) =>
        json.Number(name, value.Value);

    public static void Number(this Utf8JsonWriter json, JsonEncodedText name, Px value) =>
        json.Number(name, value.Value);

    public static void Number(this Utf8JsonWriter json, JsonEncodedText name, Px? value)
    {
        if (value is { } known) json.Number(name, known.Value);
        else json.WriteNull(name);
    }

    public static void Time(this Utf8JsonWriter json, JsonEncodedText name, UtcNanos time)
    {
        if (time.IsNone) json.WriteNull(name);
        else
        {
            Span<byte> text = stackalloc byte[UtcNanos.TextBytesMax];
            json.WriteString(name, text[..time.Format(text)]);
        }
    }

    public static void Id(this Utf8JsonWriter json, JsonEncodedText name, in OrderId id)
    {
        if (id.IsNone) json.WriteNull(name);
        else json.WriteString(name, id.Text.Utf8);
    }

    public static void Id(this Utf8JsonWriter json, JsonEncodedText name, in ClOrdId id) =>
        json.WriteString(name, id.Text.Utf8);

    public static string Text(decimal value) =>
        ExactDecimal.RoundToMaxDecimals(value).ToString(CultureInfo.InvariantCulture);
}
