using System;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Http;
using Truefill.Server.Security;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Health;

/// <summary>What a caller of some accounts learns of the others.</summary>
public sealed class ScopedHealthTests(ScopedHealthTests.Host api) : IClassFixture<ScopedHealthTests.Host>
{
    public class Host : ApiHost
    {
        protected override ApiContext Adapt(ApiContext context) => context with
        {
            Access = new TokenAccess(
                [Token("the-desk", Role.Admin), Token("one", Role.Viewer) with { Accounts = new AccountScope(["ACC1"]) }],
                () => context.Engine.Clock.Now),
            Plan = context.Plan with
            {
                RateLimits = new RateLimitsOptions(
                    RateLimitsOptions.Default.Client, new RateLimitOptions(1, TimeSpan.FromSeconds(5), 1)),
            },
        };

        private static ApiToken Token(string name, Role role) =>
            new(name, role, SHA256.HashData(Encoding.UTF8.GetBytes("secret-" + name)));
    }

    [Fact]
    public async Task Who_sees_some_accounts_learns_how_many_are_refused_and_not_who()
    {
        for (int i = 0; i < 4; i++) await Get("/admin/cache", "the-desk");
        JsonElement all = await Limiter("the-desk"), some = await Limiter("one");

        Assert.Equal("Too many requests of the-desk.", all.GetProperty("detail").GetString());
        Assert.Equal("Too many requests; callers: 1.", some.GetProperty("detail").GetString());
        Assert.Equal(0, some.GetProperty("metrics").GetProperty("saturated_keys").GetArrayLength());
        Assert.DoesNotContain("the-desk", (await Get("/health", "one")).Text, StringComparison.Ordinal);
    }

    private async Task<JsonElement> Limiter(string token) =>
        (await Get("/health", token)).Json.GetProperty("components").GetProperty("admin_rate_limiter");

    private Task<Reply> Get(string path, string token) => api.As(token, HttpMethod.Get, path);
}
