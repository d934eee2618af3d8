using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;

namespace Truefill.Cli.Tests.Api;

public sealed class ApiPagesTests
{
    [Theory]
    [InlineData(null, 2500, "1000", "1000&cursor=1000", "1000&cursor=2000")]
    [InlineData(2100L, 2100, "1000", "1000&cursor=1000", "100&cursor=2000")]
    [InlineData(1000L, 1000, "1000")]
    [InlineData(7L, 7, "7")]
    [InlineData(9999L, 2500, "1000", "1000&cursor=1000", "1000&cursor=2000")]
    [InlineData(0L, 0)]
    public async Task No_more_pages_and_rows_are_asked_for_than_are_wanted_and_there(
        long? rows, int read, params string[] asked)
    {
        Rows service = new();
        using ApiClient client = new(
            ApiEndpoint.Parse("http://service.test", "/"), null, TimeSpan.FromSeconds(5), transport: service);
        List<int> numbers = [];
        await foreach (ApiAnswer page in ApiPages.ReadAsync(client, "fills", rows, CancellationToken.None, ("of", "A")))
            numbers.AddRange(page.Body.GetProperty("items").EnumerateArray().Select(row => row.GetInt32()));
        Assert.Equal(Enumerable.Range(0, read), numbers);
        Assert.Equal(asked.Select(each => "?of=A&limit=" + each), service.Asked);
    }

    /// <summary>A list of 2,500 numbers; the cursor is the next of them.</summary>
    private sealed class Rows : HttpMessageHandler
    {
        private const int Count = 2500;

        public List<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
        {
            string query = request.RequestUri!.Query;
            Asked.Add(query);
            int from = Of(query, "cursor") ?? 0, to = Math.Min(Count, from + Of(query, "limit")!.Value);
            string body = JsonSerializer.Serialize(new
            {
                items = Enumerable.Range(from, to - from),
                next = to < Count ? to.ToString() : null,
            });
            return Task.FromResult(new HttpResponseMessage
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            });
        }

        private static int? Of(string query, string name) => query.TrimStart('?').Split('&')
            .Where(pair => pair.StartsWith(name + "=", StringComparison.Ordinal))
            .Select(pair => (int?)int.Parse(pair[(name.Length + 1)..])).FirstOrDefault();
    }
}
