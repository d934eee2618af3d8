using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Server.Views;

namespace Truefill.Server.DryRun;

/// <summary>Rows of text under headings, for whoever draws them.</summary>
public sealed record DryRunTable(IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<string>> Rows);

/// <summary>The result for people: one row per order and per position.</summary>
public static class DryRunTables
{
    public static DryRunTable Orders(DryRunResult result) => new(
        ["cl_ord_id", "account", "symbol", "side", "status", "qty", "done", "open", "avg_px", "reports"],
        result.Orders.Select(order => Row(result, order)));

    public static DryRunTable Positions(DryRunResult result) => new(
        ["account", "strategy", "symbol", "qty", "avg_px", "realized_pnl", "fees", "net_cash", "currency"],
        result.Positions.Select(position => Row(result, position)));

    private static IReadOnlyList<string> Row(DryRunResult result, Order order) =>
    [
        order.ClOrdId.ToString(),
        result.Books.Names.Of(order.Account),
        result.Books.Names.Of(order.Symbol),
        Words.Of(order.Side),
        Words.Of(order.OrdStatus),
        order.OrderQty.ToString(),
        order.CumQty.ToString(),
        order.LeavesQty.ToString(),
        order.AvgPx.ToString(),
        result.HistoryOf(order.Handle).Count.ToString(CultureInfo.InvariantCulture),
    ];

    private static IReadOnlyList<string> Row(DryRunResult result, Position position) =>
    [
        result.Books.Names.Of(position.Key.Account),
        result.Books.Names.Of(position.Key.Strategy),
        result.Books.Names.Of(position.Key.Symbol),
        Show(position.Qty.Value),
        Show(position.AvgPx),
        Show(position.Realized.Amount),
        FeesOf(position),
        Show(position.NetCash.Amount),
        position.Currency.ToString(),
    ];

    private static string FeesOf(Position position)
    {
        string fees = string.Join(" + ", position.Fees.Select(fee => Show(fee.Amount.Amount)
            + (fee.Amount.Currency == position.Currency ? "" : " " + fee.Amount.Currency)));
        return fees.Length == 0 ? Show(0) : fees;
    }

    private static string Show(decimal value) =>
        ExactDecimal.RoundToMaxDecimals(value).ToString(CultureInfo.InvariantCulture);
}
