using System;
using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Truefill.Server.Grpc;

/// <summary>
/// Writes JSON of the API as a message of a schema: fields by their names, what the message lacks left out.
/// </summary>
internal static class ProtoWriter
{
    private const int Varint = 0;
    private const int Delimited = 2;

    public static byte[] Write(ProtoSchema schema, string message, JsonElement json)
    {
        ArrayBufferWriter<byte> output = new(256);
        foreach (ProtoField field in schema[message])
        {
            if (!json.TryGetProperty(field.Name, out JsonElement value)) continue;
            if (!field.IsRepeated) WriteField(output, schema, field, value);
            else if (value.ValueKind == JsonValueKind.Array)
                foreach (JsonElement item in value.EnumerateArray()) WriteField(output, schema, field, item);
        }

        return output.WrittenSpan.ToArray();
    }

    private static void WriteField(
        ArrayBufferWriter<byte> output, ProtoSchema schema, ProtoField field, JsonElement value)
    {
        // What a proto3 field is when it is not there need not be sent, unless being there says something.
        bool isKept = field.IsRepeated || field.IsOptional;
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) return;
        if (schema.HasMessage(field.Type))
        {
            if (value.ValueKind == JsonValueKind.Object) WriteBytes(output, field, Write(schema, field.Type, value));
        }
        else if (field.Type == "string")
        {
            string text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
            if (text.Length > 0 || isKept) WriteBytes(output, field, Encoding.UTF8.GetBytes(text));
        }
        else
        {
            ulong number = NumberOf(value);
            if (number == 0 && !isKept) return;
            WriteNumber(output, ((ulong)field.Number << 3) | Varint);
            WriteNumber(output, number);
        }
    }

    private static ulong NumberOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.Number when value.TryGetUInt64(out ulong number) => number,
        JsonValueKind.Number when value.TryGetInt64(out long number) => unchecked((ulong)number),
        JsonValueKind.String when ulong.TryParse(
            value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) => number,
        _ => 0,
    };

    private static void WriteBytes(ArrayBufferWriter<byte> output, ProtoField field, ReadOnlySpan<byte> bytes)
    {
        WriteNumber(output, ((ulong)field.Number << 3) | Delimited);
        WriteNumber(output, (ulong)bytes.Length);
        output.Write(bytes);
    }

    private static void WriteNumber(ArrayBufferWriter<byte> output, ulong value)
    {
        Span<byte> bytes = stackalloc byte[10];
        int length = 0;
        for (; value >= 0x80; value >>= 7) bytes[length++] = (byte)((value & 0x7f) | 0x80);
        bytes[length++] = (byte)value;
        output.Write(bytes[..length]);
    }
}
