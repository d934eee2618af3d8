using System;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Protection;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Server.Views;

namespace Truefill.Server.Alpaca;

/// <summary>An order in Alpaca's form. Every field is there; what we do not know or offer is null.</summary>
internal static class AlpacaOrderView
{
    /// <summary>In the order in which they are shown.</summary>
    public static ReadOnlySpan<LegKind> Kinds => [LegKind.TakeProfit, LegKind.StopLoss];

    /// <param name="past">What the link was when it ended; null: its order's own terms are its.</param>
    /// <param name="withLegs">The legs too, also those that are not sent yet.</param>
    public static void Write(Utf8JsonWriter json, Books books, OrderLink link, LinkPast? past, bool withLegs)
    {
        Order order = link.Order;
        bool isLeg = IsFirstLeg(books, order);
        Guid id = IdOf(books, link);
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("client_order_id", link.Request?.Id.ToString() ?? (isLeg ? id.ToString()
            : order.ClOrdId.ToString()));
        WriteTimes(json, link);
        WriteLink(json, "replaced_by", books, order, link.ReplacedBy);
        WriteLink(json, "replaces", books, order, link.Replaces);
        WriteSymbol(json, books, order);
        (OrderTerms? terms, decimal executed, decimal notional) = Figures(link, past);
        json.Number("qty", terms is { OrderQty.IsPositive: true } known ? known.OrderQty.Value : null);
        json.Number("filled_qty", executed);
        json.Number("filled_avg_price", executed == 0 ? null : notional / executed);
        json.WriteString("order_class",
            AlpacaWords.Class(order.IsEntered ? order : books.Orders[order.Parent]));
        WriteTerms(json, terms ?? order.Terms, isKnown: terms is not null);
        json.WriteString("status", AlpacaWords.Status(link));
        WriteRest(json, order.Side == Side.SellShort ? "sell_to_open" : null);
        WriteLegs(json, books, order, withLegs);
        json.WriteEndObject();
    }

    /// <summary>A leg that waits for its order's fill: nothing of it was sent.</summary>
    public static void WriteHeld(Utf8JsonWriter json, Books books, Order parent, LegKind kind)
    {
        Guid id = OrderUuid.Of(parent, 0, kind);
        Px? stated = kind == LegKind.StopLoss ? parent.Bracket?.StopLoss : parent.Bracket?.TakeProfit;
        Px? level = stated ?? ProtectionLevels.Of(parent, kind, books.Instruments[parent.Symbol].Tick);
        Side side = parent.Side.IsSell() != parent.IsExit ? Side.Buy : Side.Sell;
        bool isStop = kind == LegKind.StopLoss;
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("client_order_id", id.ToString());
        foreach (string name in (ReadOnlySpan<string>)["created_at", "updated_at", "submitted_at"])
            json.Time(name, parent.CreatedAt);
        foreach (string name in (ReadOnlySpan<string>)["filled_at", "expired_at", "expires_at", "canceled_at",
            "failed_at", "replaced_at", "replaced_by", "replaces"])
            json.WriteNull(name);
        WriteSymbol(json, books, parent);
        json.Number("qty", parent.OrderQty);
        json.WriteString("filled_qty", "0");
        json.WriteNull("filled_avg_price");
        json.WriteString("order_class", AlpacaWords.Class(parent));
        WriteTerms(
            json,
            new OrderTerms(
                side, isStop ? OrdType.Stop : OrdType.Limit, TimeInForce.GoodTillCancel, parent.OrderQty,
                isStop ? null : level, isStop ? level : null),
            isKnown: true);
        json.WriteString("status", IsOver(books, parent) ? "canceled" : "held");
        WriteRest(json, intent: null);
        json.WriteNull("legs");
        json.WriteEndObject();
    }

    /// <summary>A leg has one id from before it is sent; one that is sent again in its place has its own.</summary>
    public static Guid IdOf(Books books, OrderLink link) =>
        link.Number == 0 && IsFirstLeg(books, link.Order)
            ? OrderUuid.Of(books.Orders[link.Order.Parent], 0, link.Order.Leg)
            : OrderUuid.Of(link.Order, link.Number);

    /// <summary>The first leg of a kind that was sent for an order; null: none yet.</summary>
    public static Order? FirstLeg(Books books, Order parent, LegKind kind)
    {
        if (books.Protections.TryGet(parent.Handle) is not { } entry) return null;
        foreach (OrderHandle handle in entry.Legs)
            if (books.Orders[handle] is { } leg && leg.Leg == kind) return leg;
        return null;
    }

