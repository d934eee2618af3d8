using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Truefill.Server.Http;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.OpenApi;

/// <summary>
/// What /openapi/v1.json says of queries is what is taken: each parameter is sent with values of every kind.
/// </summary>
public sealed class QueryParameterTests(DescribedApi api) : IClassFixture<DescribedApi>
{
    // Text that an answer before this one said, or with a grammar of its own.
    private static readonly HashSet<string> Parsed = new(StringComparer.Ordinal)
    {
        "cursor", "page_token", "period", "before_order_id", "after_order_id", "qty", "percentage",
    };

    private static readonly string[] Texts =
    [
        "USD", "$$", "0", "1", "-1", "1.5", "500", "501", "1000", "1001", "10000", "10001", "2026-01-01T00:00:00Z", "x",
        "true", "false", "asc",
    ];

    public static TheoryData<string> Routes =>
        [.. RouteTable.All.Where(route => route.Query.Count > 0 && !route.IsStream).Select(route => route.Action)];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_parameter_is_taken_if_it_fits_its_schema_and_else_refused_by_name(string action)
    {
        ApiRoute route = RouteTable.All.Single(each => each.Action == action);
        List<string> wrong = [];
        foreach ((string name, _, InputSchema schema) in api.Query(route))
        {
            InputSchema one = schema.Items ?? schema;
            foreach (string text in Texts.Concat(one.Words))
            {
                bool fits = Values(text).Concat(AlpacaValues(route, text)).Any(one.Fits);
                if (Parsed.Contains(name) || (one.IsTime && !fits && text != "x")) continue;
                Reply reply = await Send(route, name, text);
                if (fits == IsRefused(reply, name))
                    wrong.Add($"?{name}={text} {(fits ? "refused" : "taken")}: {reply.Text}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(10)));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_default_is_what_counts_where_a_parameter_is_left_out(string action)
    {
        ApiRoute route = RouteTable.All.Single(each => each.Action == action);
        foreach ((string name, _, InputSchema schema) in api.Query(route))
        {
            if (schema.Default is not { } otherwise || route.Method != "GET") continue;
            Reply without = await api.Send(route, Required(route, name), null);
            Assert.Equal(Still(without), Still(await Send(route, name, otherwise)));
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_parameter_is_required_where_it_says_so(string action)
    {
        ApiRoute route = RouteTable.All.Single(each => each.Action == action);
        Reply reply = await api.Send(route, "", route.Body is null ? null : "{}");
        bool isMissed = route.Body is null && reply.Status >= 400
            && reply.Code is "missing_parameter" or "missing_field";
        Assert.Equal(api.Query(route).Any(parameter => parameter.IsRequired), isMissed);
    }

    [Fact]
    public async Task The_stream_refuses_what_does_not_fit()
    {
        ApiRoute stream = RouteTable.All.Single(each => each.IsStream && each.Query.Count > 0);
        Assert.Equal(["after_seq", "events", "account"], api.Query(stream).Select(parameter => parameter.Name));
        Assert.Contains("kill_switch", api.Query(stream).ElementAt(1).Schema.Items!.Words);
        foreach (string query in (string[])["?after_seq=x", "?after_seq=-1", "?events=x", "?events=order,x"])
            Assert.Equal("invalid_parameter", (await api.Send(stream, query, null)).Code);
    }

    [Fact]
    public void Headers_are_said_where_they_count()
    {
        Assert.Equal(["Idempotency-Key", "Truefill-By"], Headers("POST /admin/kill-switch"));
        Assert.Equal(["Idempotency-Key"], Headers("POST /api/v1/orders"));
        Assert.Equal(["Truefill-By"], Headers("DELETE /admin/kill-switch"));
        Assert.Equal(["If-None-Match"], Headers("GET /api/v1/positions"));
        Assert.Equal(["Last-Event-ID"], Headers("GET /api/v1/stream"));
        Assert.Empty(Headers("GET /api/v1/orders"));
        Assert.Empty(Headers("POST /v2/orders"));
    }

    private IEnumerable<string> Headers(string action) =>
        api.Operation(RouteTable.All.Single(route => route.Action == action)).GetProperty("parameters").EnumerateArray()
            .Where(parameter => parameter.GetProperty("in").GetString() == "header")
            .Select(parameter => parameter.GetProperty("name").GetString()!);

    // With what else is required.
    private Task<Reply> Send(ApiRoute route, string name, string text)
    {
        string own = $"{name}={Uri.EscapeDataString(text)}";
        return api.Send(route, Required(route, name) + own, route.Body is null ? null : "{}");
    }

    private string Required(ApiRoute route, string besides) => "?" + string.Concat(
        api.Query(route).Where(each => each.IsRequired && each.Name != besides).Select(each => $"{each.Name}=USD&"));

    // Alpaca's clients write booleans in more ways than the document says of all.
    private static IEnumerable<JsonNode?> AlpacaValues(ApiRoute route, string text)
    {
        if (route.Action.Contains(" /v2/", StringComparison.Ordinal) && text is "0" or "1")
            yield return JsonValue.Create(text == "1");
    }

    // In a query all is text; what type it is of, the schema says.
    private static IEnumerable<JsonNode?> Values(string text)
    {
        yield return JsonValue.Create(text);
        if (long.TryParse(text, out long number)) yield return JsonValue.Create(number);
        if (bool.TryParse(text, out bool flag)) yield return JsonValue.Create(flag);
    }

    private static bool IsRefused(Reply reply, string name) =>
        reply.Status is 400 or 422 && reply.Code is "not_offered"
        || (reply.Status is 400 or 422 && reply.Code is "invalid_parameter" or "missing_parameter"
            && Regex.IsMatch(MessageOf(reply), $@"\b{name}\b")
            && !MessageOf(reply).Contains("goes with at most", StringComparison.Ordinal));

    private static string MessageOf(Reply reply) =>
        reply.Field(reply.Json.TryGetProperty("detail", out _) ? "detail" : "message");

    // Without what passes between two requests.
    private static string Still(Reply reply) => Regex.Replace(
        reply.Text, "\"(age_ms|uptime_ms|timestamp|time|trace_id)\":(\"[^\"]*\"|[0-9]+)", "$1");
}
