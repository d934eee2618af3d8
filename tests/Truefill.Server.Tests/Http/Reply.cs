using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace Truefill.Server.Tests.Http;

/// <summary>An answer with its body read.</summary>
public sealed record Reply(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>Alpaca's clients get a number for code, and ours as reason.</summary>
    public string Code => Json.TryGetProperty("reason", out JsonElement reason) && Json.GetProperty("code").ValueKind == JsonValueKind.Number
        ? reason.GetString()!
        : Json.GetProperty("code").GetString()!;

    public string Detail => Json.GetProperty("detail").GetString()!;

    public ulong Seq => ulong.Parse(Headers["Truefill-Seq"]);

    public IReadOnlyList<JsonElement> Items => [.. Json.GetProperty("items").EnumerateArray()];

    public static async Task<Reply> Of(HttpResponseMessage message)
    {
        using HttpResponseMessage response = message;
        Dictionary<string, string> headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        Reply reply = new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
        reply.FitsTheDescription(message.RequestMessage!);
        return reply;
    }

    // Every answer that a test reads is held against what /openapi/v1.json says of it.
    private void FitsTheDescription(HttpRequestMessage request)
    {
        string? misfit = AnswerSchema.Misfit(
            request.Method.Method, request.RequestUri!.AbsolutePath, Headers.GetValueOrDefault("Content-Type", ""), Status, Text);
        Assert.True(misfit is null, $"{request.Method} {misfit}\n{Text}");
    }

    public string Field(string name) => Json.GetProperty(name) is { ValueKind: JsonValueKind.String } found
        ? found.GetString()!
        : throw new Xunit.Sdk.XunitException($"\"{name}\" is no text in {Status} {Text}");
}
