using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Truefill.Server.Alpaca;
using Truefill.Server.Http;
using Truefill.Server.Http.Streaming;
using Truefill.Server.Security;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Alpaca;

/// <summary>There are only so many places for those who listen to trade updates.</summary>
public sealed class TradePlacesTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_place_is_given_back_where_the_socket_fails_at_the_very_answer_that_lets_in()
    {
        ApiToken token = new("ONE", Role.Viewer, SHA256.HashData("secret"u8)) { Accounts = new AccountScope(["ACC1"]) };
        using ApiServices services = new(new ApiContext { Engine = api.Engine, Access = new TokenAccess([token]) });
        for (int i = 0; i <= TradeFeed.ClientsMax; i++)
        {
            ApiCall call = new(new DefaultHttpContext(), TradeStreamRoutes.All.Single(), services, default);
            using FailingSocket socket = new();
            using TradeSession session = new(call, socket);
            await session.Run();
            Assert.True(socket.HasFailed);
        }

        TradeListener? joined = services.Trades.Join(new Caller("ONE", Role.Viewer), static _ => default);
        Assert.NotNull(joined);
        services.Trades.Leave(joined);
    }

    [Fact]
    public void One_token_does_not_take_the_places_of_all()
    {
        using ApiServices services = new(new ApiContext { Engine = api.Engine });
        Caller one = new("ONE", Role.Viewer);
        List<TradeListener> joined = [];
        while (services.Trades.Join(one, static _ => default) is { } listener) joined.Add(listener);

        Assert.Equal(new StreamOptions().ClientsPerCaller, joined.Count);
        TradeListener? other = services.Trades.Join(new Caller("TWO", Role.Viewer), static _ => default);
        Assert.NotNull(other);
        services.Trades.Leave(joined[0]);
        TradeListener? again = services.Trades.Join(one, static _ => default);
        Assert.NotNull(again);
    }

    /// <summary>Says who it is, and takes no answer.</summary>
    private sealed class FailingSocket : WebSocket
    {
        private static readonly byte[] Message =
            Encoding.UTF8.GetBytes("""{"action":"auth","key":"ONE","secret":"secret"}""");

        public bool HasFailed { get; private set; }

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => WebSocketState.Aborted;

        public override string? SubProtocol => null;

        public override void Abort()
        {
        }

        public override Task CloseAsync(WebSocketCloseStatus status, string? text, CancellationToken cancel) => Task.CompletedTask;

        public override Task CloseOutputAsync(WebSocketCloseStatus status, string? text, CancellationToken cancel) => Task.CompletedTask;

        public override void Dispose()
        {
        }

        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancel)
        {
            Message.CopyTo(buffer.Array!, buffer.Offset);
            return Task.FromResult(new WebSocketReceiveResult(Message.Length, WebSocketMessageType.Text, endOfMessage: true));
        }

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType type, bool isEnd, CancellationToken cancel)
        {
            HasFailed = true;
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
        }
    }
}
