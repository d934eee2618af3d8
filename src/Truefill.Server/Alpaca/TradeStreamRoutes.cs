using System;
using System.Collections.Generic;
using System.Net.WebSockets;
using System.Threading.Tasks;
using Truefill.Server.Http;
using Truefill.Server.Security;

namespace Truefill.Server.Alpaca;

/// <summary>The stream of trade updates. A client sends its token in its first message, not in a header.</summary>
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

        // The token is still to come, so the connection is counted against its address, like requests without one.
        Admission.TakeOfAddress(call.Context, call.Services);
        using WebSocket socket = await Accept(call);
        using TradeSession session = new(call, socket);
        await session.Run();
    }

    private static async Task<WebSocket> Accept(ApiCall call)
    {
        try
        {
            return await call.Context.WebSockets.AcceptWebSocketAsync();
        }
        catch (InvalidOperationException) when (!call.Context.Response.HasStarted)
        {
            // The server has as many open as it takes, and had the answer to the upgrade ready.
            foreach (string name in (ReadOnlySpan<string>)["Connection", "Upgrade", "Sec-WebSocket-Accept"])
                call.Context.Response.Headers.Remove(name);
            throw new ApiException(503, "too_many_streams", "as many streams are open as there may be: close one");
        }
    }
}
