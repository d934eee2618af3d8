using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;

namespace Truefill.Cli.Handlers;

/// <summary>A list of the API read page by page, as one.</summary>
internal sealed record Pages(JsonElement Items, string? Next)
{
    /// <param name="limit">The newest so many, newest first; null: all, oldest first.</param>
    public static async Task<Pages> ReadAsync(
        ApiClient client, string path, long? limit, CancellationToken cancel,
        params (string Name, string? Value)[] query)
    {
        List<JsonElement> items = [];
        string? next = null;
        (string Name, string? Value)[] all = [.. query, ("direction", limit is null ? null : "desc")];
        await foreach (ApiAnswer page in ApiPages.ReadAsync(client, path, limit, cancel, all))
        {
            items.AddRange(page.Body.GetProperty("items").EnumerateArray());
            next = page.Body.GetProperty("next").GetString();
        }

        return new Pages(JsonSerializer.SerializeToElement(items), next);
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
