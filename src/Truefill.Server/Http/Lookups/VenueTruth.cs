using System.Collections.Generic;
using System.Text.Json;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Server.Views;
using Truefill.Venues.Simulated;
using Truefill.Venues.Simulated.Books;

namespace Truefill.Server.Http.Lookups;

/// <summary>A simulated venue's own books at one moment, copied so that the venue goes on.</summary>
internal sealed record VenueTruth(
    UtcNanos Time,
    bool IsConnected,
    IReadOnlyList<ExecutionReport> Orders,
    IReadOnlyList<(string Account, string Symbol, Qty Qty, Px? AvgPx)> Positions,
    IReadOnlyList<(string Account, Currency Currency, decimal Amount)> Cash)
{
    public static VenueTruth Of(SimulatedMarket market)
    {
        List<(string, string, Qty, Px?)> positions = [];
        List<(string, Currency, decimal)> cash = [];
        foreach (VenueAccount account in market.Books.Accounts)
        {
            foreach (Holding holding in account.Holdings)
                if (!holding.Qty.IsZero) positions.Add((account.Name, holding.Symbol, holding.Qty, holding.AvgPx));
            foreach ((Currency currency, decimal amount) in account.Cash) cash.Add((account.Name, currency, amount));
        }

        return new VenueTruth(market.Now, market.IsConnected, market.TrueOrders(), positions, cash);
    }

    public void Write(Utf8JsonWriter json, string venue)
    {
        json.WriteStartObject();
        json.WriteString("venue", venue);
        json.Time("time", Time);
        json.WriteBoolean("connected", IsConnected);
        json.WriteStartArray("orders");
        foreach (ExecutionReport order in Orders) Write(json, in order);
        json.WriteEndArray();
        json.WriteStartArray("positions");
        foreach ((string account, string symbol, Qty qty, Px? avgPx) in Positions)
        {
            json.WriteStartObject();
            json.WriteString("account", account);
            json.WriteString("symbol", symbol);
            json.Number("qty", qty);
            json.Number("avg_px", avgPx);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("cash");
        foreach ((string account, Currency currency, decimal amount) in Cash)
        {
            json.WriteStartObject();
            json.WriteString("account", account);
            json.Code("currency", currency);
            json.Number("amount", ExactDecimal.RoundToMaxDecimals(amount));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, in ExecutionReport order)
    {
        json.WriteStartObject();
        json.WriteString("wire_id", order.ClOrdId.ToString());
        json.WriteString("order_id", order.OrderId.ToString());
        json.WriteString("account", order.AccountName);
        json.WriteString("symbol", order.SymbolName);
        json.WriteString("side", Words.Of(order.Side!.Value));
        json.WriteString("type", Words.Of(order.OrdType!.Value));
        json.WriteString("tif", Words.Of(order.TimeInForce!.Value));
        json.WriteString("ord_status", Words.Of(order.OrdStatus!.Value));
        json.Number("order_qty", order.OrderQty!.Value);
        json.Number("cum_qty", order.CumQty!.Value);
        json.Number("leaves_qty", order.LeavesQty!.Value);
        json.Number("avg_px", order.AvgPx);
        json.Number("price", order.Price);
        json.Number("stop_px", order.StopPx);
        json.WriteEndObject();
    }
}
