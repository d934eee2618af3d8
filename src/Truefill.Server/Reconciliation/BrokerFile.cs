using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Server.Reconciliation;

/// <summary>
/// Reads a broker's file: JSON <c>{"as_of", "account", "positions": […], "cash": […]}</c>, or CSV with the columns of
/// its positions (symbol, qty, and optionally account, avg_px, realized_pnl, currency, as_of), in which a row with
/// currency and amount and without a symbol is cash. Strict: what is not understood is an error with its place, never
/// skipped, because a row left out would look like a flat position.
/// </summary>
public static class BrokerFile
{
    private static readonly string[] Columns =
        ["account", "symbol", "qty", "avg_px", "realized_pnl", "currency", "as_of"];

    private static readonly string[] CsvColumns = [.. Columns, "amount"];

    /// <exception cref="BrokerFileException">It does not read: where and why.</exception>
    public static BrokerStatement Parse(string text)
    {
        string trimmed = text.TrimStart('\uFEFF').TrimStart();
        return trimmed.StartsWith('{') ? Json(trimmed) : Csv(trimmed);
    }

    private static BrokerStatement Json(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions
            {
                AllowDuplicateProperties = false,
            });
            JsonElement root = document.RootElement;
            Known(root, "the file", "as_of", "account", "positions", "cash");
            string account = Text(root, "account", "the file") ?? "";
            if (!root.TryGetProperty("positions", out JsonElement positions)
                || positions.ValueKind != JsonValueKind.Array)
                throw new BrokerFileException("'positions' is missing or no list");
            List<StatedPosition> stated = [];
            foreach (JsonElement position in positions.EnumerateArray())
                stated.Add(Position(position, account, $"positions[{stated.Count}]"));
            List<StatedCash> cash = [];
            if (root.TryGetProperty("cash", out JsonElement amounts))
            {
                if (amounts.ValueKind != JsonValueKind.Array) throw new BrokerFileException("'cash' is no list");
                foreach (JsonElement amount in amounts.EnumerateArray())
                    cash.Add(Cash(amount, account, $"cash[{cash.Count}]"));
            }

