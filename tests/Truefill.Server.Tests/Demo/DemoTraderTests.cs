using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Server.Demo;

namespace Truefill.Server.Tests.Demo;

/// <summary>What stands in the way of the demo's trader is said once, with what to do.</summary>
public sealed class DemoTraderTests
{
    [Fact]
    public async Task A_service_that_wants_a_token_is_named_once()
    {
        (int asked, string said) = await Traded(3, _ => (401, "{}"));

        Assert.True(asked >= 3);
        string line = Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("demo: the trader gets nothing from http://127.0.0.1:", line, StringComparison.Ordinal);
        Assert.Contains("leave api.tokens_file out", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_order_that_is_refused_is_told_with_why()
    {
        (int _, string said) = await Traded(12, path => path switch
        {
            "/api/v1/orders" => (422, """{"code":"halted","detail":"Trading is halted for now."}"""),
            "/api/v1/marks" => (200, """
                {"items":[{"symbol":"AAPL","price":"1"},{"symbol":"MSFT","price":"1"},{"symbol":"IBM","price":"1"}]}
                """),
            _ => (200, """{"items":[]}"""),
        });

        string line = Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("demo: an order was refused (422): Trading is halted for now.", line, StringComparison.Ordinal);
    }

    // What a trader says that was answered so many times.
    private static async Task<(int Asked, string Said)> Traded(int times, Func<string, (int Status, string Body)> answer)
    {
        using HttpListener service = Listening(out Uri address);
        StringWriter said = new();
        int asked = 0;
        Task answering = Task.Run(async () =>
        {
            while (service.IsListening)
            {
                HttpListenerContext call;
                try
                {
                    call = await service.GetContextAsync();
                }
                catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }

                (call.Response.StatusCode, string body) = answer(call.Request.Url!.AbsolutePath);
                call.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: true);
                Interlocked.Increment(ref asked);
            }
        });
        using (DemoTrader trader = new(address, said))
        {
            trader.Start();
            await Eventually.Holds(() => Volatile.Read(ref asked) >= times, () => $"it asks {times} times, not {asked}");
        }

        service.Stop();
        await answering;
        return (asked, said.ToString());
    }

    private static HttpListener Listening(out Uri address)
    {
        foreach (int port in Enumerable.Range(0, 20).Select(_ => Random.Shared.Next(20_000, 60_000)))
        {
            HttpListener listener = new();
            address = new Uri($"http://127.0.0.1:{port}/");
            listener.Prefixes.Add(address.ToString());
            try
            {
                listener.Start();
                return listener;
            }
            catch (HttpListenerException)
            {
                listener.Close();
            }
        }

        throw new IOException("no port is free");
    }
}
