using System.Collections.Generic;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Engine.Reading;

namespace Truefill.Server.Views;

/// <summary>
/// An execution as it stands: corrected numbers where it was corrected, and marked where it was busted.
/// </summary>
public static class FillView
{
    public static void Write(Utf8JsonWriter json, Replica replica, in Execution fill)
    {
        Books books = replica.Books;
        ExecutionStamp stamp = replica.Index.StampOf(fill.Handle);
        json.WriteStartObject();
        json.WriteNumber("seq", stamp.Seq);
        Write(json, books, fill);
        json.Time("journaled_at", stamp.At);
        json.WriteEndObject();
    }

    /// <summary>Without the sequence, into an object that is open.</summary>
    internal static void Write(Utf8JsonWriter json, Books books, in Execution fill)
    {
        PositionKey key = books.Positions[fill.Position].Key;
        Order? order = books.Orders.TryGet(fill.Order);
        json.WriteString("exec_id", fill.Key.ExecId.ToString());
        json.WriteString("cl_ord_id", order?.ClOrdId.ToString());
        json.Id("order_id", order?.OrderId ?? fill.OrderRef);
        json.WriteString("account", books.Names.Of(key.Account));
        json.WriteString("strategy", books.Names.Of(key.Strategy));
        json.WriteString("symbol", books.Names.Of(key.Symbol));
        json.WriteString("venue", books.Names.Of(fill.Key.Venue));
        json.WriteString("side", Words.Of(fill.Side));
        json.Number("last_qty", fill.LastQty);
        json.Number("last_px", fill.LastPx);
        WriteFees(json, books, fill);
        json.Time("time", fill.TransactTime);
        json.WriteBoolean("busted", fill.IsBusted);
        json.WriteBoolean("corrected", fill.IsCorrected);
    }

    // One currency as a rule; where there are more, each has a row of its own and the sum of the first is shown.
    private static void WriteFees(Utf8JsonWriter json, Books books, in Execution fill)
    {
        IReadOnlyList<Fee> fees = books.Positions.FeesOf(fill.Handle);
        if (fees.Count == 0)
        {
            json.WriteNull("fee");
            json.WriteNull("fee_currency");
            return;
        }

        Currency currency = fees[0].Amount.Currency;
        decimal sum = 0;
        bool mixed = false;
        foreach (Fee fee in fees)
        {
            if (fee.Amount.Currency == currency) sum += fee.Amount.Amount;
            else mixed = true;
        }

        json.Number("fee", sum);
        json.Code("fee_currency", currency);
        if (!mixed) return;
        json.WriteStartArray("fees");
        foreach (Fee fee in fees)
        {
            json.WriteStartObject();
            json.Number("amount", fee.Amount.Amount);
            json.Code("currency", fee.Amount.Currency);
            json.WriteString("kind", Words.Of(fee.Kind));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
