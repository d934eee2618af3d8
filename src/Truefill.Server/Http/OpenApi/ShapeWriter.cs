using System;
using System.Collections.Generic;
using System.Text.Json;

namespace Truefill.Server.Http.OpenApi;

/// <summary>Turns one shape of <see cref="AnswerShapes"/> into JSON Schema, which OpenAPI 3.1 takes as it is.</summary>
internal sealed class ShapeWriter(Utf8JsonWriter json, string shape)
{
    private int at;

    /// <exception cref="FormatException">The shape is malformed: where.</exception>
    public void Write()
    {
        WriteShape();
        if (at != shape.Length) throw Malformed();
    }

    private void WriteShape()
    {
        int start = at;
        Skip();
        bool isNullable = at < shape.Length && shape[at] == '?';
        int end = at;
        at = start;
        if (isNullable && char.IsUpper(shape[start]))
        {
            // A reference says nothing of null.
            json.WriteStartObject();
            json.WriteStartArray("anyOf");
            WritePlain(isNullable: false);
            json.WriteStartObject();
            json.WriteString("type", "null");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        else
        {
            WritePlain(isNullable);
        }

        if (at != end) throw Malformed();
        if (isNullable) at++;
    }

    private void WritePlain(bool isNullable)
    {
        json.WriteStartObject();
        char c = shape[at];
        if (char.IsUpper(c))
        {
            json.WriteString("$ref", "#/components/schemas/" + Name());
        }
        else if (c == '[')
        {
            at++;
            WriteType("array", isNullable);
            json.WritePropertyName("items");
            WriteShape();
            Expect(']');
        }
        else if (c == '{')
        {
            WriteObject(isNullable);
        }
        else
        {
            at++;
            WriteScalar(c, isNullable);
        }

        json.WriteEndObject();
    }

    private void WriteScalar(char c, bool isNullable)
    {
        switch (c)
        {
            case 's':
                WriteType("string", isNullable);
                break;
            case 'd':
                WriteType("string", isNullable);
                json.WriteString("format", "decimal");
                break;
            case 't':
                WriteType("string", isNullable);
                json.WriteString("format", "date-time");
                break;
            case 'i':
                WriteType("integer", isNullable);
                break;
            case 'n':
                WriteType("number", isNullable);
                break;
            case 'b':
                WriteType("boolean", isNullable);
                break;
            case 'x':
                break;
            default:
                throw Malformed();
        }
    }

    private void WriteObject(bool isNullable)
    {
        at++;
        WriteType("object", isNullable);
        if (shape[at] == '*' && shape[at + 1] == ':')
        {
            at += 2;
            json.WritePropertyName("additionalProperties");
            WriteShape();
            Expect('}');
            return;
        }

        bool hasMore = false;
        List<string> required = [];
        json.WriteStartObject("properties");
        while (shape[at] != '}')
        {
            if (shape[at] is ' ' or '*')
            {
                hasMore = hasMore || shape[at] == '*';
                at++;
                continue;
            }

            string field = Name();
            if (shape[at] == '?') at++;
            else required.Add(field);
            Expect(':');
            json.WritePropertyName(field);
            WriteShape();
        }

        at++;
        json.WriteEndObject();
        json.WriteStartArray("required");
        foreach (string field in required) json.WriteStringValue(field);
        json.WriteEndArray();
        json.WriteBoolean("additionalProperties", hasMore);
    }

    private void WriteType(string type, bool isNullable)
    {
        if (!isNullable)
        {
            json.WriteString("type", type);
            return;
        }

        json.WriteStartArray("type");
        json.WriteStringValue(type);
        json.WriteStringValue("null");
        json.WriteEndArray();
    }

    private string Name()
    {
        int start = at;
        while (at < shape.Length && (char.IsAsciiLetterOrDigit(shape[at]) || shape[at] == '_')) at++;
        return at > start ? shape[start..at] : throw Malformed();
    }

    // To behind one shape, without its question mark.
    private void Skip()
    {
        if (at >= shape.Length) throw Malformed();
        if (shape[at] is '[' or '{')
        {
            int depth = 0;
            do
            {
                if (shape[at] is '[' or '{') depth++;
                if (shape[at] is ']' or '}') depth--;
                at++;
            }
            while (depth > 0 && at < shape.Length);
        }
        else if (char.IsUpper(shape[at]))
        {
            Name();
        }
        else
        {
            at++;
        }
    }

    private void Expect(char c)
    {
        if (at >= shape.Length || shape[at] != c) throw Malformed();
        at++;
    }

    private FormatException Malformed() => new($"answers.txt: malformed at {at} of: {shape}");
}