    /// <summary>It has such a leg, for which nothing was sent so far.</summary>
    public static bool IsUnsent(Books books, Order order, LegKind kind) =>
        Has(order, kind) && FirstLeg(books, order, kind) is null;

    public static bool Has(Order order, LegKind kind) => order.Bracket is { } bracket
        && (kind == LegKind.StopLoss ? AlpacaWords.HasLoss(bracket) : AlpacaWords.HasProfit(bracket));

    private static bool IsFirstLeg(Books books, Order order) => !order.IsEntered
        && FirstLeg(books, books.Orders[order.Parent], order.Leg) == order;

    /// <summary>The order has ended and nothing of it is left to protect, so what was not sent never will be.</summary>
    public static bool IsOver(Books books, Order parent) =>
        !parent.IsOpen && (books.Protections.TryGet(parent.Handle) is not { } entry
            || books.Protections.OpenQty(entry).IsZero);

    private static (OrderTerms? Terms, decimal Executed, decimal Notional) Figures(OrderLink link, LinkPast? past)
    {
        if (link.IsCurrent) return (link.Order.Terms, link.Order.CumQty.Value, link.Order.Notional);
        if (link.Request is { IsOutstanding: true, Terms: { } asked }) return (asked, 0, 0);
        return (past?.Terms, past?.CumQty ?? 0, past?.Notional ?? 0);
    }

    private static void WriteTimes(Utf8JsonWriter json, OrderLink link)
    {
        Order order = link.Order;
        string status = AlpacaWords.Status(link);
        UtcNanos last = UtcNanos.Max(link.CreatedAt, order.LastReportAt);
        UtcNanos ended = link.ReplacedBy is { } next ? order.Chain[next - 1].At : last;
        json.Time("created_at", link.CreatedAt);
        json.Time("updated_at", ended);
        json.Time("submitted_at", link.Request?.At ?? order.SubmittedAt);
        json.Time("filled_at", status == "filled" ? last : default);
        json.Time("expired_at", status == "expired" ? last : default);
        json.Time("expires_at", order.Terms.ExpireTime);
        json.Time("canceled_at", status == "canceled" ? last : default);
        json.Time("failed_at", status == "rejected" ? last : default);
        json.Time("replaced_at", status == "replaced" ? ended : default);
    }

    private static void WriteLink(Utf8JsonWriter json, string name, Books books, Order order, int? number)
    {
        if (number is { } known) json.WriteString(name, IdOf(books, new OrderLink(order, known)));
        else json.WriteNull(name);
    }

    private static void WriteSymbol(Utf8JsonWriter json, Books books, Order order)
    {
        string symbol = books.Names.Of(order.Symbol);
        json.WriteString("asset_id", OrderUuid.OfName("asset", symbol));
        json.WriteString("symbol", symbol);
        json.WriteString("asset_class", AlpacaWords.AssetClass(symbol));
        json.WriteNull("notional");
    }

    private static void WriteTerms(Utf8JsonWriter json, in OrderTerms terms, bool isKnown)
    {
        json.WriteString("order_type", AlpacaWords.Type(in terms));
        json.WriteString("type", AlpacaWords.Type(in terms));
        json.WriteString("side", AlpacaWords.Side(terms.Side));
        json.WriteString("time_in_force", AlpacaWords.Life(terms.TimeInForce));
        json.Number("limit_price", isKnown ? terms.Price : null);
        json.Number("stop_price", isKnown ? terms.StopPx : null);
    }

    private static void WriteRest(Utf8JsonWriter json, string? intent)
    {
        json.WriteString("position_intent", intent);
        json.WriteBoolean("extended_hours", false);
        foreach (string name in (ReadOnlySpan<string>)["trail_percent", "trail_price", "hwm", "ratio_qty", "subtag",
            "source"])
            json.WriteNull(name);
    }

    private static void WriteLegs(Utf8JsonWriter json, Books books, Order order, bool wanted)
    {
        if (!wanted || order.Bracket is null)
        {
            json.WriteNull("legs");
            return;
        }

        json.WriteStartArray("legs");
        foreach (LegKind kind in Kinds)
            if (IsUnsent(books, order, kind)) WriteHeld(json, books, order, kind);
        if (books.Protections.TryGet(order.Handle) is { } entry)
            foreach (OrderHandle leg in entry.Legs)
                Write(json, books, OrderLink.Current(books.Orders[leg]), past: null, withLegs: false);
        json.WriteEndArray();
    }
}
