using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Routing;
using Truefill.Domain.Time;
using Truefill.Server.Http;
using Truefill.Server.Http.OpenApi;
using Truefill.Server.Security;

namespace Truefill.Server.Tests.Http;

/// <summary>The matrix of routes, hosts, origins and credentials, made out of the route table.</summary>
public class GuardTests(GuardTests.TokenHost api) : IClassFixture<GuardTests.TokenHost>
{
    /// <summary>With one token of each role.</summary>
    public class TokenHost : ApiHost
    {
        protected override ApiContext Adapt(ApiContext context) => context with
        {
            Access = new TokenAccess(
                [
                    Token(Role.Viewer), Token(Role.Trader), Token(Role.Risk), Token(Role.Admin),
                    Token("Expired") with { Expires = new UtcNanos(1) },
                    Token("Scoped") with { Accounts = new AccountScope(["ACC1"]) },
                ],
                () => context.Engine.Clock.Now),
        };

        private static ApiToken Token(string name) =>
            new(name, Role.Admin, SHA256.HashData(Encoding.UTF8.GetBytes("secret-" + name)));

        private static ApiToken Token(Role role) =>
            new(role.ToString(), role, SHA256.HashData(Encoding.UTF8.GetBytes("secret-" + role)));
    }

    public static TheoryData<string, string> Routes
    {
        get
        {
            TheoryData<string, string> routes = [];
            foreach (ApiRoute route in RouteTable.All) routes.Add(route.Method, route.Pattern);
            return routes;
        }
    }

