using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Protection;

/// <summary>
/// A pair of orders that close a position and cancel each other: a reduce-only limit order, the take-profit, with a
/// stop-loss beside it. Reduce-only tells it from a bracket: it opens nothing that could be protected.
/// </summary>
internal static class ExitRules
{
    public static bool IsExit(NewOrderSingle request) => request is { Terms.ReduceOnly: true, Bracket: not null };

    /// <summary>Null: sound; else what is wrong with it.</summary>
    public static string? Malformed(NewOrderSingle request)
    {
        OrderTerms terms = request.Terms;
        Bracket bracket = request.Bracket!.Value;
        if (bracket.TakeProfit is not null || bracket.TakeProfitOffset != 0)
            return "the take-profit of a reduce-only order is its own price";
        if (bracket.StopLossOffset != 0 || bracket.StopLoss is not { } stop) return "an exit needs a stop_loss price";
        if (stop <= Px.Zero || Px.TryFrom(stop.Value, out _) != NumberError.None) return "stop_loss is not above zero";
        if (terms is not { OrdType: OrdType.Limit, Price: { } price })
            return "a reduce-only order with a stop_loss is a limit order";
        if (terms.TimeInForce is TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill)
            return "a reduce-only order with a stop_loss has to rest: day or gtc";
        bool isOrdered = terms.Side.IsSell() ? stop < price : price < stop;
        return isOrdered ? null : "price and stop_loss are on the wrong sides of each other";
    }
}
