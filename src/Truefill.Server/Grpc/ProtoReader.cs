using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace Truefill.Server.Grpc;

/// <summary>
/// The fields of a request as text, by name: enough for requests, which have no messages within them.
/// </summary>
internal sealed class ProtoReader
{
    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] bytes;
    private int at;

    private ProtoReader(byte[] bytes) => this.bytes = bytes;

    /// <summary>
    /// Unknown fields are passed over, as the format asks; of a field that is not repeated the last one holds. A field
    /// at its default, such as an empty text, counts as not there unless it is optional.
    /// </summary>
    /// <exception cref="InvalidDataException">The bytes are no such message.</exception>
    public static Dictionary<string, List<string>> Read(ProtoSchema schema, string message, byte[] bytes)
    {
        ProtoReader reader = new(bytes);
        Dictionary<string, List<string>> values = new(StringComparer.Ordinal);
        while (reader.at < bytes.Length)
        {
            ulong tag = reader.Varint();
            ProtoField? field = schema[message].FirstOrDefault(each => (ulong)each.Number == tag >> 3);
            string? text = reader.Value((int)(tag & 7), field);
            if (field is null || text is null) continue;
            if (!values.TryGetValue(field.Name, out List<string>? all)) values[field.Name] = all = [];
            if (!field.IsRepeated) all.Clear();
            if (field.IsRepeated || field.IsOptional || text != Default(field)) all.Add(text);
        }

        return values.Where(pair => pair.Value.Count > 0).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>The text "0" is none: a quantity of nothing was said, and is to be refused as such.</summary>
    private static string Default(ProtoField field) => field.Type switch
    {
        "string" => "",
        "bool" => "false",
        _ => "0",
    };

    private string? Value(int wireType, ProtoField? field)
    {
        switch (wireType)
        {
            case 0:
                ulong number = Varint();
                if (field?.Type == "bool") return number == 0 ? "false" : "true";
                return field is null or { Type: "string" } ? Mismatch(field)
                    : number.ToString(CultureInfo.InvariantCulture);
            case 1:
                Take(8);
                return Mismatch(field);
            case 5:
                Take(4);
                return Mismatch(field);
            case 2:
                ulong length = Varint();
                ReadOnlySpan<byte> content = Take(length);
                return field?.Type == "string" ? Text(content, field.Name) : Mismatch(field);
            default:
                throw new InvalidDataException($"wire type {wireType} at byte {at}");
        }
    }

    private static string? Mismatch(ProtoField? field) =>
        field is null ? null : throw new InvalidDataException($"field {field.Name} is not a {field.Type}");

    private static string Text(ReadOnlySpan<byte> utf8, string name)
    {
        try
        {
            return Strict.GetString(utf8);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"field {name} is not UTF-8", e);
        }
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Take(1)[0];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }

        throw new InvalidDataException($"a number of more than 64 bits ends at byte {at}");
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)(bytes.Length - at)) throw new InvalidDataException($"it is cut off at byte {bytes.Length}");
        at += (int)count;
        return bytes.AsSpan(at - (int)count, (int)count);
    }
}
