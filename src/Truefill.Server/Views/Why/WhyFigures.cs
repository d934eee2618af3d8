using System.Collections.Generic;
using System.Text.Json;
using Truefill.Domain.Quantities;

namespace Truefill.Server.Views.Why;

/// <summary>
/// Figures, each added up from the parts that are listed, beside what the books say; null where a mark or rate lacks.
/// </summary>
internal sealed class WhyFigures
{
    private readonly List<(string Name, Currency Currency, decimal? Parts, decimal? Books)> rows = [];

    public void Add(string name, Currency currency, decimal? fromParts, decimal? inBooks) =>
        rows.Add((name, currency, Shown(fromParts), Shown(inBooks)));

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("figures");
        foreach ((string name, Currency currency, decimal? parts, decimal? books) in rows)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.Code("currency", currency);
            json.Number("from_parts", parts);
            json.Number("in_books", books);
            json.WriteBoolean("agrees", parts == books);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static decimal? Shown(decimal? value) =>
        value is { } known ? ExactDecimal.RoundToMaxDecimals(known) : null;
}
