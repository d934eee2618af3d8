using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Server.Http;
using Truefill.Server.Http.OpenApi;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.OpenApi;

/// <summary>
/// What is described of answers, over services that run; reading one holds it against its description.
/// </summary>
public sealed class AnswerTests(DescribedApi api) : IClassFixture<DescribedApi>
{
    // There is nothing yet that these could show.
    private static readonly string[] Absent =
    [
        "GET /api/v1/breaks/{id}", "GET /api/v1/why/break/{id}", "GET /v2/positions/{id}",
    ];

    private static readonly string[] Filled =
    [
        "/api/v1/orders", "/api/v1/fills", "/api/v1/positions", "/api/v1/marks", "/api/v1/exposure", "/api/v1/pnl",
        "/api/v1/accounts", "/api/v1/advisories", "/api/v1/deadletters", "/api/v1/journal", "/api/v1/limits",
    ];

    public static TheoryData<string> Routes =>
    [
        .. RouteTable.All.Where(route => route is { Method: "GET", IsStream: false } && AnswerShapes.Loaded.Has(route))
            .Select(route => route.Action),
    ];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Each_reading_route_answers_as_it_is_described(string action)
    {
        ApiRoute route = RouteTable.All.Single(each => each.Action == action);
        IEnumerable<string> query = api.Query(route).Where(each => each.IsRequired).Select(each => $"{each.Name}=1&");
        Reply reply = await api.Send(route, "?" + string.Concat(query), null);
        Assert.True(reply.Status is 200 or 503 != Absent.Contains(action), reply.Text);
        if (!Filled.Contains(route.Pattern)) return;
        Assert.NotEqual(0, reply.Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public void What_a_schema_leaves_open_is_known()
    {
        string[] open = [.. RouteTable.All.Where(AnswerShapes.Loaded.Has).Where(route => SaysNothing(api.Answer(route)))
            .Select(route => route.Action)];
        Assert.Equal(["GET /openapi/v1.json", "POST /v2/watchlists"], open);
    }

    private static bool SaysNothing(JsonElement answer) =>
        answer.TryGetProperty("properties", out JsonElement fields) && !fields.EnumerateObject().Any();
}
