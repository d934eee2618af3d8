using System;
using System.Buffers;
using System.Text.Json;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers.Books;

/// <summary>What became of closing a position: the order, or what would have been one and why it is none.</summary>
internal static class ClosingRow
{
    public static JsonElement Sent(Closing closing, JsonElement order) => Row(writer =>
    {
        writer.WriteString("outcome", "sent");
        foreach (JsonProperty field in order.EnumerateObject()) field.WriteTo(writer);
        if (!closing.IsSubLedger) return;
        writer.WriteString("detail", $"closes what {closing.Holder} holds; once it has executed, 'try' evens the two");
        writer.WriteString("try", closing.Evening);
    });

    /// <param name="outcome">refused: the order was; kept: there is no order that could close it.</param>
    public static JsonElement NotSent(Closing closing, string outcome, decimal qty, CliError error) => Row(writer =>
    {
        writer.WriteString("outcome", outcome);
        writer.WriteString("account", closing.Account);
        writer.WriteString("strategy", closing.Holder);
        writer.WriteString("symbol", closing.Symbol);
        writer.WriteString("side", closing.Side);
        writer.WriteString("order_qty", ClosingPlan.Text(qty));
        writer.WriteString("code", error.Reason ?? ExitCodes.NameOf(error.Code));
        writer.WriteString("detail", error.What);
        writer.WriteString("try", error.Try);
    });

    private static JsonElement Row(Action<Utf8JsonWriter> fields)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            fields(writer);
            writer.WriteEndObject();
        }

        Utf8JsonReader reader = new(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }
}
