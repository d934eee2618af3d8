using System;
using System.Text.Json;

namespace Truefill.Server.Following;

/// <summary>What a line of a log of JSON objects says of itself: its number, and the sequence of its fact.</summary>
internal readonly record struct LogLine(long N, ulong Seq)
{
    /// <summary>Null: it was cut short or damaged.</summary>
    public static LogLine? Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("n", out JsonElement n) && n.ValueKind == JsonValueKind.Number
                && root.TryGetProperty("seq", out JsonElement seq) && seq.ValueKind == JsonValueKind.Number
                && n.TryGetInt64(out long number) && seq.TryGetUInt64(out ulong sequence)
                ? new LogLine(number, sequence)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
