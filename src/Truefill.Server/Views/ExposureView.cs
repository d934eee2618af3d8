using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Server.Http.Lists;
using Truefill.Server.Security;

namespace Truefill.Server.Views;

/// <summary>Gross and net exposure by currency and converted, with the names of what is missing for it.</summary>
public static class ExposureView
{
    /// <param name="accounts">Only these.</param>
    /// <param name="into">Currency to convert into; none: each account's own.</param>
    public static void Write(Utf8JsonWriter json, Books books, AccountFilter accounts, Currency into) =>
        Write(json, books, accounts, into, KeyPaging.Whole);

    /// <param name="page">
    /// Of <c>items</c>; <c>converted</c> follows the first of them for each account or strategy, <c>gaps</c> stand on
    /// the first page, and <c>complete</c> is of all pages.
    /// </param>
    /// <param name="only">Rows and gaps of this strategy only; null: of all, and of accounts as a whole.</param>
    internal static void Write(
        Utf8JsonWriter json, Books books, AccountFilter accounts, Currency into, KeyPaging page,
        StrategyId? only = null)
    {
        Exposure exposure = Exposure.Of(books, into);
        json.WriteStartObject();
        HashSet<(AccountId, StrategyId?)> shown = WriteItems(
            json, books, exposure.ByCurrency, accounts, page, only);
        json.WriteStartArray("converted");
        foreach (ExposureRow row in exposure.Converted)
            if (shown.Contains((row.Account, row.Strategy))) WriteRow(json, books, in row);
        json.WriteEndArray();
        json.WriteStartArray("gaps");
        if (page.IsFirst) WriteGaps(json, books, exposure, accounts, only);
        json.WriteEndArray();
        json.WriteBoolean("complete", !exposure.Gaps.Any(gap => IsShown(in gap, accounts, only)));
        page.WriteNext(json);
        json.WriteEndObject();
    }

    private static bool IsShown(in ExposureGap gap, AccountFilter accounts, StrategyId? only) =>
        accounts.Takes(gap.Account) && (only is not { } named || gap.Strategy == named);

    private static void WriteGaps(
        Utf8JsonWriter json, Books books, Exposure exposure, AccountFilter accounts, StrategyId? only)
    {
        foreach (ExposureGap gap in exposure.Gaps)
        {
            if (!IsShown(in gap, accounts, only)) continue;
            json.WriteStartObject();
            json.WriteString("account", books.Names.Of(gap.Account));
            json.WriteString("strategy", books.Names.Of(gap.Strategy));
            json.WriteString("missing", gap.Symbol.IsNone ? "rate" : "mark");
            json.WriteString("symbol", gap.Symbol.IsNone ? null : books.Names.Of(gap.Symbol));
            json.Code("from", gap.From);
            json.Code("to", gap.To);
            json.WriteEndObject();
        }
    }

    // The accounts and strategies whose first row is on the page.
    private static HashSet<(AccountId, StrategyId?)> WriteItems(
        Utf8JsonWriter json, Books books, IEnumerable<ExposureRow> rows, AccountFilter accounts, KeyPaging page,
        StrategyId? only)
    {
        HashSet<(AccountId, StrategyId?)> begun = [];
        (AccountId, StrategyId?)? before = null;
        json.WriteStartArray("items");
        foreach (ExposureRow row in rows)
        {
            if (!accounts.Takes(row.Account) || (only is { } named && row.Strategy != named)) continue;
            (AccountId, StrategyId?) whose = (row.Account, row.Strategy);
            bool isFirst = whose != before;
            before = whose;

            // The whole account comes before its strategies, of which one may have no name: number 0.
            long strategy = row.Strategy is { } own ? own.Value + 1L : 0;
            if (!page.Takes(row.Account.Value, strategy, checked((long)row.Net.Currency.Packed))) continue;
            if (isFirst) begun.Add(whose);
            WriteRow(json, books, in row);
        }

        json.WriteEndArray();
        return begun;
    }

    private static void WriteRow(Utf8JsonWriter json, Books books, in ExposureRow row)
    {
        json.WriteStartObject();
        json.WriteString("account", books.Names.Of(row.Account));
        json.WriteString("strategy", row.Strategy is { } strategy ? books.Names.Of(strategy) : null);
        json.WriteString("scope", row.Strategy is null ? "account" : "strategy");
        json.Code("currency", row.Net.Currency);
        json.Number("net", row.Net.Amount);
        json.Number("gross", row.Gross.Amount);
        json.WriteEndObject();
    }
}
