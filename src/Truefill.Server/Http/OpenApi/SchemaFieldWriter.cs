using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;

namespace Truefill.Server.Http.OpenApi;

/// <summary>
/// Writes a field as JSON Schema. In a body null stands for a field that is left out; in a query all is text, so a
/// parameter has the one type that its text is of.
/// </summary>
internal static class SchemaFieldWriter
{
    private const string WholePattern = "^[0-9]+$";

    // Milliseconds, or RFC 3339.
    private const string TimestampPattern = "^([0-9]{1,13}|[0-9]{4}-[0-9]{2}-[0-9]{2}T.+)$";

    // As Currency reads it.
    private const string CurrencyPattern = "^[A-Za-z0-9._-]{1,12}$";

    /// <summary>No control characters.</summary>
    private const string IdPattern = @"^[^\u0000-\u001f\u007f-\u009f]*$";

    private static readonly string DecimalPattern =
        string.Create(
            CultureInfo.InvariantCulture,
            $@"^[+-]?([0-9]+(\.[0-9]{{0,{ExactDecimal.MaxDecimals}}}0*)?|\.[0-9]{{1,{ExactDecimal.MaxDecimals}}}0*)$");

    // Not negative, and a digit that is not zero.
    private static readonly string PositivePattern = "^(?!-)(?=.*[1-9])" + DecimalPattern[1..];

    private const string NumberPattern = @"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$";

    private static readonly string DecimalNote = string.Create(
        CultureInfo.InvariantCulture,
        $"A decimal of at most {ExactDecimal.MaxDigits} digits, {ExactDecimal.MaxDecimals} of them behind the point.");

    /// <summary>A field of a body.</summary>
    public static void Write(Utf8JsonWriter json, ApiField field) => Write(json, field, isQuery: false);

    /// <summary>A parameter of a query.</summary>
    public static void WriteParameter(Utf8JsonWriter json, ApiField field) => Write(json, field, isQuery: true);

