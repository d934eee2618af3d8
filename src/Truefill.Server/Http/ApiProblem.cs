using System.Buffers;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Truefill.Server.Alpaca;

namespace Truefill.Server.Http;

/// <summary>Errors as problem+json (RFC 9457): <c>code</c> for programs, <c>detail</c> for people.</summary>
internal static class ApiProblem
{
    public const string ContentType = "application/problem+json";

    public static Task Write(HttpContext context, ApiException problem) =>
        Write(context, problem.Status, problem.Code, problem.Message, problem.Numbers);

    /// <summary>In the form that the path's clients read.</summary>
    public static Task Write(
        HttpContext context, int status, string code, string detail, IReadOnlyDictionary<string, long>? numbers = null)
        => AlpacaKey.ReadsErrors(context.Request.Path)
            ? AlpacaProblem.Write(context, status, code, detail)
            : WriteProblem(context, status, code, detail, numbers);

    private static async Task WriteProblem(
        HttpContext context, int status, string code, string detail, IReadOnlyDictionary<string, long>? numbers)
    {
        ArrayBufferWriter<byte> buffer = new(512);
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "about:blank");
            json.WriteString("title", ReasonPhrases.GetReasonPhrase(status));
            json.WriteNumber("status", status);
            json.WriteString("code", code);
            json.WriteString("detail", detail);
            json.WriteString("instance", context.Request.Path.Value);
            json.WriteString("trace_id", context.TraceIdentifier);
            if (numbers is not null)
                foreach ((string name, long value) in numbers) json.WriteNumber(name, value);
            json.WriteEndObject();
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = buffer.WrittenCount;
        await context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }
}
