using System;
using System.Buffers;
using System.Text.Json;
using Truefill.Server.Views;

namespace Truefill.Server.Hooks;

/// <summary>What a webhook is posted.</summary>
internal static class HookJson
{
    public static byte[] Of(HookKind kind, Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new(512);
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("event", Words.Of(kind));
            write(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <param name="snapshot">As the event stream has it.</param>
    public static byte[] OfSnapshot(byte[] snapshot) => Of(HookKind.OnPositionSnapshot, json =>
    {
        json.WritePropertyName("snapshot");
        json.WriteRawValue(snapshot);
    });

    public static void Write(Utf8JsonWriter json, KillSwitchChange change)
    {
        json.WriteNumber("seq", change.Seq);
        json.Time("time", change.At);
        json.WriteStartObject("kill_switch");
        json.WriteString("scope", Words.Of(change.Scope));
        json.WriteString("target", change.Target);
        json.WriteString("type", Words.Of(change.Type));
        json.WriteString("state", Words.Of(change.State));
        json.WriteString("reason", change.Reason);
        json.WriteString("by", change.By);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, VenueReconnect reconnect)
    {
        if (reconnect.Seq is { } seq) json.WriteNumber("seq", seq);
        else json.WriteNull("seq");
        json.Time("time", reconnect.At);
        json.WriteStartObject("reconnect");
        json.WriteString("venue", reconnect.Venue);
        json.WriteString("state", Words.Of(reconnect.State));
        json.WriteNumber("attempt", reconnect.Attempt);
        Milliseconds(json, "delay_ms", reconnect.Delay);
        Milliseconds(json, "down_ms", reconnect.Down);
        json.WriteString("reason", reconnect.Reason);
        json.WriteEndObject();
    }

    private static void Milliseconds(Utf8JsonWriter json, string name, TimeSpan? span)
    {
        if (span is { } known) json.WriteNumber(name, (long)known.TotalMilliseconds);
        else json.WriteNull(name);
    }
}
