using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Security;

/// <summary>A transfer and a limit whose request names nobody: whom the journal names then.</summary>
public class UnnamedPersonTests(UnnamedPersonTests.Host open, GuardTests.TokenHost guarded)
    : IClassFixture<UnnamedPersonTests.Host>, IClassFixture<GuardTests.TokenHost>
{
    /// <summary>Asks nobody for a token. A class of its own, as the fixtures are told apart by type.</summary>
    public class Host : ApiHost;

    private const string Limit = """{"limit":"max_order_qty","value":"7","symbol":"UNNAMED","reason":"r"}""";

    private const string Transfer =
        """{"account":"ACC1","symbol":"UNNAMED","qty":"1","from":"","to":"other","reason":"r"}""";

    [Theory]
    [InlineData("/api/v1/limits", Limit, "limit_set")]
    [InlineData("/api/v1/positions/transfer", Transfer, "position_transferred")]
    public async Task Without_a_token_it_is_the_user_of_this_machine_who_connects(string path, string body, string fact)
    {
        Assert.Equal(Environment.UserName, await PersonOf(open, null, path, body, fact));
    }

    [Theory]
    [InlineData("/api/v1/limits", Limit, "limit_set")]
    [InlineData("/api/v1/positions/transfer", Transfer, "position_transferred")]
    public async Task With_a_token_it_is_the_token_s_name(string path, string body, string fact)
    {
        Assert.Equal("Risk", await PersonOf(guarded, "secret-Risk", path, body, fact));
    }

    [Theory]
    [InlineData("/api/v1/limits", Limit, "limit_set")]
    [InlineData("/api/v1/positions/transfer", Transfer, "position_transferred")]
    public async Task A_name_that_is_stated_is_the_one(string path, string body, string fact)
    {
        Assert.Equal("ann", await PersonOf(open, null, path, body[..^1] + ",\"by\":\"ann\"}", fact));
    }

    private static async Task<string?> PersonOf(ApiHost api, string? token, string path, string body, string fact)
    {
        string execution = api.NewId("UN");
        await Send(
            api, token is null ? null : "secret-Admin", HttpMethod.Post, "/api/v1/executions?reason=test",
            $$"""
            {"symbol":"UNNAMED","side":"buy","order_id":"","fill_qty":"1","fill_price":"7","exec_id":"{{execution}}",
            "timestamp":1767225600000,"account":"ACC1"}
            """);
        ulong before = (await Send(api, token, HttpMethod.Get, "/api/v1/status")).Seq;
        Reply done = await Send(api, token, HttpMethod.Post, path, body);
        Assert.True(done.Status is 200 or 201, done.Text);
        Reply journal = await Send(
            api, token, HttpMethod.Get,
            string.Create(CultureInfo.InvariantCulture, $"/api/v1/journal?limit=1000&after_seq={before}"));
        return journal.Items.Single(row => row.GetProperty("type").GetString() == fact).GetProperty("by").GetString();
    }

    private static async Task<Reply> Send(
        ApiHost api, string? token, HttpMethod method, string path, string? json = null)
    {
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative));
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        return await Reply.Of(await api.Client.SendAsync(request));
    }
}
