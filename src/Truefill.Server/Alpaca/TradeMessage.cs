using System;
using System.Text.Json;

namespace Truefill.Server.Alpaca;

/// <summary>What a client of the stream says.</summary>
/// <param name="Action">Null: it names none.</param>
/// <param name="Key">Null: it says with none, or with a part of one, who it is.</param>
/// <param name="IsListening">Whether it listens to trade updates from now on; null: it has no list of streams.</param>
internal sealed record TradeMessage(string? Action, AlpacaKey? Key, bool? IsListening)
{
    public bool Authenticates => Action is "authenticate" or "auth";

    /// <summary>Null: the frame is no message of ours.</summary>
    public static TradeMessage? Of(ReadOnlyMemory<byte> frame)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(frame);
            JsonElement root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? new TradeMessage(Text(root, "action"), KeyOf(root), StreamsOf(root))
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter: half a surrogate pair, written as an escape, is no text.
            return null;
        }
    }

    // "authenticate" has them in its data, the older "auth" beside the action.
    private static AlpacaKey? KeyOf(JsonElement message)
    {
        JsonElement from = Text(message, "action") switch
        {
            "auth" => message,
            "authenticate" => Object(message, "data"),
            _ => default,
        };
        if (from.ValueKind != JsonValueKind.Object) return null;
        if (Text(from, "oauth_token") is { } token) return new AlpacaKey(null, token);
        string? id = Text(from, "key_id") ?? Text(from, "key");
        string? secret = Text(from, "secret_key") ?? Text(from, "secret");
        return id is null || secret is null ? null : new AlpacaKey(id, secret);
    }

    private static bool? StreamsOf(JsonElement message)
    {
        JsonElement data = Object(message, "data");
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("streams", out JsonElement streams)
            || streams.ValueKind != JsonValueKind.Array)
            return null;
        bool isListening = false;
        foreach (JsonElement stream in streams.EnumerateArray())
            isListening |= stream.ValueKind == JsonValueKind.String && stream.GetString() == TradeFeed.Stream;
        return isListening;
    }

    private static JsonElement Object(JsonElement from, string name) =>
        from.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object ? value : default;

    private static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
