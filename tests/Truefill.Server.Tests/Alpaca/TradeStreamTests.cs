using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Truefill.Domain.Time;
using Truefill.Server.Http;
using Truefill.Server.Security;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Alpaca;

/// <summary>The WebSocket of trade updates: who is let in, for how long, and what is no message.</summary>
public class TradeStreamTests(TradeStreamTests.Host api) : IClassFixture<TradeStreamTests.Host>
{
    private const int ConnectionsMax = 2;

    public class Host : ApiHost
    {
        public ConcurrentQueue<string> Reported { get; } = new();

        private List<ApiToken> Tokens { get; } = [Key("ONE")];

        /// <returns>When the token that is known from now on expires.</returns>
        public UtcNanos AddBrief()
        {
            UtcNanos expiry = UtcNanos.Of(TimeProvider.System.GetUtcNow()).AddNanos(3 * UtcNanos.PerSecond);
            Tokens.Add(Key("BRIEF") with { Expires = expiry });
            return expiry;
        }

        protected override ApiContext Adapt(ApiContext context) => context with
        {
            Access = new TokenAccess(Tokens, static () => UtcNanos.Of(TimeProvider.System.GetUtcNow())),
            Report = Reported.Enqueue,
        };

        protected override void Adapt(KestrelServerOptions kestrel)
        {
            Assert.Equal(512, kestrel.Limits.MaxConcurrentUpgradedConnections);
            kestrel.Limits.MaxConcurrentUpgradedConnections = ConnectionsMax;
        }

        private static ApiToken Key(string name) =>
            new(name, Role.Viewer, SHA256.HashData(Encoding.UTF8.GetBytes("secret-" + name)))
            {
                Accounts = new AccountScope(["ACC1"]),
            };
    }

    [Fact]
    public async Task A_token_of_an_expiring_key_opens_no_stream_for_longer_than_it_holds()
    {
        UtcNanos expiry = api.AddBrief();
        using ClientWebSocket socket = await Connect();
        await Send(socket, """{"action":"auth","key":"BRIEF","secret":"secret-BRIEF"}""");
        Assert.Equal("authorized", await Status(socket));

        await EndOf(socket);
        Assert.True(UtcNanos.Of(TimeProvider.System.GetUtcNow()) >= expiry);

        using ClientWebSocket again = await Connect();
        await Send(again, """{"action":"auth","key":"BRIEF","secret":"secret-BRIEF"}""");
        Assert.Equal("unauthorized", await Status(again));
    }

    [Fact]
    public async Task A_token_alone_lets_in_as_a_client_sends_it_that_was_let_in_by_OAuth()
    {
        using ClientWebSocket socket = await Connect();
        await Send(socket, """{"action":"authenticate","data":{"oauth_token":"secret-ONE"}}""");
        Assert.Equal("authorized", await Status(socket));

        using ClientWebSocket other = await Connect();
        await Send(other, """{"action":"authenticate","data":{"oauth_token":"wrong"}}""");
        Assert.Equal("unauthorized", await Status(other));
    }

    [Theory]
    [InlineData("""{"action":"\ud800"}""")]
    [InlineData("""{"action\ud800":"auth"}""")]
    [InlineData("""{"action":"listen","data":{"streams":["trade_updates\ud800"]}}""")]
    [InlineData("not json")]
    public async Task A_frame_that_is_no_message_ends_the_connection_and_is_no_failure_of_the_service(string frame)
    {
        using ClientWebSocket socket = await Connect();
        await Send(socket, frame);
        await EndOf(socket);

        // A failure is reported behind the end of its connection.
        await Task.Delay(200);
        Assert.Empty(api.Reported);
    }

    [Fact]
    public async Task Beyond_as_many_connections_as_may_be_open_one_is_refused_whoever_asks()
    {
        using ClientWebSocket first = await Connect();
        using ClientWebSocket second = await Connect();
        using ClientWebSocket third = new();
        third.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<WebSocketException>(() => third.ConnectAsync(Address, CancellationToken.None));

        Assert.Equal(503, (int)third.HttpStatusCode);
        Assert.Empty(api.Reported);
    }

    private Uri Address => new($"ws://{api.Address.Authority}/stream");

    // Those of the test before may not be closed yet.
    private async Task<ClientWebSocket> Connect()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (true)
        {
            ClientWebSocket socket = new();
            socket.Options.CollectHttpResponseDetails = true;
            try
            {
                await socket.ConnectAsync(Address, limit.Token);
                return socket;
            }
            catch (WebSocketException) when ((int)socket.HttpStatusCode == 503)
            {
                socket.Dispose();
                await Task.Delay(50, limit.Token);
            }
        }
    }

    private static async Task Send(ClientWebSocket socket, string text) => await socket.SendAsync(
        Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<string?> Status(ClientWebSocket socket)
    {
        byte[] buffer = new byte[4096];
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
        using JsonDocument json = JsonDocument.Parse(buffer.AsMemory(0, part.Count));
        return json.RootElement.GetProperty("data").GetProperty("status").GetString();
    }

    // It is closed, or cut off, from the other side.
    private static async Task EndOf(ClientWebSocket socket)
    {
        byte[] buffer = new byte[4096];
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), limit.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (WebSocketException)
        {
            // Cut off.
        }
    }
}