            return Statement(Time(Text(root, "as_of", "the file"), "as_of"), account, stated, cash);
        }
        catch (JsonException e)
        {
            throw new BrokerFileException($"not JSON: {e.Message}", e);
        }
    }

    private static StatedPosition Position(JsonElement row, string account, string where)
    {
        Known(row, where, Columns);
        return new StatedPosition(
            Text(row, "account", where) ?? account,
            Text(row, "symbol", where) ?? throw new BrokerFileException($"{where}: 'symbol' is missing"),
            Quantity(Text(row, "qty", where) ?? throw new BrokerFileException($"{where}: 'qty' is missing"), where),
            Number(Text(row, "avg_px", where), where),
            Number(Text(row, "realized_pnl", where), where),
            Text(row, "currency", where));
    }

    private static StatedCash Cash(JsonElement row, string account, string where)
    {
        Known(row, where, "account", "currency", "amount");
        return Cash(
            Text(row, "account", where) ?? account, Text(row, "currency", where), Text(row, "amount", where), where);
    }

    private static StatedCash Cash(string account, string? code, string? amount, string where)
    {
        if (code is null) throw new BrokerFileException($"{where}: 'currency' is missing");
        if (!Currency.TryParse(code, out Currency currency))
            throw new BrokerFileException($"{where}: '{code}' is no currency");
        return new StatedCash(
            account,
            currency,
            Number(amount, where) ?? throw new BrokerFileException($"{where}: 'amount' is missing"));
    }

    private static BrokerStatement Csv(string text)
    {
        string[]? header = null;
        List<StatedPosition> stated = [];
        List<StatedCash> cash = [];
        UtcNanos asOf = default;
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            if (line.Trim().Length == 0) continue;
            string[] cells = [.. line.TrimEnd('\r').Split(',').Select(cell => cell.Trim().Trim('"'))];
            if (header is null)
            {
                header = cells;
                if (cells.FirstOrDefault(name => !CsvColumns.Contains(name, StringComparer.Ordinal)) is { } strange)
                    throw new BrokerFileException(
                        $"line {number}: column '{strange}' is not known; use {string.Join(", ", CsvColumns)}");
                continue;
            }

            string where = $"line {number}";
            if (cells.Length != header.Length)
                throw new BrokerFileException($"{where}: {cells.Length} cells under {header.Length} columns");
            string? Cell(string name)
            {
                int at = Array.IndexOf(header, name);
                return at < 0 || cells[at].Length == 0 ? null : cells[at];
            }

            asOf = UtcNanos.Max(asOf, Time(Cell("as_of"), where));
            if (Cell("symbol") is null && Cell("amount") is not null) cash.Add(CsvCash(Cell, where));
            else stated.Add(CsvPosition(Cell, where));
        }

        if (header is null) throw new BrokerFileException("the file is empty");
        return Statement(asOf, "", stated, cash);
    }

    private static StatedPosition CsvPosition(Func<string, string?> cell, string where)
    {
        if (cell("amount") is not null)
            throw new BrokerFileException($"{where}: 'amount' is of cash, and cash has no 'symbol'");
        return new StatedPosition(
            cell("account") ?? "",
            cell("symbol") ?? throw new BrokerFileException($"{where}: 'symbol' is missing"),
            Quantity(cell("qty") ?? throw new BrokerFileException($"{where}: 'qty' is missing"), where),
            Number(cell("avg_px"), where),
            Number(cell("realized_pnl"), where),
            cell("currency"));
    }

    private static StatedCash CsvCash(Func<string, string?> cell, string where)
    {
        foreach (string name in (string[])["qty", "avg_px", "realized_pnl"])
            if (cell(name) is not null)
                throw new BrokerFileException($"{where}: '{name}' is of a position, not of cash");
        return Cash(cell("account") ?? "", cell("currency"), cell("amount"), where);
    }

    private static BrokerStatement Statement(
        UtcNanos asOf, string account, List<StatedPosition> positions, List<StatedCash> cash)
    {
        if (positions.GroupBy(p => (p.Account, p.Symbol)).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new BrokerFileException($"{twice.Key.Symbol} stands twice in account '{twice.Key.Account}'");
        IEnumerable<string> accounts = positions.Select(p => p.Account).Concat(cash.Select(c => c.Account));
        return new BrokerStatement(asOf, positions, cash)
        {
            Accounts = [.. accounts.Append(account).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Where(name => name.Length > 0 || positions.Count == 0 || positions.Any(p => p.Account.Length == 0))],
        };
    }

    private static void Known(JsonElement element, string where, params string[] names)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new BrokerFileException($"{where} is no object");
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!names.Contains(property.Name, StringComparer.Ordinal))
                throw new BrokerFileException(
                    $"{where}: '{property.Name}' is not known; use {string.Join(", ", names)}");
        }
    }

    // Numbers are taken as they are written, so that nothing is rounded on the way.
    private static string? Text(JsonElement element, string name, string where)
    {
        if (!element.TryGetProperty(name, out JsonElement value)) return null;
        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => throw new BrokerFileException($"{where}: '{name}' is neither a text nor a number"),
        };
    }

    private static Qty Quantity(string text, string where) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
            && Qty.TryFrom(value, out Qty quantity) == NumberError.None
            ? quantity
            : throw new BrokerFileException($"{where}: '{text}' is no quantity");

    private static decimal? Number(string? text, string where)
    {
        if (text is null) return null;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
            ? value
            : throw new BrokerFileException($"{where}: '{text}' is no number");
    }

    private static UtcNanos Time(string? text, string where)
    {
        if (text is null) return default;
        return UtcNanos.TryParse(text, out UtcNanos time)
            ? time
            : throw new BrokerFileException($"{where}: '{text}' is no time; use RFC 3339");
    }
}
