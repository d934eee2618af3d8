using System.Collections.Generic;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Server.Security;

namespace Truefill.Server.Views;

/// <summary>Gross and net exposure by currency and converted, with the names of what is missing for it.</summary>
public static class ExposureView
{
    /// <param name="accounts">Only these.</param>
    /// <param name="into">Currency to convert into; none: each account's own.</param>
    public static void Write(Utf8JsonWriter json, Books books, AccountFilter accounts, Currency into)
    {
        Exposure exposure = Exposure.Of(books, into);
        json.WriteStartObject();
        WriteRows(json, "items", books, exposure.ByCurrency, accounts);
        WriteRows(json, "converted", books, exposure.Converted, accounts);
        json.WriteStartArray("gaps");
        foreach (ExposureGap gap in exposure.Gaps)
        {
            if (!accounts.Takes(gap.Account)) continue;
            json.WriteStartObject();
            json.WriteString("account", books.Names.Of(gap.Account));
            json.WriteString("strategy", books.Names.Of(gap.Strategy));
            json.WriteString("missing", gap.Symbol.IsNone ? "rate" : "mark");
            json.WriteString("symbol", gap.Symbol.IsNone ? null : books.Names.Of(gap.Symbol));
            json.Code("from", gap.From);
            json.Code("to", gap.To);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("complete", exposure.IsComplete);
        json.WriteNull("next");
        json.WriteEndObject();
    }

    private static void WriteRows(
        Utf8JsonWriter json, string name, Books books, IEnumerable<ExposureRow> rows,
        AccountFilter accounts)
    {
        json.WriteStartArray(name);
        foreach (ExposureRow row in rows)
        {
            if (!accounts.Takes(row.Account)) continue;
            json.WriteStartObject();
            json.WriteString("account", books.Names.Of(row.Account));
            json.WriteString("strategy", row.Strategy is { } strategy ? books.Names.Of(strategy) : null);
            json.WriteString("scope", row.Strategy is null ? "account" : "strategy");
            json.Code("currency", row.Net.Currency);
            json.Number("net", row.Net.Amount);
            json.Number("gross", row.Gross.Amount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
