using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Handlers;

namespace Truefill.Cli.Tests.Service;

/// <summary>Documents of the API that have more rows than one page: nothing of them is missing.</summary>
public sealed class PagedDocumentTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private const int Scopes = 1100;

    [Fact]
    public async Task Limits_of_more_scopes_than_a_page_has_rows_are_all_shown()
    {
        StringBuilder body = new("{\"reason\":\"r\",\"by\":\"ann\",\"limits\":[");
        for (int i = 0; i < Scopes; i++)
            body.Append(i == 0 ? "" : ",")
                .Append($"{{\"limit\":\"max_position\",\"value\":5,\"symbol\":\"PAGED-{i}\"}}");
        using HttpClient http = new() { BaseAddress = new System.Uri(fixture.Url) };
        using StringContent content = new(body.Append("]}").ToString(), Encoding.UTF8, "application/json");
        using HttpResponseMessage set = await http.PostAsync(
            new System.Uri("/api/v1/limits", System.UriKind.Relative), content);
        Assert.True(set.IsSuccessStatusCode, await set.Content.ReadAsStringAsync());
        JsonElement shown = await fixture.Json("limits show");
        Assert.Equal(
            Scopes,
            shown.GetProperty("items").EnumerateArray()
                .Select(row => row.GetProperty("symbol").GetString()!)
                .Where(symbol => symbol.StartsWith("PAGED-", System.StringComparison.Ordinal)).Distinct().Count());
        Assert.Equal(JsonValueKind.Null, shown.GetProperty("next").ValueKind);
        Assert.Equal("off", shown.GetProperty("items")[0].GetProperty("value").GetString());
    }

    [Fact]
    public async Task Every_list_of_a_document_goes_on_and_the_rest_is_of_the_first_page()
    {
        TwoPages pages = new();
        using ApiClient client = new(
            ApiEndpoint.Parse("http://service.test", "/"), null, System.TimeSpan.FromSeconds(5), transport: pages);
        ApiAnswer read = await PagedDocument.ReadAsync(
            client, "exposure", ["items", "converted"], CancellationToken.None, ("account", "A"));
        Assert.Equal(
            """{"items":[1,2,3],"converted":[1,3],"gaps":["g"],"complete":false,"next":null}""",
            JsonSerializer.Serialize(read.Body));
        Assert.Equal(["?account=A&limit=1000", "?account=A&limit=1000&cursor=k7"], pages.Asked);
    }

    private sealed class TwoPages : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
        {
            Asked.Add(request.RequestUri!.Query);
            string body = Asked.Count == 1
                ? """{"items":[1,2],"converted":[1],"gaps":["g"],"complete":false,"next":"k7"}"""
                : """{"items":[3],"converted":[3],"gaps":[],"complete":false,"next":null}""";
            return Task.FromResult(new HttpResponseMessage
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            });
        }
    }
}
