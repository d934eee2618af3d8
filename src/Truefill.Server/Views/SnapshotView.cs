using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;

namespace Truefill.Server.Views;

/// <summary>Positions, open orders, exposure and PnL as of one sequence.</summary>
public static class SnapshotView
{
    public static void Write(Utf8JsonWriter json, Replica replica, LotMethod? method, AccountId account, UtcNanos now)
    {
        Books books = replica.Books;
        json.WriteStartObject();
        json.WriteNumber("seq", replica.Seq);
        json.Time("time", replica.At);
        json.WriteStartArray("positions");
        foreach (Position position in books.Positions.All)
            if (account.IsNone || position.Key.Account == account)
                PositionView.Write(json, books, position, method, now);
        json.WriteEndArray();
        json.WriteStartArray("open_orders");
        foreach (Order order in books.Orders.Open)
            if (account.IsNone || order.Account == account) OrderView.Write(json, books, order);
        json.WriteEndArray();
        json.WritePropertyName("exposure");
        ExposureView.Write(json, books, account, default);
        json.WritePropertyName("pnl");
        PnlView.Write(json, books, method, account);
        json.WriteEndObject();
    }
}
