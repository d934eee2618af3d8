using System;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Server.Http;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Alpaca;

/// <summary><c>api.alpaca: false</c>.</summary>
public class AlpacaOffTests(AlpacaOffTests.OffHost api) : IClassFixture<AlpacaOffTests.OffHost>
{
    public class OffHost : ApiHost
    {
        protected override ApiContext Adapt(ApiContext context) => context with
        {
            Plan = context.Plan with { Alpaca = false },
        };
    }

    [Fact]
    public async Task Nothing_of_it_answers_and_nothing_of_it_is_described()
    {
        foreach (string path in new[] { "/v2/account", "/v2/orders", "/v2/positions", "/stream" })
            Assert.Equal(404, (await api.Get(path)).Status);
        Reply placed = await api.Post("/v2/orders", """{"symbol":"IBM","side":"buy","qty":"1","type":"market","time_in_force":"day"}""");
        Assert.Equal(404, placed.Status);
        Assert.Empty((await api.Get("/api/v1/orders")).Items);
        string[] described = [.. (await api.Get("/openapi/v1.json")).Json.GetProperty("paths").EnumerateObject().Select(path => path.Name)];
        Assert.Contains("/api/v1/orders", described);
        Assert.DoesNotContain(described, path => path.StartsWith("/v2", StringComparison.Ordinal) || path == "/stream");
    }
}
