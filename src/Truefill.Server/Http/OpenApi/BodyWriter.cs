using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Truefill.Server.Http.OpenApi;

/// <summary>Writes what a body may be as JSON Schema.</summary>
internal static class BodyWriter
{
    public static void Write(Utf8JsonWriter json, ApiBody body)
    {
        json.WriteStartObject("requestBody");
        if (body.Note is { } note) json.WriteString("description", note);
        json.WriteBoolean("required", body.IsRequired);
        json.WriteStartObject("content");
        json.WriteStartObject("application/json");
        json.WritePropertyName("schema");
        WriteForms(json, body.Forms);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>An object of the only form, or of one of several.</summary>
    public static void WriteForms(
        Utf8JsonWriter json, IReadOnlyList<ApiBodyForm> forms, bool isNullable = false)
    {
        if (forms.Count == 1)
        {
            WriteForm(json, forms[0], isNullable);
            return;
        }

        json.WriteStartObject();
        json.WriteStartArray("oneOf");
        foreach (ApiBodyForm form in forms) WriteForm(json, form, isNullable: false);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteForm(Utf8JsonWriter json, ApiBodyForm form, bool isNullable)
    {
        json.WriteStartObject();
        if (form.Title.Length > 0) json.WriteString("title", form.Title);
        SchemaFieldWriter.WriteTypes(json, isNullable, "object");
        json.WriteStartArray("required");
        foreach (ApiField field in form.Fields)
            if (field.IsRequired) json.WriteStringValue(field.Name);
        json.WriteEndArray();
        json.WriteStartObject("properties");
        foreach (ApiField field in form.Fields)
        {
            json.WritePropertyName(field.Name);
            SchemaFieldWriter.Write(json, field);
        }

        json.WriteEndObject();
        WriteNeeds(json, form);
        json.WriteBoolean("additionalProperties", form.TakesMore);
        json.WriteEndObject();
    }

    private static void WriteNeeds(Utf8JsonWriter json, ApiBodyForm form)
    {
        if (form.Fields.All(field => field.Needs is null)) return;
        json.WriteStartObject("dependentRequired");
        foreach (ApiField field in form.Fields)
        {
            if (field.Needs is not { } other) continue;
            json.WriteStartArray(field.Name);
            json.WriteStringValue(other);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
