using System;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Engine.Reading;
using Truefill.Server.Views;

namespace Truefill.Server.Following;

/// <summary>
/// Expands facts into the lines of the order event log: the event with its symbol, side, account and price, and the
/// whole order after it. Lines that the files hold already are passed over, so replay writes nothing twice.
/// </summary>
internal sealed class OrderEventWriter(JsonLinesFile log, JsonLinesFile deadLetters) : IOrderEvents
{
    private Replica? replica;

    /// <summary>Lines written by this run.</summary>
    public long Written { get; private set; }

    private Books Books => replica!.Books;

    private ulong Seq => replica!.Seq;

    public void Follow(Replica source) => replica = source;

    public void Order(string name, OrderHandle handle)
    {
        if (Seq <= log.LastSeq) return;
        Line(name, Books.Orders[handle], exec: default);
    }

    public void Executed(OrderHandle handle, ExecHandle exec)
    {
        if (Seq <= log.LastSeq) return;
        Order order = Books.Orders[handle];
        Line(order.IsIn(OrdStatus.Filled) ? "filled" : "partial_fill", order, exec);
    }

    public void Execution(string name, ExecHandle exec)
    {
        if (Seq <= log.LastSeq || exec.IsNone) return;
        OrderHandle order = Books.Executions[exec].Order;
        Line(name, order.IsNone ? null : Books.Orders[order], exec);
    }

    public void Fee(in FeeCharged e)
    {
        if (Seq <= log.LastSeq || e.Exec.IsNone) return;
        OrderHandle order = Books.Executions[e.Exec].Order;
        Begin("fee", order.IsNone ? null : Books.Orders[order], e.Exec);
        log.Json.Number("fee", e.Fee.Amount.Amount);
        log.Json.WriteString("fee_currency", e.Fee.Amount.Currency.ToString());
        End(order.IsNone ? null : Books.Orders[order]);
    }

    public void Denied(in OrderDenied e)
    {
        if (Seq <= log.LastSeq) return;
        log.Begin(Seq);
        log.Json.Time("time", replica!.At);
        log.Json.WriteString("event", "denied");
        log.Json.WriteString("cl_ord_id", e.ClOrdId.ToString());
        log.Json.WriteNull("order_id");
        log.Json.WriteString("account", Books.Names.Of(e.Account));
        log.Json.WriteString("strategy", e.Strategy);
        log.Json.WriteString("symbol", Books.Names.Of(e.Symbol));
        log.Json.WriteString("side", e.Side == default ? null : Words.Of(e.Side));
        log.Json.WriteNull("last_qty");
        log.Json.WriteNull("last_px");
        log.Json.WriteString("reason", Words.Of(e.Reason));
        log.Json.WriteString("detail", e.Detail);
        log.Json.WriteNull("order");
        log.End(Seq);
        Written++;
    }

    public void DeadLetter(int id)
    {
        if (Seq <= deadLetters.LastSeq) return;
        DeadLetterEntry entry = replica!.Index.DeadLetters[id - 1];
        deadLetters.Begin(Seq);
        Utf8JsonWriter json = deadLetters.Json;
        json.Time("time", entry.ReceivedAt);
        json.WriteNumber("id", entry.Id);
        json.WriteString("source", entry.Source);
        if (entry.MsgSeqNum > 0) json.WriteNumber("msg_seq_num", entry.MsgSeqNum);
        else json.WriteNull("msg_seq_num");
        json.WriteString("reason", Words.Of(entry.Reason) + ": " + entry.Detail);
        json.WriteBase64String("raw", entry.Raw);
        json.WriteString("raw_text", Printable(entry.Raw));
        json.WriteNumber("raw_length", entry.RawLength);
        deadLetters.End(Seq);

        // Before the lines that follow: where those end, no dead letter is missing.
        deadLetters.Flush();
        Written++;
    }

    private void Line(string name, Order? order, ExecHandle exec)
    {
        Begin(name, order, exec);
        End(order);
    }

    private void Begin(string name, Order? order, ExecHandle exec)
    {
        log.Begin(Seq);
        Utf8JsonWriter json = log.Json;
        json.Time("time", replica!.At);
        json.WriteString("event", name);
        json.WriteString("cl_ord_id", order?.ClOrdId.ToString());
        if (exec.IsNone) WriteOrderContext(json, order!);
        else WriteExecutionContext(json, Books.Executions[exec], order);
    }

    private void WriteOrderContext(Utf8JsonWriter json, Order order)
    {
        json.Id("order_id", order.OrderId);
        json.WriteString("account", Books.Names.Of(order.Account));
        json.WriteString("strategy", Books.Names.Of(order.Strategy));
        json.WriteString("symbol", Books.Names.Of(order.Symbol));
        json.WriteString("side", Words.Of(order.Side));
        json.WriteNull("last_qty");
        json.WriteNull("last_px");
    }

    private void WriteExecutionContext(Utf8JsonWriter json, Execution execution, Order? order)
    {
        PositionKey key = Books.Positions[execution.Position].Key;
        json.Id("order_id", order?.OrderId ?? execution.OrderRef);
        json.WriteString("account", Books.Names.Of(key.Account));
        json.WriteString("strategy", Books.Names.Of(key.Strategy));
        json.WriteString("symbol", Books.Names.Of(key.Symbol));
        json.WriteString("side", Words.Of(execution.Side));
        json.Number("last_qty", execution.LastQty);
        json.Number("last_px", execution.LastPx);
        json.WriteString("exec_id", execution.Key.ExecId.ToString());
    }

    private void End(Order? order)
    {
        log.Json.WritePropertyName("order");
        if (order is null) log.Json.WriteNullValue();
        else OrderView.Write(log.Json, Books, order);
        log.End(Seq);
        Written++;
    }

    // SOH is shown as '|', what is not printable ASCII as its hex code: the exact bytes stand beside it.
    private static string Printable(ReadOnlySpan<byte> raw)
    {
        StringBuilder text = new(raw.Length);
        foreach (byte b in raw)
        {
            if (b == 1) text.Append('|');
            else if (b is >= 0x20 and < 0x7F) text.Append((char)b);
            else text.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}");
        }

        return text.ToString();
    }
}
