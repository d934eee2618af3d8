using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;
using Truefill.Server.Security;

namespace Truefill.Server.Views;

/// <summary>Positions, open orders, exposure and PnL as of one sequence.</summary>
public static class SnapshotView
{
    public static void Write(
        Utf8JsonWriter json, Replica replica, LotMethod? method, AccountFilter accounts, UtcNanos now)
    {
        Books books = replica.Books;
        json.WriteStartObject();
        json.WriteNumber("seq", replica.Seq);
        json.Time("time", replica.At);
        json.WriteStartArray("positions");
        foreach (Position position in books.Positions.All)
            if (accounts.Takes(position.Key.Account))
                PositionView.Write(json, books, position, method, now);
        json.WriteEndArray();
        json.WriteStartArray("open_orders");
        foreach (Order order in books.Orders.Open)
            if (accounts.Takes(order.Account)) OrderView.Write(json, books, order);
        json.WriteEndArray();
        json.WritePropertyName("exposure");
        ExposureView.Write(json, books, accounts, default);
        json.WritePropertyName("pnl");
        PnlView.Write(json, replica, method, accounts);
        json.WriteEndObject();
    }
}
