using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Server.Views;

namespace Truefill.Server.DryRun;

/// <summary><c>dry-run -o json</c>. Written as it goes: the result of a large log need not fit a string.</summary>
public static class DryRunJson
{
    private const int FlushBytes = 1 << 16;

    public static void Write(Utf8JsonWriter writer, DryRunResult result)
    {
        writer.WriteStartObject();
        writer.WriteNumber("messages", result.Messages);
        writer.WriteNumber("applied", result.Applied);
        writer.WriteNumber("duplicates", result.Duplicates);
        writer.WriteNumber("dead_letters", result.DeadLetters);
        writer.WriteNumber("ignored", result.Ignored);
        if (result.IgnoredFields > 0) writer.WriteNumber("ignored_fields", result.IgnoredFields);
        WriteOrders(writer, result);
        WritePositions(writer, result);
        WriteClosedLots(writer, result);
        WriteViolations(writer, result);
        WriteDeadLetters(writer, result);
        writer.WriteEndObject();
        writer.Flush();
    }

    private static void WriteOrders(Utf8JsonWriter writer, DryRunResult result)
    {
        writer.WriteStartArray("orders");
        foreach (Order order in result.Orders)
        {
            IReadOnlyList<HistoryRow> history = result.HistoryOf(order.Handle);
            writer.WriteStartObject();
            writer.WriteString("cl_ord_id", order.ClOrdId.ToString());
            writer.WriteStartArray("chain");
            writer.WriteStringValue(order.ClOrdId.ToString());
            foreach (OrderRequest request in order.Chain) writer.WriteStringValue(request.Id.ToString());
            writer.WriteEndArray();
            writer.WriteString("account", result.Books.Names.Of(order.Account));
            writer.WriteString("symbol", result.Books.Names.Of(order.Symbol));
            writer.WriteString("side", Words.Of(order.Side));
            WriteState(writer, order.OrdStatus, order.OrderQty, order.CumQty, order.LeavesQty, order.AvgPx);
            writer.WriteString("overfill_qty", order.OverfillQty.ToString());
            writer.WriteBoolean("unknown", order.IsUnknown);
            writer.WriteNumber("reports", history.Count);
            writer.WriteStartArray("history");
            foreach (HistoryRow row in history) WriteRow(writer, result, in row);
            writer.WriteEndArray();
            writer.WriteEndObject();
            FlushIfLarge(writer);
        }

        writer.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter writer, DryRunResult result, in HistoryRow row)
    {
        writer.WriteStartObject();
        WritePlace(writer, result, row.File, row.Line);
        WriteState(writer, in row);
        writer.WriteEndObject();
    }

    /// <summary>What was reported, and the order after it.</summary>
    internal static void WriteState(Utf8JsonWriter writer, in HistoryRow row)
    {
        writer.WriteString("exec_type", row.ExecType is { } type ? Words.Of(type) : "cancel_reject");
        WriteState(writer, row.OrdStatus, row.OrderQty, row.CumQty, row.LeavesQty, row.AvgPx);
    }

    private static void WriteState(Utf8JsonWriter writer, OrdStatus status, Qty ordered, Qty done, Qty open, Px average)
    {
        writer.WriteString("ord_status", Words.Of(status));
        writer.WriteString("order_qty", ordered.ToString());
        writer.WriteString("cum_qty", done.ToString());
        writer.WriteString("leaves_qty", open.ToString());
        writer.WriteString("avg_px", average.ToString());
    }

