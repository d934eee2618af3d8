using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Positions;
using Truefill.Engine.Reading;
using Truefill.Server.Http.Lists;
using Truefill.Server.Security;

namespace Truefill.Server.Views;

/// <summary>
/// Realised, unrealised and fees per account, strategy and currency, and each account's total in its currency.
/// </summary>
public static class PnlView
{
    public static void Write(Utf8JsonWriter json, Replica replica, LotMethod? method, AccountFilter accounts) =>
        Write(json, replica, method, PnlTotals.Of(replica.Books, method, accounts), KeyPaging.Whole, isWhole: true);

    /// <param name="page">Of <c>items</c>; <c>totals</c> are of all of them on each page.</param>
    /// <param name="isWhole">False: of some strategies or symbols, of which no day's PnL is kept.</param>
    internal static void Write(
        Utf8JsonWriter json, Replica replica, LotMethod? method, PnlTotals totals, KeyPaging page, bool isWhole)
    {
        Books books = replica.Books;
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (PnlRow row in totals.Rows)
        {
            if (!page.Takes(row.Account.Value, row.Strategy.Value, checked((long)row.Currency.Packed))) continue;
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
        WriteTotals(json, "totals", replica, totals, isWhole);
        json.WriteString("method", method is { } asked ? Words.Of(asked) : null);
        page.WriteNext(json);
        json.WriteEndObject();
    }

    /// <summary>Per account, converted at the last rates; null where a mark or a rate is missing.</summary>
    internal static void WriteTotals(
        Utf8JsonWriter json, string name, Replica replica, PnlTotals totals, bool isWhole = true)
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
            json.Number("day_pnl", isWhole ? days.Of(sum.Account) : null);
            json.Number("total_pnl", sum.Total);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
