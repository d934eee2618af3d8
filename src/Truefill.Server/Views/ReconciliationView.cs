using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Orders;
using Truefill.Domain.Reconciliation;
using Truefill.Server.Reconciliation;

namespace Truefill.Server.Views;

/// <summary>Comparisons with venues and their breaks as the API shows them.</summary>
public static class ReconciliationView
{
    public static void Write(Utf8JsonWriter json, Books books, in PositionsCompared compared)
    {
        json.WriteStartObject();
        WriteFields(json, books, in compared);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, Books books, in PositionBreak found)
    {
        BreakOpened of = found.Latest;
        json.WriteStartObject();
        json.WriteNumber("id", of.Id);
        json.WriteString("class", Words.Of(of.Class));
        json.WriteString("severity", Words.Of(BreakTraits.SeverityOf(of.Class)));
        json.WriteString("policy", BreakTraits.PolicyOf(books, in of));
        json.WriteString("state", Words.Of(found.State));
        json.WriteString("venue", books.Names.Of(of.Venue));
        json.WriteString("account", books.Names.Of(of.Account));
        json.WriteString("symbol", books.Names.Of(of.Symbol));
        json.Number("expected", of.Expected);
        json.Number("broker", of.Found);
        json.Number("diff", of.Found.Value - of.Expected.Value);
        json.Number("provisional", books.Reconciliation.ProvisionalOf(of.Id)?.Left.Value);
        WriteOrder(json, books, of.Order);
        json.WriteString("owner", found.Owner);
        json.WriteString("by", found.By);
        json.WriteString("reason", found.Reason);
        json.Time("opened_at", found.OpenedAt);
        json.Time("seen_at", of.At);
        json.WriteEndObject();
    }

    /// <summary>The order that a break is about; nothing where it is about a position.</summary>
    internal static void WriteOrder(Utf8JsonWriter json, Books books, in OrderSight order)
    {
        if (order.IsNone) return;
        Order? ours = books.Orders.TryGet(order.Order);
        json.WriteString("cl_ord_id", (ours?.ClOrdId ?? order.ClOrdId).ToString());
        json.Id("order_id", order.OrderId);
    }

    internal static void WriteFields(Utf8JsonWriter json, Books books, in PositionsCompared compared)
    {
        json.WriteNumber("id", compared.Id);
        json.WriteString("venue", books.Names.Of(compared.Venue));
        json.WriteString("status", Words.Of(compared.Status));
        json.WriteBoolean("requires_manual_resolution", compared.Status != ComparisonStatus.Match);
        json.WriteNumber("positions", compared.Rows);
        json.WriteNumber("differences", compared.Differences);
        json.Time("as_of", compared.AsOf);
        json.WriteString("detail", compared.Detail);
        json.Time("at", compared.At);
    }
}