    [Fact]
    public void Every_mapped_endpoint_stands_in_the_table_and_every_route_is_mapped()
    {
        List<RouteEndpoint> endpoints = [.. api.Endpoints];
        Assert.Equal(RouteTable.All.Count, endpoints.Count);
        foreach (RouteEndpoint endpoint in endpoints)
        {
            ApiRoute route = endpoint.Metadata.GetRequiredMetadata<ApiRoute>();
            Assert.Contains(route, RouteTable.All);
            Assert.Equal(route.Pattern, endpoint.RoutePattern.RawText);
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task No_credential_and_no_lower_role_gets_in(string method, string pattern)
    {
        ApiRoute route = Find(method, pattern);
        if (route.Role == Role.None) return;
        foreach (string? token in new[] { null, "wrong", "", "secret-viewer", "secret-Expired" })
            Assert.Equal(401, (await Send(route, ("Authorization", token is null ? null : "Bearer " + token))).Status);
        Assert.Equal(401, (await Send(route, ("Authorization", "Basic secret-Admin"))).Status);
        foreach (Role role in new[] { Role.Viewer, Role.Trader, Role.Risk })
        {
            int status = (await Send(route, ("Authorization", "Bearer secret-" + role))).Status;
            if (role < route.Role) Assert.Equal(403, status);
            else Assert.NotInRange(status, 401, 403);
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task No_foreign_host_gets_an_answer(string method, string pattern)
    {
        ApiRoute route = Find(method, pattern);
        foreach (string host in new[] { "evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "2130706433", "127.1", "[::2]" })
        {
            Reply reply = await Send(route, ("Host", host), Admin, ("X-Forwarded-Host", "localhost"));
            Assert.Equal(400, reply.Status);
            Assert.Equal("host_not_allowed", reply.Code);
        }

        foreach (string host in new[] { "localhost", "LOCALHOST:99", "127.0.0.1:1", "[::1]:80", "desk.example" })
            Assert.NotEqual("host_not_allowed", CodeOf(await Send(route, ("Host", host), Admin)));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task No_foreign_page_gets_data_or_changes_anything(string method, string pattern)
    {
        ApiRoute route = Find(method, pattern);
        if (!route.ChangesState && !new[] { "/api", "/v2", "/stream" }.Any(at => pattern.StartsWith(at, StringComparison.Ordinal))) return;
        foreach ((string, string?) header in new[]
        {
            ("Origin", "http://evil.example"), ("Origin", "null"), ("Origin", "http://localhost:1"), ("Origin", "https://127.0.0.1.evil.example"),
            ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Site", "anything"),
        })
        {
            Reply reply = await Send(route, header, Admin);
            Assert.Equal(403, reply.Status);
            Assert.Equal("cross_site", reply.Code);
        }

        Assert.NotEqual("cross_site", CodeOf(await Send(route, ("Origin", api.Address.GetLeftPart(UriPartial.Authority)), Admin)));
        Assert.NotEqual("cross_site", CodeOf(await Send(route, ("Sec-Fetch-Site", "same-origin"), Admin)));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Changes_need_json_as_content_type(string method, string pattern)
    {
        ApiRoute route = Find(method, pattern);
        if (!route.TakesJson) return;
        foreach (string type in new[] { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonp" })
        {
            Reply reply = await Send(route, ("Content-Type", type), Admin);
            Assert.Equal(415, reply.Status);
        }

        Assert.NotEqual(415, (await Send(route, ("Content-Type", "application/json; charset=utf-8"), Admin)).Status);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Every_answer_carries_the_security_headers(string method, string pattern)
    {
        Reply reply = await Send(Find(method, pattern), Admin);
        Assert.StartsWith("default-src 'self'", reply.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", reply.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal("nosniff", reply.Headers["X-Content-Type-Options"]);
        Assert.Equal("DENY", reply.Headers["X-Frame-Options"]);
        Assert.False(reply.Headers.ContainsKey("Access-Control-Allow-Origin"));
        Assert.False(reply.Headers.ContainsKey("Server"));
        if (pattern.StartsWith("/api", StringComparison.Ordinal)) Assert.True(reply.Seq > 0);
    }

    /// <summary>Every credential with every host and origin: nothing gets in that is not meant to.</summary>
    [Theory]
    [MemberData(nameof(Routes))]
    public async Task No_combination_gives_an_unexpected_answer(string method, string pattern)
    {
        ApiRoute route = Find(method, pattern);
        string own = api.Address.GetLeftPart(UriPartial.Authority);
        foreach (string? token in new[] { null, "wrong", "Expired", "Viewer", "Trader", "Risk", "Admin", "Scoped" })
        {
            foreach (string? host in new[] { null, "evil.example" })
            {
                foreach (string? origin in new[] { null, own, "http://evil.example" })
                {
                    Reply reply = await Send(
                        route, ("Authorization", token is null ? null : "Bearer secret-" + token), ("Host", host), ("Origin", origin));
                    if (reply.Status is >= 200 and < 300) Assert.True(MayAnswer(route, token, host, origin), $"{token} {host} {origin}");
                }
            }
        }
    }

    private static bool MayAnswer(ApiRoute route, string? token, string? host, string? origin)
    {
        bool isData = route.ChangesState
            || new[] { "/api", "/admin", "/health", "/metrics", "/v2", "/stream" }.Any(at => route.Pattern.StartsWith(at, StringComparison.Ordinal));
        if (host is not null || (origin == "http://evil.example" && isData)) return false;
        if (route.Role == Role.None) return true;
        if (token == "Scoped") return route.Accounts != AccountRule.AllOnly;
        return Enum.TryParse(token, out Role role) && role >= route.Role;
    }

    [Fact]
    public async Task What_is_not_there_is_a_problem_too()
    {
        Assert.Equal("not_found", (await api.Get("/api/v1/nothing")).Code);
        Assert.Equal("method_not_allowed", (await api.Delete("/api/v1/fills")).Code);
    }

    [Fact]
    public async Task The_document_describes_every_route()
    {
        System.Text.Json.JsonElement paths = (await api.Get("/openapi/v1.json")).Json.GetProperty("paths");
        foreach (ApiRoute route in RouteTable.All)
        {
            System.Text.Json.JsonElement operation = paths.GetProperty(route.Pattern).GetProperty(route.Method.ToLowerInvariant());
            Assert.Equal(route.Role.ToString(), operation.GetProperty("x-role").GetString(), ignoreCase: true);
            Assert.Equal(route.TakesJson, operation.TryGetProperty("requestBody", out _));
        }
    }

    [Theory]
    [InlineData("post", "/api/v1/orders", "200", "201")]
    [InlineData("post", "/api/v1/executions", "200", "201")]
    [InlineData("post", "/api/v1/positions/import", "200", "201")]
    [InlineData("post", "/api/v1/advisories", "200", "201")]
    [InlineData("get", "/health", "200", "503")]
    [InlineData("get", "/readyz", "200", "503")]
    [InlineData("get", "/api/v1/snapshot", "200", "304")]
    [InlineData("get", "/api/v1/positions", "200", "304")]
    [InlineData("delete", "/v2/orders/{id}", "204", "default")]
    public async Task The_document_names_each_status_that_is_no_problem(string method, string path, string one, string other)
    {
        System.Text.Json.JsonElement answers = (await api.Get("/openapi/v1.json")).Json.GetProperty("paths")
            .GetProperty(path).GetProperty(method).GetProperty("responses");
        Assert.True(answers.TryGetProperty(one, out System.Text.Json.JsonElement first));
        Assert.True(answers.TryGetProperty(other, out System.Text.Json.JsonElement second));
        if (other is "201" or "503")
            Assert.Equal(first.GetProperty("content").GetRawText(), second.GetProperty("content").GetRawText());
        Assert.Equal(one != "204", first.TryGetProperty("content", out _));
    }

    [Fact]
    public async Task The_document_has_a_name_of_its_own_for_each_operation_and_says_what_a_list_needs()
    {
        System.Text.Json.JsonElement paths = (await api.Get("/openapi/v1.json")).Json.GetProperty("paths");
        string[] ids = [.. paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .Select(operation => operation.Value.GetProperty("operationId").GetString()!)];
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        System.Text.Json.JsonElement forms = paths.GetProperty("/api/v1/positions/import").GetProperty("post")
            .GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema")
            .GetProperty("oneOf");
        Assert.Equal("[\"items\"]", forms[1].GetProperty("required").GetRawText());
    }

    [Fact]
    public void Every_answer_in_json_is_described_and_every_description_is_of_a_route()
    {
        string[] undescribed = [.. RouteTable.All
            .Where(route => route.Produces == "application/json" && route.Success != 204 && !AnswerShapes.Loaded.Has(route))
            .Select(route => $"{route.Method} {route.Pattern}")];
        Assert.Empty(undescribed.Except(["GET /stream"]));
        Assert.Empty(AnswerShapes.Loaded.Routes.Except(RouteTable.All.Select(route => (route.Method, route.Pattern))));
    }

    [Theory]
    [InlineData("/api/v1/fills", "{\"items\":[],\"next\":null,\"more\":1}", "more is not in the schema")]
    [InlineData("/api/v1/fills", "{\"items\":[]}", "next is missing")]
    [InlineData("/api/v1/marks", "{\"items\":[{\"symbol\":\"A\",\"price\":1,\"source\":\"x\",\"time\":\"2026-01-01T00:00:00Z\",\"age_ms\":1}],\"rates\":[],\"next\":null}", "integer 1 is not string")]
    [InlineData("/api/v1/orders/preview", "", null)]
    public void An_answer_that_differs_from_its_description_is_found(string path, string body, string? misfit)
    {
        string? found = AnswerSchema.Misfit("GET", path, "application/json", 200, body);
        if (misfit is null) Assert.Null(found);
        else Assert.Contains(misfit, found!, StringComparison.Ordinal);
    }

    private static (string, string?) Admin => ("Authorization", "Bearer secret-Admin");

    private static ApiRoute Find(string method, string pattern) =>
        RouteTable.All.Single(route => route.Method == method && route.Pattern == pattern);

    private static string CodeOf(Reply reply) =>
        reply.Headers.GetValueOrDefault("Content-Type", "").StartsWith("application/problem+json", StringComparison.Ordinal) ? reply.Code : "";

    private async Task<Reply> Send(ApiRoute route, params (string Name, string? Value)[] headers)
    {
        using HttpRequestMessage request = new(new HttpMethod(route.Method), route.Pattern.Replace("{id}", "1", StringComparison.Ordinal));
        if (route.TakesJson) request.Content = new StringContent("""{"nothing":1}""", Encoding.UTF8, "application/json");
        foreach ((string name, string? value) in headers)
        {
            if (value is null) continue;
            if (name == "Content-Type") request.Content!.Headers.Remove(name);
            if (!(name == "Content-Type" ? request.Content!.Headers.TryAddWithoutValidation(name, value) : request.Headers.TryAddWithoutValidation(name, value)))
                throw new InvalidOperationException($"{name}: {value} cannot be sent");
        }

        // The stream never ends: its head is the answer here.
        HttpCompletionOption until = route.Produces == "text/event-stream"
            ? HttpCompletionOption.ResponseHeadersRead
            : HttpCompletionOption.ResponseContentRead;
        HttpResponseMessage response = await api.Client.SendAsync(request, until);
        if (until == HttpCompletionOption.ResponseContentRead || !response.IsSuccessStatusCode) return await Reply.Of(response);
        Reply reply = new(
            (int)response.StatusCode, "", response.Headers.ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
        response.Dispose();
        return reply;
    }
}