    /// <summary>Writes <c>type</c>: one, or several.</summary>
    public static void WriteTypes(Utf8JsonWriter json, bool isNullable, params ReadOnlySpan<string> types)
    {
        if (!isNullable && types.Length == 1)
        {
            json.WriteString("type", types[0]);
            return;
        }

        json.WriteStartArray("type");
        foreach (string type in types) json.WriteStringValue(type);
        if (isNullable) json.WriteStringValue("null");
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ApiField field, bool isQuery)
    {
        bool isNullable = !isQuery && !field.IsRequired;
        if (field.Kind == ApiFieldKind.Object)
        {
            BodyWriter.WriteForms(json, field.Forms, isNullable);
            return;
        }

        json.WriteStartObject();
        if (NoteOf(field, isQuery) is { } note) json.WriteString("description", note);
        if (isQuery) WriteParameterTypes(json, field);
        else WriteBodyTypes(json, field, isNullable);
        if (field.Least is { } least) json.WriteNumber("minimum", least);
        if (field.Most is { } most) json.WriteNumber("maximum", most);
        if (!field.MayBeEmpty) json.WriteNumber("minLength", 1);
        if (field.LengthMost is { } length) json.WriteNumber("maxLength", length);
        if (isQuery && field.Otherwise is { } otherwise) WriteDefault(json, field, otherwise);
        if (field.Example is { } example)
        {
            json.WriteStartArray("examples");
            json.WriteStringValue(example);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    // A default in a body would have generators of clients ask for the field.
    private static string? NoteOf(ApiField field, bool isQuery)
    {
        string?[] parts =
        [
            field.Note,
            KindNote(field),
            !isQuery && field.Otherwise is { } otherwise ? $"Without it: {otherwise}." : null,
            field.Needs is { } other ? $"Goes with '{other}' only." : null,
        ];
        string note = string.Join(' ', parts.Where(part => part is not null));
        return note.Length == 0 ? null : note;
    }

    private static string? KindNote(ApiField field) => field.Kind switch
    {
        ApiFieldKind.Decimal => DecimalNote,
        ApiFieldKind.PositiveDecimal => DecimalNote + " Above zero.",
        ApiFieldKind.Timestamp => "Milliseconds since 1970, or RFC 3339.",
        ApiFieldKind.Id or ApiFieldKind.TextId => $"At most {ShortText.MaxBytes} bytes of UTF-8.",
        _ => null,
    };

    private static void WriteBodyTypes(Utf8JsonWriter json, ApiField field, bool isNullable)
    {
        switch (field.Kind)
        {
            case ApiFieldKind.Decimal or ApiFieldKind.PositiveDecimal or ApiFieldKind.UnusedNumber or ApiFieldKind.Id:
                WriteTypes(json, isNullable, "string", "number");
                break;
            case ApiFieldKind.Whole:
                WriteTypes(json, isNullable, "integer", "string");
                break;
            case ApiFieldKind.Timestamp:
                WriteTypes(json, isNullable, "number", "string");
                break;
            case ApiFieldKind.Scalar:
                WriteTypes(json, isNullable, "string", "number", "boolean");
                break;
            case ApiFieldKind.Boolean or ApiFieldKind.Constant:
                WriteTypes(json, isNullable, "boolean");
                break;
            case ApiFieldKind.List:
                WriteTypes(json, isNullable, "array");
                json.WritePropertyName("items");
                BodyWriter.WriteForms(json, field.Forms);
                break;
            case ApiFieldKind.Nothing:
                json.WriteString("type", "null");
                break;
            case ApiFieldKind.Any:
                break;
            default:
                WriteTypes(json, isNullable, "string");
                break;
        }

        WriteShape(json, field, isNullable);
    }

    private static void WriteParameterTypes(Utf8JsonWriter json, ApiField field)
    {
        switch (field.Kind)
        {
            case ApiFieldKind.Whole:
                json.WriteString("type", "integer");
                return;
            case ApiFieldKind.WordList:
                json.WriteString("type", "array");
                json.WriteStartObject("items");
                json.WriteString("type", "string");
                if (field.Words.Count > 0) WriteWords(json, field, isNullable: false);
                json.WriteEndObject();
                return;
            case ApiFieldKind.Boolean or ApiFieldKind.Constant:
                json.WriteString("type", "boolean");
                break;
            default:
                json.WriteString("type", "string");
                break;
        }

        WriteShape(json, field, isNullable: false);
    }

    // What of all values of the type are taken.
    private static void WriteShape(Utf8JsonWriter json, ApiField field, bool isNullable)
    {
        switch (field.Kind)
        {
            case ApiFieldKind.Word:
                WriteWords(json, field, isNullable);
                break;
            case ApiFieldKind.Constant:
                json.WriteStartArray("enum");
                json.WriteRawValue(field.Words[0]);
                if (isNullable) json.WriteNullValue();
                json.WriteEndArray();
                break;
            case ApiFieldKind.Decimal:
                json.WriteString("format", "decimal");
                json.WriteString("pattern", DecimalPattern);
                break;
            case ApiFieldKind.PositiveDecimal:
                json.WriteString("format", "decimal");
                json.WriteString("pattern", PositivePattern);
                json.WriteNumber("exclusiveMinimum", 0);
                break;
            case ApiFieldKind.UnusedNumber:
                json.WriteString("pattern", NumberPattern);
                break;
            case ApiFieldKind.Whole:
                json.WriteString("pattern", WholePattern);
                break;
            case ApiFieldKind.Time:
                json.WriteString("format", "date-time");
                break;
            case ApiFieldKind.Currency:
                json.WriteString("pattern", CurrencyPattern);
                break;
            case ApiFieldKind.Timestamp:
                json.WriteString("pattern", TimestampPattern);
                break;
            case ApiFieldKind.Id or ApiFieldKind.TextId:
                json.WriteString("pattern", IdPattern);
                break;
            case ApiFieldKind.Bytes:
                json.WriteString("contentEncoding", "base64");
                break;
        }
    }

    private static void WriteWords(Utf8JsonWriter json, ApiField field, bool isNullable)
    {
        json.WriteStartArray("enum");
        foreach (string word in field.Words) json.WriteStringValue(word);
        if (isNullable) json.WriteNullValue();
        json.WriteEndArray();
    }

    private static void WriteDefault(Utf8JsonWriter json, ApiField field, string otherwise)
    {
        json.WritePropertyName("default");
        bool isPlain = field.Kind is ApiFieldKind.Whole or ApiFieldKind.Boolean or ApiFieldKind.Constant;
        if (isPlain) json.WriteRawValue(otherwise);
        else json.WriteStringValue(otherwise);
    }
}
