using System.Collections.Generic;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Time;

namespace Truefill.Server.Views;

/// <summary>A position with its open lots. Realised PnL is gross of fees; fees stand beside it.</summary>
public static class PositionView
{
    /// <param name="method">Null: the account's own; any other is computed from the history.</param>
    /// <param name="now">What the mark's age is measured against.</param>
    /// <param name="withLots">The open lots too: there can be many.</param>
    public static void Write(
        Utf8JsonWriter json, Books books, in Position position, LotMethod? method, UtcNanos now, bool withLots = true)
    {
        PositionKey key = position.Key;
        PositionFigures figures = PositionFigures.Of(books, position, method);
        json.WriteStartObject();
        json.WriteString("account", books.Names.Of(key.Account));
        json.WriteString("strategy", books.Names.Of(key.Strategy));
        json.WriteString("symbol", books.Names.Of(key.Symbol));
        json.Number("qty", position.Qty);
        json.Number("avg_px", figures.AvgPx);
        json.Number("realized_pnl", figures.Realized);
        json.Number("unrealized_pnl", figures.Unrealized);
        WriteFees(json, position);
        json.Number("net_cash", position.NetCash.Amount);
        json.Code("currency", position.Currency);
        json.Number("multiplier", position.Multiplier);
        json.WriteString("method", Words.Of(figures.Method));
        WriteMark(json, books, position, now);
        json.Time("last_execution_at", position.LastExecutionAt);
        if (withLots) WriteLots(json, books, figures.Lots(position));
        json.WriteEndObject();
    }

    private static void WriteFees(Utf8JsonWriter json, in Position position)
    {
        json.Number("fees", PositionFees.Of(in position, out SortedDictionary<string, decimal> others));
        if (others.Count == 0) return;
        json.WriteStartArray("other_fees");
        foreach ((string currency, decimal amount) in others)
        {
            json.WriteStartObject();
            json.Number("amount", amount);
            json.WriteString("currency", currency);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static void WriteMark(Utf8JsonWriter json, Books books, in Position position, UtcNanos now)
    {
        if (books.Marks[position.Key.Symbol] is not { } mark)
        {
            json.WriteNull("mark");
            return;
        }

        json.WritePropertyName("mark");
        MarkView.Write(json, books, mark, now);
    }

    internal static void WriteLots(Utf8JsonWriter json, Books books, IReadOnlyList<Lot> lots)
    {
        json.WriteStartArray("lots");
        foreach (Lot lot in lots)
        {
            json.WriteStartObject();
            json.Number("qty", lot.SignedQty);
            json.Number("px", lot.Px);
            json.WriteString("exec_id", ExecId(books, lot.Exec));
            json.Time("time", lot.OpenedAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static string? ExecId(Books books, ExecHandle exec) =>
        exec.IsNone ? null : books.Executions[exec].Key.ExecId.ToString();
}
