using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Positions;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;

namespace Truefill.Server.Views.Why;

/// <summary>
/// Why books and venue differ: what each sub-ledger had at the moment of the venue's newest list, and what the venue
/// listed. A break that is over is shown with what is booked now.
/// </summary>
internal sealed class WhyBreak(Replica replica, PositionBreak found)
{
    private readonly Books books = replica.Books;
    private readonly BreakOpened of = found.Latest;

    /// <summary>The positions that the difference is in, over all strategies and sub-ledgers.</summary>
    public IEnumerable<Position> Positions => books.Positions.All.Where(position =>
        position.Key.Account == of.Account && position.Key.Symbol == of.Symbol);

    public void Write(Utf8JsonWriter json)
    {
        PositionsCompared? last = books.Reconciliation.LastOf(of.Venue);
        if (!of.Order.IsNone)
        {
            WriteOrder(json);
            return;
        }

        bool isCompared = found.State != BreakState.Resolved && last is { Status: ComparisonStatus.Break };
        UtcNanos asOf = isCompared ? last!.Value.AsOf : default;
        json.WritePropertyName("subject");
        ReconciliationView.Write(json, books, in found);
        json.WriteStartArray("parts");
        decimal sum = 0;
        VenueShare share = new(books, of.Venue);
        foreach (Position position in Positions)
        {
            decimal qty = share.QtyAt(in position, asOf, out _);
            sum += qty;
            json.WriteStartObject();
            json.WriteString("position", WhyScope.NameOf(books, position.Key));
            json.Number("qty", position.Qty);
            json.Number("qty_when_listed", isCompared ? qty : null);
            json.Time("listed_as_of", asOf);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WhyFigures figures = new();
        if (isCompared) figures.Add("expected", default, sum, of.Expected.Value);
        figures.Write(json);
    }

    // What the books hold of the order now, beside what the venue listed.
    private void WriteOrder(Utf8JsonWriter json)
    {
        json.WritePropertyName("subject");
        ReconciliationView.Write(json, books, in found);
        json.WriteStartArray("parts");
        if (books.Orders.TryGet(of.Order.Order) is { } order)
        {
            json.WriteStartObject();
            json.WriteString("cl_ord_id", order.ClOrdId.ToString());
            json.WriteString("ord_status", Words.Of(order.OrdStatus));
            json.Number("order_qty", order.OrderQty);
            json.Number("cum_qty", order.CumQty);
            json.Number("leaves_qty", order.LeavesQty);
            json.Time("last_report_at", order.LastReportAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        new WhyFigures().Write(json);
    }
}
