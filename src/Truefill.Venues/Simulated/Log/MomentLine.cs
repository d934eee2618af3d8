using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Venues.Simulated.Log;

/// <summary>
/// A line of a venue's log that says what time it was there, and at what each symbol was last printed.
/// </summary>
/// <param name="Prices">By symbol; empty: the line says nothing of them.</param>
internal sealed record MomentLine(UtcNanos Time, IReadOnlyDictionary<string, Px> Prices)
{
    private const string Prefix = "{\"moment_ns\":";

    public static bool Is(string line) => line.StartsWith(Prefix, StringComparison.Ordinal);

    /// <exception cref="InvalidDataException">The line is not one of a venue's log.</exception>
    public static MomentLine Parse(string line)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            UtcNanos time = new(json.RootElement.GetProperty("moment_ns").GetInt64());
            Dictionary<string, Px> prices = new(StringComparer.Ordinal);
            if (json.RootElement.TryGetProperty("prices", out JsonElement stated))
            {
                foreach (JsonProperty price in stated.EnumerateObject())
                {
                    prices[price.Name] = Px.FromTrusted(decimal.Parse(
                        price.Value.GetRawText(), NumberStyles.Number, CultureInfo.InvariantCulture));
                }
            }

            return new MomentLine(time, prices);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException
            or OverflowException)
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
            json.WriteNumber("moment_ns", Time.Value);
            if (Prices.Count > 0)
            {
                json.WriteStartObject("prices");
                foreach ((string symbol, Px price) in Prices)
                    json.WriteNumber(symbol, ExactDecimal.Normalize(price.Value));
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        to.Append(buffer.WrittenSpan);
    }
}
