using System;
using System.Buffers;
using System.IO;
using System.Text.Json;

namespace Truefill.Venues.Simulated.Log;

/// <summary>
/// A line of a shortened log: instead of all trades what came of them. The start says which ids are given and from when
/// on the past is gone; then cash and holdings of each account. Open orders follow as lines of their own.
/// </summary>
internal sealed record SnapshotLine
{
    private const string Prefix = "{\"snapshot\":";

    /// <summary><c>start</c>, <c>cash</c> or <c>holding</c>.</summary>
    public required string Snapshot { get; init; }

    public long TimeNs { get; init; }

    public long Seq { get; init; }

    public long Orders { get; init; }

    public long Executions { get; init; }

    public string Account { get; init; } = "";

    public string Symbol { get; init; } = "";

    public string Currency { get; init; } = "";

    /// <summary>Of cash; or the cost of a holding.</summary>
    public decimal Amount { get; init; }

    public decimal Qty { get; init; }

    public static bool Is(string line) => line.StartsWith(Prefix, StringComparison.Ordinal);

    /// <exception cref="InvalidDataException">The line is not one of a venue's log.</exception>
    public static SnapshotLine Parse(string line)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            JsonElement e = json.RootElement;
            return new SnapshotLine
            {
                Snapshot = e.GetProperty("snapshot").GetString() ?? "",
                TimeNs = e.GetProperty("time_ns").GetInt64(),
                Seq = e.GetProperty("seq").GetInt64(),
                Orders = e.GetProperty("orders").GetInt64(),
                Executions = e.GetProperty("executions").GetInt64(),
                Account = e.GetProperty("account").GetString() ?? "",
                Symbol = e.GetProperty("symbol").GetString() ?? "",
                Currency = e.GetProperty("currency").GetString() ?? "",
                Amount = e.GetProperty("amount").GetDecimal(),
                Qty = e.GetProperty("qty").GetDecimal(),
            };
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException
            or System.Collections.Generic.KeyNotFoundException)
        {
            throw new InvalidDataException($"not a line of a venue's log: {e.Message}: {line}", e);
        }
    }

    public void Write(IVenueLog to)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("snapshot", Snapshot);
            json.WriteNumber("time_ns", TimeNs);
            json.WriteNumber("seq", Seq);
            json.WriteNumber("orders", Orders);
            json.WriteNumber("executions", Executions);
            json.WriteString("account", Account);
            json.WriteString("symbol", Symbol);
            json.WriteString("currency", Currency);
            json.WriteNumber("amount", Amount);
            json.WriteNumber("qty", Qty);
            json.WriteEndObject();
        }

        to.Append(buffer.WrittenSpan);
    }
}
