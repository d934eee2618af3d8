using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Instruments;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;

namespace Truefill.Server.Views;

/// <summary>An account: how it books, and how much of it is open.</summary>
public static class AccountView
{
    public static void Write(Utf8JsonWriter json, Books books, AccountId account)
    {
        AccountDefined defined = books.Accounts[account];
        int openOrders = 0;
        foreach (Order order in books.Orders.Open)
            if (order.Account == account) openOrders++;
        int openPositions = 0;
        foreach (Position position in books.Positions.All)
            if (position.Key.Account == account && !position.IsFlat) openPositions++;

        json.WriteStartObject();
        json.WriteString("account", books.Names.Of(account));
        json.Code("currency", defined.Currency);
        json.WriteString("method", Words.Of(defined.Method));
        json.WriteString("venue", defined.Venue.IsNone ? null : books.Names.Of(defined.Venue));
        json.WriteNumber("open_orders", openOrders);
        json.WriteNumber("open_positions", openPositions);
        json.WriteEndObject();
    }
}
