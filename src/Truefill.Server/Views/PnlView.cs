using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Positions;
using Truefill.Engine.Reading;
using Truefill.Server.Security;

namespace Truefill.Server.Views;

/// <summary>
/// Realised, unrealised and fees per account, strategy and currency, and each account's total in its currency.
/// </summary>
public static class PnlView
{
    public static void Write(Utf8JsonWriter json, Replica replica, LotMethod? method, AccountFilter accounts)
    {
        Books books = replica.Books;
        PnlTotals totals = PnlTotals.Of(books, method, accounts);
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (PnlRow row in totals.Rows)
        {
            json.WriteStartObject();
            json.WriteString("account", books.Names.Of(row.Account));
            json.WriteString("strategy", books.Names.Of(row.Strategy));
            json.Code("currency", row.Currency);
            json.Number("realized_pnl", row.Realized);
            json.Number("unrealized_pnl", row.Unrealized);
            json.Number("fees", row.Fees);
            json.Number("total_pnl", row.Total);
            json.WriteNumber("missing_marks", row.MissingMarks);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTotals(json, "totals", replica, totals);
        json.WriteString("method", method is { } asked ? Words.Of(asked) : null);
        json.WriteNull("next");
        json.WriteEndObject();
    }

    /// <summary>Per account, converted at the last rates; null where a mark or a rate is missing.</summary>
    internal static void WriteTotals(Utf8JsonWriter json, string name, Replica replica, PnlTotals totals)
    {
        Books books = replica.Books;
        DayPnl days = new(replica);
        json.WriteStartArray(name);
        foreach (PnlAccountTotal sum in PnlAccountTotal.Of(books, totals))
        {
            json.WriteStartObject();
            json.WriteString("account", books.Names.Of(sum.Account));
            json.Code("currency", sum.Currency);
            json.Number("realized_pnl", sum.Realized);
            json.Number("unrealized_pnl", sum.Unrealized);
            json.Number("fees", sum.Fees);
            json.Number("day_pnl", days.Of(sum.Account));
            json.Number("total_pnl", sum.Total);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
