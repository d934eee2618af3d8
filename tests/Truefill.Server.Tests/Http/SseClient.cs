using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Truefill.Server.Tests.Http;

/// <summary>One event as it came.</summary>
public sealed record SseEvent(string Name, ulong Id, JsonElement Data);

/// <summary>Reads server-sent events as a browser does.</summary>
public sealed class SseClient : IDisposable
{
    private readonly HttpResponseMessage response;
    private readonly StreamReader reader;
    private readonly CancellationTokenSource limit = new(TimeSpan.FromSeconds(90));
    private HttpClient? owned;

    private SseClient(HttpResponseMessage response, Stream body)
    {
        this.response = response;
        reader = new StreamReader(body);
    }

    public static Task<SseClient> Open(ApiHost api, string query = "", ulong? lastEventId = null) =>
        Open(api.Client, query, lastEventId);

    /// <summary>With the token of this name.</summary>
    public static Task<SseClient> OpenAs(ApiHost api, string token, string query) =>
        Open(api.Client, query, lastEventId: null, token);

    /// <summary>Its socket takes no more than a few kilobytes ahead of what is read.</summary>
    public static async Task<SseClient> OpenSlow(ApiHost api, string query)
    {
        SocketsHttpHandler handler = new()
        {
            ConnectCallback = static async (context, cancel) =>
            {
                Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
                await socket.ConnectAsync(context.DnsEndPoint, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        HttpClient client = new(handler) { BaseAddress = api.Address };
        SseClient slow = await Open(client, query, lastEventId: null);
        slow.owned = client;
        return slow;
    }

    private static async Task<SseClient> Open(
        HttpClient client, string query, ulong? lastEventId, string? token = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/api/v1/stream" + query);
        if (token is not null) request.Headers.Authorization = new("Bearer", "secret-" + token);
        if (lastEventId is { } id) request.Headers.TryAddWithoutValidation("Last-Event-ID", id.ToString(CultureInfo.InvariantCulture));
        HttpResponseMessage answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.StartsWith("text/event-stream", answer.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        return new SseClient(answer, await answer.Content.ReadAsStreamAsync());
    }

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
        owned?.Dispose();
        limit.Dispose();
    }

    /// <summary>The next event; fails when the whole stream takes too long.</summary>
    public async Task<SseEvent> Next()
    {
        string name = "message", id = "";
        string? data = null;
        while (await reader.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line[6..];
            if (line.Length > 0 || data is null) continue;
            return new SseEvent(name, ulong.Parse(id, CultureInfo.InvariantCulture), JsonDocument.Parse(data).RootElement);
        }

        throw new EndOfStreamException();
    }

    /// <summary>Events of the kinds wanted, until as many have come.</summary>
    public async Task<List<SseEvent>> Take(int count, params string[] names)
    {
        List<SseEvent> events = [];
        while (events.Count < count)
        {
            SseEvent next = await Next();
            if (Array.IndexOf(names, next.Name) >= 0) events.Add(next);
        }

        return events;
    }
}
