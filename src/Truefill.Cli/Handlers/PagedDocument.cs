using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;

namespace Truefill.Cli.Handlers;

/// <summary>A list of the API that has fields beside its rows, read page by page, as one document.</summary>
internal static class PagedDocument
{
    /// <param name="lists">The arrays that go on from page to page; what else there is, is the first page's.</param>
    public static async Task<ApiAnswer> ReadAsync(
        ApiClient client, string path, string[] lists, CancellationToken cancel,
        params (string Name, string? Value)[] query)
    {
        List<ApiAnswer> pages = [];
        await foreach (ApiAnswer page in ApiPages.ReadAsync(client, path, rows: null, cancel, query)) pages.Add(page);
        return pages.Count == 1 ? pages[0] : pages[0] with { Body = Joined(pages, lists) };
    }

    private static JsonElement Joined(List<ApiAnswer> pages, string[] lists)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            foreach (JsonProperty field in pages[0].Body.EnumerateObject())
            {
                writer.WritePropertyName(field.Name);
                if (lists.Contains(field.Name))
                {
                    writer.WriteStartArray();
                    foreach (ApiAnswer page in pages)
                        foreach (JsonElement row in page.Body.GetProperty(field.Name).EnumerateArray())
                            row.WriteTo(writer);
                    writer.WriteEndArray();
                }
                else if (field.Name == "next")
                {
                    writer.WriteNullValue();
                }
                else
                {
                    field.Value.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        using JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }
}
