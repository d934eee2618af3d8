using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Server.Hosting;
using Truefill.Server.Http;

namespace Truefill.Server.Tests.Http;

public class UnforeseenTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Secret = "the text of an exception may be anything";

    [Theory]
    [InlineData("/api/v1/double", "code", "\"internal\"")]
    [InlineData("/v2/double", "code", "50010000")]
    public async Task What_nobody_thought_of_is_answered_in_the_form_of_the_path_without_its_text(
        string path, string name, string value)
    {
        List<string> told = [];
        using RouteDouble route = new(api, _ => throw new InvalidOperationException(Secret), path) { Told = told.Add };

        (int status, string body) = await route.Post();

        Assert.Equal(500, status);
        Assert.Equal(value, JsonDocument.Parse(body).RootElement.GetProperty(name).GetRawText());
        Assert.DoesNotContain(Secret, body, StringComparison.Ordinal);
        Assert.Contains(Secret, Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_thrown_later_is_answered_too()
    {
        using RouteDouble route = new(api, async _ =>
        {
            await Task.Yield();
            throw new TimeZoneNotFoundException(Secret);
        });

        Assert.Equal(500, (await route.Post()).Status);
    }

    [Fact]
    public async Task That_the_engine_broke_twice_at_a_request_is_said_with_what_became_of_it()
    {
        using RouteDouble route = new(api, _ => throw new InputSetAsideException());

        (int status, string body) = await route.Post();

        Assert.Equal(500, status);
        Assert.Contains("\"set_aside\"", body, StringComparison.Ordinal);
        Assert.Contains("dead letter", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_stands_for_no_idempotency_key()
    {
        using RouteDouble route = new(api, _ => throw new InvalidOperationException(Secret));
        string key = api.NewId("K");
        await route.Post(key);

        Assert.Equal(500, (await route.Post(key)).Status);
        Assert.Equal(2, route.Calls);
    }

    [Fact]
    public async Task That_a_caller_has_left_is_told_nobody()
    {
        List<string> told = [];
        using RouteDouble route = new(api, Leave) { Told = told.Add };

        await route.Post();

        Assert.Empty(told);

        static Task Leave(ApiCall call)
        {
            call.Context.Abort();
            throw new IOException(Secret);
        }
    }
}
