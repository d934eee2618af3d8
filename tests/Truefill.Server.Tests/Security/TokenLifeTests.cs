using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Time;
using Truefill.Server.Http;
using Truefill.Server.Security;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Security;

/// <summary>What a token has opened ends with it.</summary>
public class TokenLifeTests(TokenLifeTests.Host api) : IClassFixture<TokenLifeTests.Host>
{
    public class Host : ApiHost
    {
        private List<ApiToken> Tokens { get; } = [];

        /// <returns>When the token that is known from now on expires.</returns>
        public UtcNanos AddBrief()
        {
            UtcNanos expiry = UtcNanos.Of(TimeProvider.System.GetUtcNow()).AddNanos(3 * UtcNanos.PerSecond);
            byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes("secret"));
            Tokens.Add(new ApiToken("brief", Role.Viewer, hash) { Expires = expiry });
            return expiry;
        }

        protected override ApiContext Adapt(ApiContext context) => context with
        {
            Access = new TokenAccess(Tokens, static () => UtcNanos.Of(TimeProvider.System.GetUtcNow())),
        };
    }

    [Fact]
    public async Task A_stream_of_events_ends_when_its_token_expires_and_cannot_be_opened_again()
    {
        UtcNanos expiry = api.AddBrief();
        using (HttpResponseMessage open = await Ask())
        {
            Assert.Equal(200, (int)open.StatusCode);
            using StreamReader reader = new(await open.Content.ReadAsStreamAsync());
            using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
            await Assert.ThrowsAnyAsync<IOException>(async () =>
            {
                while (await reader.ReadLineAsync(limit.Token) is not null)
                {
                }

                throw new EndOfStreamException();
            });
        }

        Assert.True(UtcNanos.Of(TimeProvider.System.GetUtcNow()) >= expiry);
        using HttpResponseMessage again = await Ask();
        Assert.Equal(401, (int)again.StatusCode);
    }

    [Fact]
    public void A_token_that_expires_in_many_years_ends_nothing_and_neither_does_one_without_an_end()
    {
        UtcNanos now = new(UtcNanos.PerSecond);
        foreach (UtcNanos expires in new[] { default, now.AddNanos(100L * 366 * 86_400 * UtcNanos.PerSecond) })
        {
            using TokenLife life = new(new Caller("a", Role.Viewer) { Expires = expires }, () => now, CancellationToken.None);
            Assert.False(life.End.IsCancellationRequested || life.HasExpired);
        }
    }

    [Fact]
    public void A_token_that_has_expired_on_the_way_in_opens_nothing()
    {
        using TokenLife life = new(
            new Caller("a", Role.Viewer) { Expires = new UtcNanos(1) }, () => new UtcNanos(2), CancellationToken.None);
        Assert.True(life.End.IsCancellationRequested && life.HasExpired);
    }

    private Task<HttpResponseMessage> Ask()
    {
        HttpRequestMessage request = new(HttpMethod.Get, "/api/v1/stream");
        request.Headers.Authorization = new("Bearer", "secret");
        return api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
