using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Positions;
using Truefill.Domain.Time;

namespace Truefill.Server.Views;

/// <summary>Prices and rates that value positions, each with its source and age.</summary>
public static class MarkView
{
    public static void Write(Utf8JsonWriter json, Books books, in MarkSet mark, UtcNanos now)
    {
        json.WriteStartObject();
        json.WriteString("symbol", books.Names.Of(mark.Symbol));
        json.Number("price", mark.Price);
        json.WriteString("source", books.Names.Of(mark.Source));
        json.Time("time", mark.At);
        json.WriteNumber("age_ms", AgeMs(mark.At, now));
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, in FxRateSet rate, UtcNanos now)
    {
        json.WriteStartObject();
        json.Code("from", rate.From);
        json.Code("to", rate.To);
        json.Number("rate", rate.Rate);
        json.Time("time", rate.At);
        json.WriteNumber("age_ms", AgeMs(rate.At, now));
        json.WriteEndObject();
    }

    /// <summary>Never negative: a source's clock may be ahead of ours.</summary>
    internal static long AgeMs(UtcNanos at, UtcNanos now) =>
        now <= at ? 0 : (now.Value - at.Value) / UtcNanos.PerMillisecond;
}
