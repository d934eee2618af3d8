using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Http;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Alpaca;

/// <summary>Whoever has not said yet who he is opens no more connections than his address may make requests.</summary>
public class TradeStreamBudgetTests(TradeStreamBudgetTests.Host api) : IClassFixture<TradeStreamBudgetTests.Host>
{
    public class Host : ApiHost
    {
        protected override ApiContext Adapt(ApiContext context) => context with
        {
            Plan = context.Plan with
            {
                RateLimits = context.Plan.RateLimits with { Client = new RateLimitOptions(1, TimeSpan.FromHours(1), 2) },
            },
        };
    }

    [Fact]
    public async Task Connections_to_the_stream_are_counted_before_they_are_accepted()
    {
        using ClientWebSocket first = new();
        using ClientWebSocket second = new();
        using ClientWebSocket third = new();
        third.Options.CollectHttpResponseDetails = true;
        Uri address = new($"ws://{api.Address.Authority}/stream");
        await first.ConnectAsync(address, CancellationToken.None);
        await second.ConnectAsync(address, CancellationToken.None);

        await Assert.ThrowsAsync<WebSocketException>(() => third.ConnectAsync(address, CancellationToken.None));

        Assert.Equal(429, (int)third.HttpStatusCode);
        Assert.Contains("Retry-After", third.HttpResponseHeaders!.Keys);
    }
}
