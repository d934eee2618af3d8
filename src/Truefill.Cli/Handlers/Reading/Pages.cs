using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;

namespace Truefill.Cli.Handlers.Reading;

/// <summary>A list of the API read page by page, as one.</summary>
internal sealed record Pages(JsonElement Items, string? Next)
{
    private const int PageMax = 1000;

    /// <param name="limit">The newest so many, newest first; null: all, oldest first.</param>
    public static async Task<Pages> ReadAsync(
        ApiClient client, string path, long? limit, CancellationToken cancel,
        params (string Name, string? Value)[] query)
    {
        List<JsonElement> items = [];
        string? cursor = null;
        do
        {
            long page = Math.Min(PageMax, (limit ?? long.MaxValue) - items.Count);
            if (page <= 0) break;
            (string Name, string? Value)[] all =
            [
                .. query, ("limit", page.ToString()), ("cursor", cursor), ("direction", limit is null ? null : "desc"),
            ];
            ApiAnswer answer = await client.GetAsync(path, cancel, all);
            items.AddRange(answer.Body.GetProperty("items").EnumerateArray());
            cursor = answer.Body.GetProperty("next").GetString();
        }
        while (cursor is not null);

        return new Pages(JsonSerializer.SerializeToElement(items), cursor);
    }

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("items");
        foreach (JsonElement item in Items.EnumerateArray()) item.WriteTo(writer);
        writer.WriteEndArray();
        writer.WriteString("next", Next);
        writer.WriteEndObject();
    }
}
