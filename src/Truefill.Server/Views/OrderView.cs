using System.Collections.Generic;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;
using Truefill.Server.DryRun;

namespace Truefill.Server.Views;

/// <summary>An order as it stands, every number derived from its facts.</summary>
public static class OrderView
{
    public static void Write(Utf8JsonWriter json, Books books, Order order)
    {
        json.WriteStartObject();
        WriteFields(json, books, order, order.Reports);
        json.WriteEndObject();
    }

    /// <summary>The same with what was reported of it.</summary>
    /// <param name="blocks">Those that hold the sequences of <see cref="OrderHistory.SequencesOf"/>.</param>
    public static void Write(Utf8JsonWriter json, Replica replica, Order order, IReadOnlyList<CopiedBlock> blocks)
    {
        IReadOnlyList<(HistoryRow Row, UtcNanos At)>? rows = OrderHistory.RowsOf(replica, order.Handle, blocks);
        json.WriteStartObject();
        WriteFields(json, replica.Books, order, rows?.Count ?? order.Reports);
        OrderHistory.Write(json, rows);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, Books books, Order order, int reports)
    {
        json.WriteString("cl_ord_id", order.ClOrdId.ToString());
        WriteChain(json, order);
        json.WriteString("account", books.Names.Of(order.Account));
        json.WriteString("strategy", books.Names.Of(order.Strategy));
        json.WriteString("symbol", books.Names.Of(order.Symbol));
        json.WriteString("venue", books.Names.Of(order.Venue));
        json.WriteString("side", Words.Of(order.Side));
        json.WriteString("ord_status", Words.Of(order.OrdStatus));
        json.Number("order_qty", order.OrderQty);
        json.Number("cum_qty", order.CumQty);
        json.Number("leaves_qty", order.LeavesQty);
        json.Number("avg_px", order.AvgPx);
        json.Number("overfill_qty", order.OverfillQty);
        json.WriteBoolean("unknown", order.IsUnknown);
        json.Time("unknown_since", order.UnknownSince);
        json.WriteNumber("reports", reports);
        json.Id("order_id", order.OrderId);
        json.WriteString("wire_id", order.WireId.ToString());
        WriteTerms(json, order.Terms);
        WriteProtection(json, books, order);
        json.WriteString("text", order.Text);
        json.WriteString("correlation_id", order.CorrelationId);
        json.WriteBoolean("open", order.IsOpen);
        json.WriteBoolean("held", order.IsHeld);
        json.WriteBoolean("request_in_flight", order.HasRequestInFlight);
        json.WriteString("origin", Words.Of(order.Origin));
        json.WriteString("source", books.Names.Of(order.Source));
        json.Time("created_at", order.CreatedAt);
    }

    /// <summary>The terms that a request can change: type, prices and life, without quantity and side.</summary>
    /// <param name="typeName">In a row of the journal <c>type</c> is the fact's.</param>
    internal static void WriteTerms(Utf8JsonWriter json, in OrderTerms terms, string typeName = "type")
    {
        json.WriteString(typeName, Words.Of(terms.OrdType));
        json.Number("price", terms.Price);
        json.Number("stop_px", terms.StopPx);
        json.WriteString("tif", Words.Of(terms.TimeInForce));
        json.Time("expire_time", terms.ExpireTime);
        json.WriteBoolean("reduce_only", terms.ReduceOnly);
    }

    // What is to protect it, or what it protects; only where there is something to say.
    private static void WriteProtection(Utf8JsonWriter json, Books books, Order order)
    {
        if (order.Bracket is { } bracket)
        {
            json.Number("take_profit", bracket.TakeProfit);
            json.Number("stop_loss", bracket.StopLoss);
            if (bracket.TakeProfitOffset != 0) json.Number("tp_offset_pct", bracket.TakeProfitOffset);
            if (bracket.StopLossOffset != 0) json.Number("sl_offset_pct", bracket.StopLossOffset);
        }

        if (order.Leg == LegKind.None) return;
        json.WriteString("leg", Words.Of(order.Leg));
        if (!order.IsExit) json.WriteString("parent", books.Orders[order.Parent].ClOrdId.ToString());
    }

    // The client's id first, then the requests to cancel or replace in the order of their making.
    private static void WriteChain(Utf8JsonWriter json, Order order)
    {
        json.WriteStartArray("chain");
        json.WriteStringValue(order.ClOrdId.ToString());
        foreach (OrderRequest request in order.Chain) json.WriteStringValue(request.Id.ToString());
        json.WriteEndArray();
    }
}
