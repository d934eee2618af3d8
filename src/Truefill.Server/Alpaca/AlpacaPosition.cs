using System;
using System.Collections.Generic;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Server.Views;

namespace Truefill.Server.Alpaca;

/// <summary>
/// What an account holds of a symbol, over all its strategies: Alpaca knows none. Where strategies stand against each
/// other the price is the average of those on the side that is left, and cost and profit are of what is left at that
/// price: an average over both sides is the price of nothing that is held, and may be zero or below.
/// </summary>
internal sealed class AlpacaPosition
{
    private (decimal Qty, decimal Cost) longs;
    private (decimal Qty, decimal Cost) shorts;

    private AlpacaPosition(SymbolId symbol) => Symbol = symbol;

    public SymbolId Symbol { get; }

    /// <summary>Signed; negative is short.</summary>
    public decimal Qty { get; private set; }

    public decimal Multiplier { get; private set; } = 1;

    /// <summary>The strategies that hold some of it.</summary>
    public List<(StrategyId Strategy, decimal Qty)> Parts { get; } = [];

    /// <summary>Of all that is held on the side of <see cref="Qty"/>, the share that nothing stands against.</summary>
    public decimal Cost => Side.Cost == 0 ? 0 : Side.Qty == Qty ? Side.Cost : Side.Cost / Side.Qty * Qty;

    /// <summary>What one cost, before the multiplier.</summary>
    public decimal AvgPx => Side.Cost / Multiplier / Side.Qty;

    private (decimal Qty, decimal Cost) Side => Qty < 0 ? shorts : longs;

    /// <summary>What is not flat, by symbol in the order of their handles.</summary>
    public static List<AlpacaPosition> Of(Books books, AccountId account)
    {
        SortedDictionary<int, AlpacaPosition> bySymbol = [];
        foreach (Position part in books.Positions.All)
        {
            if (part.Key.Account != account || part.IsFlat) continue;
            if (!bySymbol.TryGetValue(part.Key.Symbol.Value, out AlpacaPosition? sum))
                bySymbol[part.Key.Symbol.Value] = sum = new AlpacaPosition(part.Key.Symbol);
            sum.Qty += part.Qty.Value;
            ref (decimal Qty, decimal Cost) side = ref part.Qty.Value < 0 ? ref sum.shorts : ref sum.longs;
            side = (side.Qty + part.Qty.Value, side.Cost + part.Cost.Amount);
            sum.Multiplier = part.Multiplier;
            sum.Parts.Add((part.Key.Strategy, part.Qty.Value));
        }

        List<AlpacaPosition> held = [];
        foreach (AlpacaPosition position in bySymbol.Values)
            if (position.Qty != 0) held.Add(position);
        return held;
    }

    /// <summary>Signed; null without a mark.</summary>
    public decimal? MarketValue(Books books) =>
        books.Marks[Symbol] is { } mark ? Qty * mark.Price.Value * Multiplier : null;

    public void Write(Utf8JsonWriter json, Books books, AccountId account)
    {
        string symbol = books.Names.Of(Symbol);
        decimal cost = Cost;
        decimal? unrealized = MarketValue(books) - cost;
        json.WriteStartObject();
        json.WriteString("asset_id", OrderUuid.OfName("asset", symbol));
        json.WriteString("symbol", symbol);
        json.WriteString("exchange", "");
        json.WriteString("asset_class", AlpacaWords.AssetClass(symbol));
        json.WriteBoolean("asset_marginable", false);
        json.Number("avg_entry_price", AvgPx);
        json.Number("qty", Qty);
        json.Number("qty_available", Available(books, account));
        json.WriteString("side", Qty < 0 ? "short" : "long");
        json.Number("market_value", MarketValue(books));
        json.Number("cost_basis", cost);
        json.Number("unrealized_pl", unrealized);
        json.Number("unrealized_plpc", cost == 0 ? null : unrealized / Math.Abs(cost));
        json.WriteNull("unrealized_intraday_pl");
        json.WriteNull("unrealized_intraday_plpc");
        json.Number("current_price", books.Marks[Symbol]?.Price);
        json.WriteNull("lastday_price");
        json.WriteNull("change_today");
        json.WriteEndObject();
    }

    // Without what orders on their way would close. Of legs only one of each pair can.
    private decimal Available(Books books, AccountId account)
    {
        decimal left = Math.Abs(Qty);
        foreach (Order order in books.Orders.Open)
            if (order.Account == account && order.Symbol == Symbol && order.Side.IsSell() == Qty > 0
                && !IsBesideCounted(books, order))
                left -= order.LeavesQty.Value;
        return Math.Sign(Qty) * Math.Max(0, left);
    }

    private static bool IsBesideCounted(Books books, Order leg)
    {
        if (leg.IsEntered) return false;
        if (books.Orders[leg.Parent] is { IsExit: true } pair) return pair.IsOpen;
        if (leg.Leg != LegKind.TakeProfit || books.Protections.TryGet(leg.Parent) is not { } entry) return false;
        foreach (OrderHandle other in entry.Legs)
            if (books.Orders[other] is { Leg: LegKind.StopLoss, IsOpen: true }) return true;
        return false;
    }
}
