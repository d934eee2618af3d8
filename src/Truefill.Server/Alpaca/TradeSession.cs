using System;
using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Truefill.Server.Http;

namespace Truefill.Server.Alpaca;

/// <summary>
/// One connection: it says who it is, says what it listens to, then gets what happens. Before it has said who it is, it
/// has little time and gets nothing. Text frames, in the order of the facts.
/// </summary>
internal sealed class TradeSession(ApiCall call, WebSocket socket) : IDisposable
{
    private const int MessageBytesMax = 16 << 10;
    private static readonly TimeSpan AuthenticationTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SendTime = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly byte[] received = new byte[MessageBytesMax];
    private TradeListener? listener;

    public async Task Run()
    {
        using CancellationTokenSource end =
            CancellationTokenSource.CreateLinkedTokenSource(call.Context.RequestAborted);
        Task sender = Task.CompletedTask;
        try
        {
            end.CancelAfter(AuthenticationTime);
            if (await Authenticate(end.Token) is not { } joined) return;
            end.CancelAfter(Timeout.InfiniteTimeSpan);
            listener = joined;
            sender = SendUpdates(joined, end.Token);
            while (await Receive(end.Token) is { } message) await Take(message, end.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The other side is gone, or too slow: it connects again.
        }
        finally
        {
            if (listener is not null) call.Services.Trades.Leave(listener);
            await end.CancelAsync();
            await sender;
            await Close();
        }
    }

    public void Dispose() => sending.Dispose();

    private async Task<TradeListener?> Authenticate(CancellationToken cancel)
    {
        while (await Receive(cancel) is { } message)
        {
            if (KeyOf(message) is not { } key)
            {
                await Authorization("unauthorized", Text(message, "action") ?? "", cancel);
                if (Text(message, "action") is "authenticate" or "auth") return null;
                continue;
            }

            Func<Domain.Books, Domain.Names.AccountId>? account = AccountOf(key);
            TradeListener? joined = account is null ? null : call.Services.Trades.Join(account);
            await Authorization(
                account is null ? "unauthorized" : joined is null ? "exceeded" : "authorized", "authenticate", cancel);
            return joined;
        }

        return null;
    }

    private Func<Domain.Books, Domain.Names.AccountId>? AccountOf(AlpacaKey key)
    {
        // Guessing is as slow here as at any other door.
        if (call.Services.ClientLimiter?.TryTake("address:" + call.Services.From(call.Context), out _) == false)
            return null;
        Caller? caller = call.Services.Access.Identify(call.Context, key);
        if (caller is not { } known || known.Role < Role.Viewer) return null;
        try
        {
            string account = call.Services.Read(replica => AlpacaAccount.Of(known, key.Id, replica.Books));
            return books => AlpacaAccount.In(books, account);
        }
        catch (ApiException)
        {
            return null;
        }
    }

    private async Task Take(JsonElement message, CancellationToken cancel)
    {
        switch (Text(message, "action"))
        {
            case "listen":
                await Listen(message, cancel);
                break;
            case "authenticate" or "auth":
                await Authorization("authorized", "authenticate", cancel);
                break;
            default:
                await Problem("action is not one of authenticate and listen", cancel);
                break;
        }
    }

    // What is listened to is replaced by what the message says; what there is not is left out of the answer.
    private async Task Listen(JsonElement message, CancellationToken cancel)
    {
        if (!message.TryGetProperty("data", out JsonElement data) || data.ValueKind != JsonValueKind.Object
            || !data.TryGetProperty("streams", out JsonElement streams) || streams.ValueKind != JsonValueKind.Array)
        {
            await Problem("listen needs data.streams, a list of names", cancel);
            return;
        }

        bool wanted = false;
        foreach (JsonElement stream in streams.EnumerateArray())
            wanted |= stream.ValueKind == JsonValueKind.String && stream.ValueEquals(TradeFeed.Stream);
        listener!.IsListening = wanted;
        await Send(
            json =>
            {
                json.WriteStartArray("streams");
                if (wanted) json.WriteStringValue(TradeFeed.Stream);
                json.WriteEndArray();
            },
            "listening", cancel);
    }

    private async Task SendUpdates(TradeListener from, CancellationToken cancel)
    {
        try
        {
            await foreach (byte[] update in from.Updates.ReadAllAsync(cancel)) await Send(update, cancel);
            socket.Abort();
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or ChannelClosedException)
        {
            socket.Abort();
        }
    }

    private Task Authorization(string status, string action, CancellationToken cancel) => Send(
        json =>
        {
            json.WriteString("status", status);
            json.WriteString("action", action);
        },
        "authorization", cancel);

    private Task Problem(string message, CancellationToken cancel) =>
        Send(json => json.WriteString("error", message), "error", cancel);

    private Task Send(Action<Utf8JsonWriter> data, string stream, CancellationToken cancel)
    {
        ArrayBufferWriter<byte> buffer = new(256);
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("stream", stream);
            json.WriteStartObject("data");
            data(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Send(buffer.WrittenMemory, cancel);
    }

    private async Task Send(ReadOnlyMemory<byte> frame, CancellationToken cancel)
    {
        await sending.WaitAsync(cancel);
        try
        {
            using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            late.CancelAfter(SendTime);
            await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, late.Token);
        }
        finally
        {
            sending.Release();
        }
    }

    // Null: the other side has closed, or what it sends is no message of ours.
    private async Task<JsonElement?> Receive(CancellationToken cancel)
    {
        int length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            if (length == received.Length) return null;
            part = await socket.ReceiveAsync(received.AsMemory(length), cancel);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            length += part.Count;
        }
        while (!part.EndOfMessage);

        try
        {
            using JsonDocument document = JsonDocument.Parse(received.AsMemory(0, length));
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task Close()
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        try
        {
            using CancellationTokenSource late = new(TimeSpan.FromSeconds(1));
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, late.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // It is gone already.
        }
    }

    private static AlpacaKey? KeyOf(JsonElement message)
    {
        JsonElement from = Text(message, "action") switch
        {
            "auth" => message,
            "authenticate" when message.TryGetProperty("data", out JsonElement data)
                && data.ValueKind == JsonValueKind.Object => data,
            _ => default,
        };
        if (from.ValueKind != JsonValueKind.Object) return null;
        string? id = Text(from, "key_id") ?? Text(from, "key");
        string? secret = Text(from, "secret_key") ?? Text(from, "secret");
        return id is null || secret is null ? null : new AlpacaKey(id, secret);
    }

    private static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
