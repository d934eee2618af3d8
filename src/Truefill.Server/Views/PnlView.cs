using System.Collections.Generic;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Names;
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
        SortedDictionary<int, (decimal Realized, decimal? Unrealized, decimal Fees, bool Complete)> byAccount = [];
        foreach (PnlRow row in totals.Rows)
        {
            var sum = byAccount.GetValueOrDefault(row.Account.Value, (0, 0, 0, true));
            decimal? rate = books.Marks.Rate(row.Currency, books.Accounts[row.Account].Currency);
            byAccount[row.Account.Value] = rate is { } known
                ? (sum.Realized + row.Realized * known, sum.Unrealized + row.Unrealized * known,
                    sum.Fees + row.Fees * known, sum.Complete)
                : sum with { Complete = false };
        }

        json.WriteStartArray(name);
        foreach ((int handle, var sum) in byAccount)
        {
            AccountId account = new(handle);
            json.WriteStartObject();
            json.WriteString("account", books.Names.Of(account));
            json.Code("currency", books.Accounts[account].Currency);
            json.Number("realized_pnl", sum.Complete ? sum.Realized : null);
            json.Number("unrealized_pnl", sum.Complete ? sum.Unrealized : null);
            json.Number("fees", sum.Complete ? sum.Fees : null);
            json.Number("day_pnl", days.Of(account));
            json.Number("total_pnl", sum.Complete ? sum.Realized + sum.Unrealized - sum.Fees : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
