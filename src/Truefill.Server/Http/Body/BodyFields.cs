using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Body;

/// <summary>
/// The fields of one JSON object, taken by name and kind. Numbers are read from their exact text, written as a string
/// or as a number, never through a floating-point value. What nobody took is an unknown field: <see cref="End"/>
/// refuses it.
/// </summary>
public sealed class BodyFields
{
    private static readonly SearchValues<char> NumberChars = SearchValues.Create("+-.0123456789eE");

    private readonly string path;
    private readonly Field[] fields;

    public BodyFields(JsonElement body, string path = "")
    {
        this.path = path;
        fields = new Field[body.GetPropertyCount()];
        int at = 0;
        foreach (JsonProperty field in body.EnumerateObject()) fields[at++] = new Field(NameOf(field), field.Value);
    }

    /// <summary>
    /// Numbers may have an exponent, as feeds write them; else they are plain digits, as whoever writes to us by hand.
    /// </summary>
    public bool TakesExponents { get; init; }

    /// <summary>Fields that are there and that nobody took.</summary>
    public int Untaken
    {
        get
        {
            int count = 0;
            foreach (ref readonly Field each in fields.AsSpan())
                if (!each.IsTaken && !each.IsNull) count++;
            return count;
        }
    }

    /// <summary>Null is taken as absent.</summary>
    public string? Text(string name)
    {
        if (Take(name) is not { } value) return null;
        return value.ValueKind == JsonValueKind.String ? StringOf(name, value) : throw Invalid(name, value, "a string");
    }