    private static void WritePositions(Utf8JsonWriter writer, DryRunResult result)
    {
        writer.WriteStartArray("positions");
        foreach (Position position in result.Positions)
        {
            writer.WriteStartObject();
            writer.WriteString("account", result.Books.Names.Of(position.Key.Account));
            writer.WriteString("strategy", result.Books.Names.Of(position.Key.Strategy));
            writer.WriteString("symbol", result.Books.Names.Of(position.Key.Symbol));
            writer.WriteString("qty", Show(position.Qty.Value));
            writer.WriteString("avg_px", Show(position.AvgPx));
            writer.WriteString("realized_pnl", Show(position.Realized.Amount));
            writer.WriteNull("unrealized_pnl");
            WriteFees(writer, in position);
            writer.WriteString("net_cash", Show(position.NetCash.Amount));
            writer.WriteString("currency", position.Currency.ToString());
            writer.WriteStartArray("lots");
            foreach (Lot lot in position.Lots)
            {
                writer.WriteStartObject();
                writer.WriteString("qty", Show(lot.SignedQty.Value));
                writer.WriteString("px", Show(lot.Px));
                WriteExec(writer, "exec_id", result, lot.Exec);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            FlushIfLarge(writer);
        }

        writer.WriteEndArray();
    }

    private static void WriteFees(Utf8JsonWriter writer, in Position position)
    {
        writer.WriteString("fees", Show(PositionFees.Of(in position, out SortedDictionary<string, decimal> others)));
        if (others.Count == 0) return;
        writer.WriteStartArray("other_fees");
        foreach ((string currency, decimal amount) in others)
        {
            writer.WriteStartObject();
            writer.WriteString("amount", Show(amount));
            writer.WriteString("currency", currency);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteClosedLots(Utf8JsonWriter writer, DryRunResult result)
    {
        writer.WriteStartArray("closed_lots");
        foreach (Position position in result.Positions)
        {
            foreach (ClosedLot lot in position.ClosedLots(position.Method))
            {
                writer.WriteStartObject();
                writer.WriteString("account", result.Books.Names.Of(position.Key.Account));
                writer.WriteString("symbol", result.Books.Names.Of(position.Key.Symbol));
                ClosedLotView.Write(writer, result.Books, in lot);
                writer.WriteEndObject();
            }

            FlushIfLarge(writer);
        }

        writer.WriteEndArray();
    }

    private static void WriteViolations(Utf8JsonWriter writer, DryRunResult result)
    {
        writer.WriteStartArray("violations");
        foreach (DryRunViolation violation in result.Violations)
        {
            writer.WriteStartObject();
            WritePlace(writer, result, violation.File, violation.Line);
            writer.WriteString("cl_ord_id", violation.ClOrdId);
            writer.WriteString("rule", Words.Of(violation.Rule));
            writer.WriteString("detail", violation.Detail);
            writer.WriteEndObject();
            FlushIfLarge(writer);
        }

        writer.WriteEndArray();
        if (result.Violations.Count < result.ViolationCount)
            writer.WriteNumber("violations_omitted", result.ViolationCount - result.Violations.Count);
    }

    private static void WriteDeadLetters(Utf8JsonWriter writer, DryRunResult result)
    {
        writer.WriteStartArray("dead_letters_detail");
        foreach (DryRunDeadLetter dead in result.DeadLettersDetail)
        {
            writer.WriteStartObject();
            WritePlace(writer, result, dead.File, dead.Line);
            if (dead.MsgSeqNum > 0) writer.WriteNumber("msg_seq_num", dead.MsgSeqNum);
            else writer.WriteNull("msg_seq_num");
            writer.WriteString("reason", dead.Reason);
            writer.WriteString("raw", dead.Raw);
            writer.WriteEndObject();
            FlushIfLarge(writer);
        }

        writer.WriteEndArray();
        if (result.DeadLettersDetail.Count < result.DeadLetters)
            writer.WriteNumber("dead_letters_omitted", result.DeadLetters - result.DeadLettersDetail.Count);
    }

    // Which file a line is of needs saying only where there are several.
    private static void WritePlace(Utf8JsonWriter writer, DryRunResult result, int file, long line)
    {
        if (result.Files.Count > 1) writer.WriteString("file", result.Files[file]);
        writer.WriteNumber("line", line);
    }

    private static void WriteExec(Utf8JsonWriter writer, string name, DryRunResult result, ExecHandle exec)
    {
        if (exec.IsNone) writer.WriteNull(name);
        else writer.WriteString(name, result.Books.Executions[exec].Key.ExecId.ToString());
    }

    private static string Show(decimal value) =>
        ExactDecimal.RoundToMaxDecimals(value).ToString(CultureInfo.InvariantCulture);

    private static void FlushIfLarge(Utf8JsonWriter writer)
    {
        if (writer.BytesPending > FlushBytes) writer.Flush();
    }
}
