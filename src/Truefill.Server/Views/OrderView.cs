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
        WriteFields(json, books, order);
        json.WriteEndObject();
    }

    /// <summary>The same with what was reported of it.</summary>
    /// <param name="blocks">Those that hold the sequences of <see cref="OrderHistory.SequencesOf"/>.</param>
    public static void Write(Utf8JsonWriter json, Replica replica, Order order, IReadOnlyList<CopiedBlock> blocks)
    {
        IReadOnlyList<(HistoryRow Row, UtcNanos At)>? rows = OrderHistory.RowsOf(replica, order.Handle, blocks);
        json.WriteStartObject();
        WriteFields(json, replica.Books, order);
        OrderHistory.Write(json, rows);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, Books books, Order order)
    {
        json.Id(Name.ClOrdId, order.ClOrdId);
        ChainView.Write(json, order);
        json.WriteString(Name.Account, books.Names.Of(order.Account));
        json.WriteString(Name.Strategy, books.Names.Of(order.Strategy));
        json.WriteString(Name.Symbol, books.Names.Of(order.Symbol));
        json.WriteString(Name.Venue, books.Names.Of(order.Venue));
        json.WriteString(Name.Side, Words.Of(order.Side));
        json.WriteString(Name.OrdStatus, Words.Of(order.OrdStatus));
        json.Number(Name.OrderQty, order.OrderQty);
        json.Number(Name.CumQty, order.CumQty);
        json.Number(Name.LeavesQty, order.LeavesQty);
        json.Number(Name.AvgPx, order.AvgPx);
        json.Number(Name.OverfillQty, order.OverfillQty);
        json.WriteBoolean(Name.Unknown, order.IsUnknown);
        json.Time(Name.UnknownSince, order.UnknownSince);
        json.WriteNumber(Name.Reports, order.Reports);
        json.Id(Name.OrderId, order.OrderId);
        json.Id(Name.WireId, order.WireId);
        WriteTerms(json, order.Terms);
        WriteProtection(json, books, order);
        json.WriteString(Name.Text, order.Text);
        json.WriteString(Name.CorrelationId, order.CorrelationId);
        json.WriteBoolean(Name.Open, order.IsOpen);
        json.WriteBoolean(Name.Held, order.IsHeld);
        json.WriteBoolean(Name.RequestInFlight, order.HasRequestInFlight);
        json.WriteString(Name.Origin, Words.Of(order.Origin));
        json.WriteString(Name.Source, books.Names.Of(order.Source));
        json.Time(Name.CreatedAt, order.CreatedAt);
    }

    /// <summary>The terms that a request can change: type, prices and life, without quantity and side.</summary>
    /// <param name="typeName">In a row of the journal <c>type</c> is the fact's.</param>
    internal static void WriteTerms(Utf8JsonWriter json, in OrderTerms terms, string typeName = "type")
    {
        json.WriteString(typeName, Words.Of(terms.OrdType));
        json.Number(Name.Price, terms.Price);
        json.Number(Name.StopPx, terms.StopPx);
        json.WriteString(Name.Tif, Words.Of(terms.TimeInForce));
        json.Time(Name.ExpireTime, terms.ExpireTime);
        json.WriteBoolean(Name.ReduceOnly, terms.ReduceOnly);
    }

    // What is to protect it, or what it protects; only where there is something to say.
    private static void WriteProtection(Utf8JsonWriter json, Books books, Order order)
    {
        if (order.Bracket is { } bracket)
        {
            json.Number(Name.TakeProfit, bracket.TakeProfit);
            json.Number(Name.StopLoss, bracket.StopLoss);
            if (bracket.TakeProfitOffset != 0) json.Number(Name.TpOffsetPct, bracket.TakeProfitOffset);
            if (bracket.StopLossOffset != 0) json.Number(Name.SlOffsetPct, bracket.StopLossOffset);
        }

        if (order.Leg == LegKind.None) return;
        json.WriteString(Name.Leg, Words.Of(order.Leg));
        if (!order.IsExit) json.WriteString(Name.Parent, books.Orders[order.Parent].ClOrdId.ToString());
    }

    // Orders are shown more often than anything else: what their fields are called is made ready once.
    private static class Name
    {
        public static readonly JsonEncodedText ClOrdId = JsonEncodedText.Encode("cl_ord_id");
        public static readonly JsonEncodedText Account = JsonEncodedText.Encode("account");
        public static readonly JsonEncodedText Strategy = JsonEncodedText.Encode("strategy");
        public static readonly JsonEncodedText Symbol = JsonEncodedText.Encode("symbol");
        public static readonly JsonEncodedText Venue = JsonEncodedText.Encode("venue");
        public static readonly JsonEncodedText Side = JsonEncodedText.Encode("side");
        public static readonly JsonEncodedText OrdStatus = JsonEncodedText.Encode("ord_status");
        public static readonly JsonEncodedText OrderQty = JsonEncodedText.Encode("order_qty");
        public static readonly JsonEncodedText CumQty = JsonEncodedText.Encode("cum_qty");
        public static readonly JsonEncodedText LeavesQty = JsonEncodedText.Encode("leaves_qty");
        public static readonly JsonEncodedText AvgPx = JsonEncodedText.Encode("avg_px");
        public static readonly JsonEncodedText OverfillQty = JsonEncodedText.Encode("overfill_qty");
        public static readonly JsonEncodedText Unknown = JsonEncodedText.Encode("unknown");
        public static readonly JsonEncodedText UnknownSince = JsonEncodedText.Encode("unknown_since");
        public static readonly JsonEncodedText Reports = JsonEncodedText.Encode("reports");
        public static readonly JsonEncodedText OrderId = JsonEncodedText.Encode("order_id");
        public static readonly JsonEncodedText WireId = JsonEncodedText.Encode("wire_id");
        public static readonly JsonEncodedText Text = JsonEncodedText.Encode("text");
        public static readonly JsonEncodedText CorrelationId = JsonEncodedText.Encode("correlation_id");
        public static readonly JsonEncodedText Open = JsonEncodedText.Encode("open");
        public static readonly JsonEncodedText Held = JsonEncodedText.Encode("held");
        public static readonly JsonEncodedText RequestInFlight = JsonEncodedText.Encode("request_in_flight");
        public static readonly JsonEncodedText Origin = JsonEncodedText.Encode("origin");
        public static readonly JsonEncodedText Source = JsonEncodedText.Encode("source");
        public static readonly JsonEncodedText CreatedAt = JsonEncodedText.Encode("created_at");
        public static readonly JsonEncodedText Price = JsonEncodedText.Encode("price");
        public static readonly JsonEncodedText StopPx = JsonEncodedText.Encode("stop_px");
        public static readonly JsonEncodedText Tif = JsonEncodedText.Encode("tif");
        public static readonly JsonEncodedText ExpireTime = JsonEncodedText.Encode("expire_time");
        public static readonly JsonEncodedText ReduceOnly = JsonEncodedText.Encode("reduce_only");
        public static readonly JsonEncodedText TakeProfit = JsonEncodedText.Encode("take_profit");
        public static readonly JsonEncodedText StopLoss = JsonEncodedText.Encode("stop_loss");
        public static readonly JsonEncodedText TpOffsetPct = JsonEncodedText.Encode("tp_offset_pct");
        public static readonly JsonEncodedText SlOffsetPct = JsonEncodedText.Encode("sl_offset_pct");
        public static readonly JsonEncodedText Leg = JsonEncodedText.Encode("leg");
        public static readonly JsonEncodedText Parent = JsonEncodedText.Encode("parent");
    }
}
