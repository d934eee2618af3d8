using System;
using System.Text;
using System.Text.Json;
using Truefill.Engine.Reading;

namespace Truefill.Server.Views;

/// <summary>A dead letter: why, where it came from, its bytes as base64 and, where they are text, as text.</summary>
public static class DeadLetterView
{
    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="raw">All bytes from the journal; null: those kept in memory.</param>
    public static void Write(Utf8JsonWriter json, DeadLetterEntry letter, ReadOnlyMemory<byte>? raw = null)
    {
        ReadOnlySpan<byte> bytes = raw is { } all ? all.Span : letter.Raw;
        json.WriteStartObject();
        json.WriteNumber("id", letter.Id);
        json.WriteNumber("seq", letter.Seq);
        json.WriteNumber("input_seq", letter.InputSeq);
        json.Time("time", letter.Time);
        json.Time("received_at", letter.ReceivedAt);
        json.WriteString("source", letter.Source);
        if (letter.MsgSeqNum != 0) json.WriteNumber("msg_seq_num", letter.MsgSeqNum);
        else json.WriteNull("msg_seq_num");
        json.WriteString("reason", Words.Of(letter.Reason));
        json.WriteString("detail", letter.Detail);
        json.WriteString("state", letter.IsOpen ? "open" : letter.Replayed ? "replayed" : "closed");
        json.WriteString("closed_by", letter.ClosedBy);
        json.WriteString("close_reason", letter.CloseReason);
        json.WriteNumber("raw_length", letter.RawLength);
        json.WriteBoolean("raw_complete", bytes.Length == letter.RawLength);
        json.WriteBase64String("raw", bytes);
        json.WriteString("raw_text", TextOf(bytes));
        json.WriteEndObject();
    }

    // Null where the bytes are not UTF-8: nothing is guessed.
    internal static string? TextOf(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