    /// <summary>The text of a string, of a number as it is written, or true and false.</summary>
    public string? Scalar(string name)
    {
        if (Take(name) is not { } value) return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => StringOf(name, value),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => throw Invalid(name, value, "a string or a number"),
        };
    }

    /// <summary>What may stand there, of any kind, and means nothing here.</summary>
    public void Ignore(string name) => _ = Take(name);

    /// <summary>A number of any precision, such as an average, that means nothing here.</summary>
    public void IgnoreNumber(string name)
    {
        if (Digits(name) is { } text
            && (text.AsSpan().ContainsAnyExcept(NumberChars)
                || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
            throw Bad(name, $"'{Short(text)}' is not a number");
    }

    public string Required(string name)
    {
        string? text = Text(name);
        return string.IsNullOrEmpty(text) ? throw Missing(name) : text;
    }

    public bool Bool(string name)
    {
        if (Take(name) is not { } value) return false;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.ValueKind == JsonValueKind.True
            : throw Invalid(name, value, "true or false");
    }

    public T? Word<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } word) return null;
        return Words.TryParse(word, out T value)
            ? value
            : throw Bad(name, $"'{word}' is not one of {string.Join(", ", Words.All<T>())}");
    }

    public Qty? Quantity(string name)
    {
        if (Digits(name) is not { } text) return null;
        return Checked(name, text, Qty.TryParse(text, out Qty value)) ? value : default;
    }

    /// <summary>A whole number within bounds, written as a number or a string.</summary>
    public int? Whole(string name, int min, int max)
    {
        if (Digits(name) is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= min
            && value <= max
            ? value
            : throw Bad(name, $"'{Short(text)}' is not a whole number from {min} to {max}");
    }

    public Px? Price(string name)
    {
        if (Digits(name) is not { } text) return null;
        return Checked(name, text, Px.TryParse(text, out Px value)) ? value : default;
    }

    /// <summary>Above zero; null: not stated.</summary>
    public decimal? Positive(string name) => Amount(name) is not { } amount ? null
        : amount > 0 ? amount
        : throw Bad(name, $"'{amount}' is not above zero");

    public decimal? Amount(string name)
    {
        if (Digits(name) is not { } text) return null;
        return Checked(name, text, ExactDecimal.TryParse(text, out decimal value)) ? value : default;
    }

    public Currency Currency(string name)
    {
        if (Text(name) is not { } code) return default;
        return Domain.Quantities.Currency.TryParse(code, out Currency currency)
            ? currency
            : throw Bad(name, $"'{code}' is not a currency code such as USD");
    }

    /// <summary>RFC 3339 text.</summary>
    public UtcNanos Time(string name)
    {
        if (Text(name) is not { } text) return default;
        return UtcNanos.TryParse(text, out UtcNanos time)
            ? time
            : throw Bad(name, $"'{text}' is not RFC 3339, for example 2026-01-31T14:30:00Z");
    }

    /// <summary>
    /// Milliseconds since 1970 as a number, of which there may be fractions down to the nanosecond, or as a string of
    /// digits; or RFC 3339 text.
    /// </summary>
    public UtcNanos Timestamp(string name)
    {
        if (Take(name) is not { } value) return default;
        string text = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : Text(name)!;
        if (!JsonNumber.TryReadTime(text, value.ValueKind == JsonValueKind.Number, out UtcNanos time))
            throw Bad(name, $"'{text}' is neither milliseconds since 1970 nor RFC 3339");
        return time.IsNone ? throw Bad(name, $"'{text}' is not after 1970") : time;
    }

    /// <summary>An id that a counterparty chooses: at most 47 bytes of UTF-8.</summary>
    public ShortText Id(string name)
    {
        if (Take(name) is not { } value) return default;

        // Ids are text, but many feeds write them as whole numbers.
        string text = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : Text(name)!;
        foreach (char c in text)
            if (char.IsControl(c)) throw Bad(name, "an id has no control characters");
        return ShortText.TryFrom(text, out ShortText id)
            ? id
            : throw Bad(name, $"an id has at most {ShortText.MaxBytes} bytes of UTF-8");
    }

    /// <summary>The id of what a path is to name later: see <see cref="DotSegment"/>.</summary>
    public ShortText PathId(string name)
    {
        ShortText id = Id(name);
        return DotSegment.Is(in id) ? throw Bad(name, DotSegment.Refusal) : id;
    }

    /// <summary>The fields of an object; null where there is none.</summary>
    public BodyFields? Child(string name)
    {
        if (Take(name) is not { } value) return null;
        return value.ValueKind == JsonValueKind.Object
            ? new BodyFields(value, $"{path}{name}.")
            : throw Invalid(name, value, "an object");
    }

    /// <summary>The objects of an array; null where there is none.</summary>
    public IReadOnlyList<BodyFields>? Items(string name)
    {
        if (Take(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.Array) throw Invalid(name, value, "an array of objects");
        List<BodyFields> items = [];
        foreach (JsonElement item in value.EnumerateArray())
        {
            string place = $"{path}{name}[{items.Count}]";
            if (item.ValueKind != JsonValueKind.Object)
                throw ApiException.BadRequest("invalid_field", $"Field '{place}' is not an object.");
            items.Add(new BodyFields(item, place + "."));
        }

        return items;
    }

    /// <summary>It is there, and is not null.</summary>
    public bool Has(string name)
    {
        int at = IndexOf(name);
        return at >= 0 && !fields[at].IsNull;
    }

    public ApiException Missing(string name) =>
        ApiException.BadRequest("missing_field", $"Field '{path}{name}' is required.");

    /// <summary>Refuses what was not asked for, by name.</summary>
    public void End()
    {
        foreach (ref readonly Field each in fields.AsSpan())
            if (!each.IsTaken) throw Unknown(each.Name);
    }

    private static string NameOf(JsonProperty field)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException)
        {
            throw ApiException.BadRequest("malformed_json", "A field name is not valid Unicode.");
        }
    }

    private string StringOf(string name, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Bad(name, "the text is not valid Unicode");
        }
    }

    private JsonElement? Take(string name)
    {
        int at = IndexOf(name);
        if (at < 0) return null;
        fields[at].IsTaken = true;
        return fields[at].IsNull ? null : fields[at].Value;
    }

    // A body has so few fields that looking at each is faster than a table of them.
    private int IndexOf(string name)
    {
        for (int i = 0; i < fields.Length; i++)
            if (fields[i].Name == name) return i;
        return -1;
    }

    private string? Digits(string name)
    {
        if (Take(name) is not { } value) return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => StringOf(name, value),
            JsonValueKind.Number when TakesExponents => JsonNumber.WithoutExponent(value.GetRawText()),
            JsonValueKind.Number => value.GetRawText(),
            _ => throw Invalid(name, value, "a decimal, as a string or a number"),
        };
    }

    private bool Checked(string name, string text, NumberError error) => error switch
    {
        NumberError.None => true,
        NumberError.NotANumber => throw Bad(name, $"'{Short(text)}' is not plain decimal digits such as 100 or 0.25"),
        NumberError.TooPrecise => throw Bad(name, $"'{Short(text)}' has more than {ExactDecimal.MaxDecimals} decimals"),
        NumberError.OutOfRange => throw Bad(name, $"'{Short(text)}' has more than {ExactDecimal.MaxDigits} digits"),
    };

    private static string Short(string text) => text.Length <= 64 ? text : text[..64] + "…";

    private ApiException Unknown(string name) =>
        ApiException.BadRequest(
            "unknown_field", $"Field '{path}{Short(name)}' is not known here; check its spelling or leave it out.");

    private ApiException Bad(string name, string why) =>
        ApiException.BadRequest("invalid_field", $"Field '{path}{name}': {why}.");

    private ApiException Invalid(string name, JsonElement value, string wanted) =>
        Bad(name, $"{Words.Of(value.ValueKind)} found, {wanted} wanted");

    private struct Field(string name, JsonElement value)
    {
        public readonly string Name = name;
        public readonly JsonElement Value = value;
        public bool IsTaken;

        public readonly bool IsNull => Value.ValueKind == JsonValueKind.Null;
    }
}
