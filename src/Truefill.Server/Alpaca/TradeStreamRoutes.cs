using System.Collections.Generic;
using System.Net.WebSockets;
using System.Threading.Tasks;
using Truefill.Server.Http;

namespace Truefill.Server.Alpaca;

/// <summary>The stream of trade updates. Who connects says who he is in his first message, not in a header.</summary>
internal static class TradeStreamRoutes
{
    public const string Path = "/stream";

    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", Path, Role.None, "Alpaca: trade_updates over a WebSocket; the key is in the first message.",
            Serve)
        {
            Accounts = AccountRule.Filtered, Success = 101,
        },
    ];

    private static async Task Serve(ApiCall call)
    {
        if (!call.Context.WebSockets.IsWebSocketRequest)
        {
            call.Context.Response.Headers.Upgrade = "websocket";
            throw new ApiException(426, "upgrade_required", "this is a WebSocket: connect with ws:// or wss://");
        }

        using WebSocket socket = await call.Context.WebSockets.AcceptWebSocketAsync();
        using TradeSession session = new(call, socket);
        await session.Run();
    }
}
