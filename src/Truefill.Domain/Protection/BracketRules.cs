using Truefill.Domain.Instruments;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Protection;

/// <summary>What a bracket must be in itself.</summary>
internal static class BracketRules
{
    // Beyond it a take-profit is a mistake; it also keeps fill price × offset within a decimal.
    private const decimal OffsetMax = 1000m;

    /// <summary>Null: sound; else what is wrong with it.</summary>
    public static string? Malformed(in Bracket bracket, Side side)
    {
        if (bracket.TakeProfit is not null && bracket.TakeProfitOffset != 0) return "take_profit is stated twice";
        if (bracket.StopLoss is not null && bracket.StopLossOffset != 0) return "stop_loss is stated twice";
        if (!IsOffset(bracket.TakeProfitOffset)) return "the take-profit offset is out of range";
        if (!IsOffset(bracket.StopLossOffset)) return "the stop-loss offset is out of range";
        if (!IsPrice(bracket.TakeProfit)) return "take_profit is not above zero";
        if (!IsPrice(bracket.StopLoss)) return "stop_loss is not above zero";
        if (bracket is not { TakeProfit: { } profit, StopLoss: { } loss }) return null;
        bool isOrdered = side.IsSell() ? profit < loss : loss < profit;
        return isOrdered ? null : "take_profit and stop_loss are on the wrong sides of each other";
    }

    public static bool IsOnTick(in Bracket bracket, in InstrumentDefined instrument) =>
        IsMultiple(bracket.TakeProfit, instrument.Tick) && IsMultiple(bracket.StopLoss, instrument.Tick);

    private static bool IsOffset(decimal offset) => offset is > -1m and <= OffsetMax;

    private static bool IsPrice(Px? price) =>
        price is not { } px || (px > Px.Zero && Px.TryFrom(px.Value, out _) == NumberError.None);

    private static bool IsMultiple(Px? price, Px tick) =>
        price is not { } px || tick <= Px.Zero || px.Value % tick.Value == 0;
}
