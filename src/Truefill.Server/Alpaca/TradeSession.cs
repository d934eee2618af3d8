using System;
using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Truefill.Server.Http;
using Truefill.Server.Security;

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
    private Caller caller;

    public async Task Run()
    {
        using CancellationTokenSource end =
            CancellationTokenSource.CreateLinkedTokenSource(call.Context.RequestAborted);
        TokenLife? life = null;
        Task sender = Task.CompletedTask;
        try
        {
            end.CancelAfter(AuthenticationTime);
            if (await Authenticate(end.Token) is not { } joined) return;
            end.CancelAfter(Timeout.InfiniteTimeSpan);
            life = new TokenLife(caller, () => call.Services.TimeOfDay, end.Token);
            CancellationToken over = life.End;
            sender = SendUpdates(joined, over);
            while (await Receive(over) is { } message) await Take(message, over);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The other side is gone, or too slow, or its token has expired: it connects again.
        }
        finally
        {
            if (listener is not null) call.Services.Trades.Leave(listener);
            await end.CancelAsync();
            await sender;
            life?.Dispose();
            await Close();
        }
    }

    public void Dispose() => sending.Dispose();

    private async Task<TradeListener?> Authenticate(CancellationToken cancel)
    {
        while (await Receive(cancel) is { } message)
        {
            if (message.Key is not { } key)
            {
                await Authorization("unauthorized", message.Action ?? "", cancel);
                if (message.Authenticates) return null;
                continue;
            }

            Func<Domain.Books, Domain.Names.AccountId>? account = AccountOf(key);
            TradeListener? joined = account is null ? null : call.Services.Trades.Join(caller, account);

            // Before it is told: the socket may fail at that, and the place must be given back.
            listener = joined;
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
        if (call.Services.Access.Identify(call.Context, key) is not { } known || known.Role < Role.Viewer) return null;
        caller = known;
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

    private async Task Take(TradeMessage message, CancellationToken cancel)
    {
        switch (message.Action)
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
    private async Task Listen(TradeMessage message, CancellationToken cancel)
    {
        if (message.IsListening is not { } wanted)
        {
            await Problem("listen needs data.streams, a list of names", cancel);
            return;
        }

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
    private async Task<TradeMessage?> Receive(CancellationToken cancel)
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

        return TradeMessage.Of(received.AsMemory(0, length));
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
}
