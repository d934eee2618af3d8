using Truefill.Domain.Orders;
using Truefill.Server.Views;

namespace Truefill.Server.Alpaca;

/// <summary>Our states in Alpaca's words; only words that its clients know.</summary>
internal static class AlpacaWords
{
    public static string Status(OrderLink link)
    {
        Order order = link.Order;
        if (link.IsOutstanding) return "accepted";
        if (link.IsReplaced) return "replaced";
        if (!link.IsCurrent || order.Closing == OrderClosing.Aborted) return "rejected";
        if (order.IsOpen && order.Outstanding(RequestKind.Cancel) is not null) return "pending_cancel";
        if (order.IsOpen && order.Outstanding(RequestKind.Replace) is not null) return "pending_replace";
        return order.OrdStatus switch
        {
            OrdStatus.PendingNew => order.IsHeld ? "accepted" : "pending_new",
            OrdStatus.Replaced => order.CumQty.IsZero ? "new" : "partially_filled",
            var status => Words.Of(status),
        };
    }

    public static string Side(Side side) => side.IsSell() ? "sell" : "buy";

    /// <summary>A type that only its venue knows is told by the prices that it has.</summary>
    public static string Type(in OrderTerms terms) => terms.OrdType switch
    {
        OrdType.Market => "market",
        OrdType.Limit => "limit",
        OrdType.Stop => "stop",
        OrdType.StopLimit => "stop_limit",
        OrdType.Other => (terms.Price, terms.StopPx) switch
        {
            (null, null) => "market",
            (not null, null) => "limit",
            (null, not null) => "stop",
            _ => "stop_limit",
        },
    };

    /// <summary>
    /// Good till a date is good till then unless it is canceled, and has that time as <c>expires_at</c>; good till the
    /// crossing session is over within its day.
    /// </summary>
    public static string Life(TimeInForce life) => life switch
    {
        TimeInForce.Day or TimeInForce.GoodTillCrossing => "day",
        TimeInForce.GoodTillCancel or TimeInForce.GoodTillDate => "gtc",
        TimeInForce.AtTheOpening => "opg",
        TimeInForce.AtTheClose => "cls",
        TimeInForce.ImmediateOrCancel => "ioc",
        TimeInForce.FillOrKill => "fok",
    };

    public static string Class(Order order) => order.Bracket switch
    {
        _ when order.IsExit => "oco",
        null => "",
        { } bracket when HasProfit(bracket) && HasLoss(bracket) => "bracket",
        _ => "oto",
    };

    public static bool HasProfit(in Bracket bracket) => bracket.TakeProfit is not null || bracket.TakeProfitOffset != 0;

    public static bool HasLoss(in Bracket bracket) => bracket.StopLoss is not null || bracket.StopLossOffset != 0;

    /// <summary>A pair such as BTC/USD is crypto; the books know no other difference.</summary>
    public static string AssetClass(string symbol) =>
        symbol.Contains('/', System.StringComparison.Ordinal) ? "crypto" : "us_equity";
}
