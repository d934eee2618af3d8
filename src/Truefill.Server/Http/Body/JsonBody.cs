using System;
using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace Truefill.Server.Http.Body;

/// <summary>
/// The bytes of a body, bounded, and the object in them: strict JSON without duplicate keys, comments or depth.
/// </summary>
internal static class JsonBody
{
    public const int BytesMax = 1 << 20;
    private const int DepthMax = 8;

    private static readonly JsonDocumentOptions Strict =
        new() { AllowDuplicateProperties = false, MaxDepth = DepthMax };

    public static async Task<byte[]> Bytes(HttpContext context)
    {
        if (context.Request.ContentLength > BytesMax) throw TooLarge();
        PipeReader body = context.Request.BodyReader;
        while (true)
        {
            ReadResult read = await body.ReadAsync(context.RequestAborted);
            bool isTooLarge = read.Buffer.Length > BytesMax;
            if (isTooLarge || read.IsCompleted)
            {
                byte[] bytes = isTooLarge ? [] : read.Buffer.ToArray();
                body.AdvanceTo(read.Buffer.End);
                return isTooLarge ? throw TooLarge() : bytes;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <exception cref="ApiException">Not one JSON object; the detail says at which line and byte.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.IsEmpty) throw ApiException.BadRequest("malformed_json", "The body is empty; send a JSON object.");
        try
        {
            JsonElement root = JsonElement.Parse(utf8.Span, Strict);
            if (root.ValueKind == JsonValueKind.Object) return root;
        }
        catch (JsonException e)
        {
            throw ApiException.BadRequest("malformed_json", $"The body is not strict JSON: {Brief(e)}");
        }

        throw ApiException.BadRequest("malformed_json", "The body must be one JSON object.");
    }

    /// <summary>A request with neither a body nor a type for one states no fields.</summary>
    /// <exception cref="ApiException">There is a body, and it is not one JSON object.</exception>
    public static async Task<BodyFields> Read(HttpContext context)
    {
        byte[] bytes = await Bytes(context);
        bool isNothing = bytes.Length == 0 && context.Request.ContentType is null;
        return new BodyFields(isNothing ? JsonElement.Parse("{}"u8) : Parse(bytes));
    }

    private static string Brief(JsonException e) => e.Message.Replace("\r", "", StringComparison.Ordinal);

    private static ApiException TooLarge() =>
        new(413, "body_too_large", $"The body is larger than {BytesMax} bytes; send less at a time.");
}
