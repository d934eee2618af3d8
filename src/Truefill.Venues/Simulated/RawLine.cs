using System;
using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Venues;
using Truefill.Venues.Simulated.Log;

namespace Truefill.Venues.Simulated;

/// <summary>
/// The text of a report as if it had come over a wire: one JSON object. Valid until the next is written.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The writer writes to memory: there is nothing to release.")]
internal sealed class RawLine
{
    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly Utf8JsonWriter json;
    private readonly string venue;

    public RawLine(string venue)
    {
        this.venue = venue;
        json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
    }

    public ReadOnlyMemory<byte> Write(in VenueReport report)
    {
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        json.WriteString("venue", venue);
        switch (report.Kind)
        {
            case VenueReportKind.ExecutionReport:
                Write(in report.ExecutionReport);
                break;
            case VenueReportKind.OrderCancelReject:
                Write(report.CancelReject);
                break;
            case VenueReportKind.Answer:
                Write(report.Answer!);
                break;
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>The line of a venue's log: the report, and what only the venue knows.</summary>
    public ReadOnlySpan<byte> WriteLogged(
        in ExecutionReport e, ClOrdId linkId, LogNote note, long orders, long executions)
    {
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        Write(in e);
        Id("link", linkId.Text);
        if (note == LogNote.Forgotten) json.WriteBoolean("forgotten", true);
        if (note == LogNote.Triggered) json.WriteBoolean("triggered", true);
        json.WriteNumber("orders", orders);
        json.WriteNumber("executions", executions);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }

    private void Write(in ExecutionReport e)
    {
        json.WriteString("msg", "ExecutionReport");
        json.WriteNumber("seq", e.VenueSeq);
        json.WriteNumber("time_ns", e.TransactTime.Value);
        Text("exec_type", Enum.GetName(e.ExecType));
        Text("ord_status", e.OrdStatus is { } status ? Enum.GetName(status) : null);
        Id("cl_ord_id", e.ClOrdId.Text);
        Id("orig_cl_ord_id", e.OrigClOrdId.Text);
        Id("order_id", e.OrderId.Text);
        Id("exec_id", e.ExecId.Text);
        Id("exec_ref_id", e.ExecRefId.Text);
        Text("account", e.AccountName);
        Text("symbol", e.SymbolName);
        Text("side", e.Side is { } side ? Enum.GetName(side) : null);
        Text("type", e.OrdType is { } type ? Enum.GetName(type) : null);
        Text("tif", e.TimeInForce is { } tif ? Enum.GetName(tif) : null);
        Number("qty", e.OrderQty?.Value);
        Number("price", e.Price?.Value);
        Number("stop_px", e.StopPx?.Value);
        Number("last_qty", e.LastQty?.Value);
        Number("last_px", e.LastPx?.Value);
        Number("cum_qty", e.CumQty?.Value);
        Number("leaves_qty", e.LeavesQty?.Value);
        Number("avg_px", e.AvgPx?.Value);
        Number("fee", e.Fee?.Amount.Amount);
        Text("fee_currency", e.Fee?.Amount.Currency.ToString());
        Number("reason", e.Reason);
        Text("text", e.Text);
        if (e.PossDup) json.WriteBoolean("poss_dup", true);
    }

    private void Write(in OrderCancelReject e)
    {
        json.WriteString("msg", "OrderCancelReject");
        json.WriteNumber("seq", e.VenueSeq);
        json.WriteNumber("time_ns", e.TransactTime.Value);
        Id("cl_ord_id", e.ClOrdId.Text);
        Id("orig_cl_ord_id", e.OrigClOrdId.Text);
        Id("order_id", e.OrderId.Text);
        Text("ord_status", e.OrdStatus is { } status ? Enum.GetName(status) : null);
        json.WriteString("response_to", e.ToReplace == true ? "replace" : "cancel");
        Number("reason", e.Reason);
        Text("text", e.Text);
        if (e.PossDup) json.WriteBoolean("poss_dup", true);
    }

    private void Write(VenueAnswer e)
    {
        json.WriteString("msg", "Answer");
        json.WriteNumber("query_id", e.QueryId);
        Text("kind", Enum.GetName(e.Kind));
        Text("status", Enum.GetName(e.Status));
        json.WriteNumber("as_of_ns", e.AsOf.Value);
        Text("detail", e.Detail);
        json.WriteStartArray("orders");
        foreach (ExecutionReport order in e.Orders)
        {
            json.WriteStartObject();
            Write(in order);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("positions");
        foreach (VenuePosition position in e.Positions)
        {
            json.WriteStartObject();
            Text("account", position.Account);
            Text("symbol", position.Symbol);
            Number("qty", position.Qty.Value);
            Number("avg_px", position.AvgPx?.Value);
            Number("stop_loss", position.StopLoss?.Value);
            Number("take_profit", position.TakeProfit?.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("balances");
        foreach (VenueBalance balance in e.Balances)
        {
            json.WriteStartObject();
            Text("account", balance.Account);
            Text("currency", balance.Cash.Currency.ToString());
            Number("cash", balance.Cash.Amount);
            Number("buying_power", balance.BuyingPower);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Id(string name, ShortText id)
    {
        if (!id.IsEmpty) json.WriteString(name, id.Utf8);
    }

    private void Text(string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    private void Number(string name, decimal? value)
    {
        if (value is { } number) json.WriteNumber(name, ExactDecimal.Normalize(number));
    }
}
