using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;

namespace Truefill.Server.Views;

/// <summary>What of a position depends on the lot method.</summary>
/// <param name="Unrealized">Null without a mark: not known, which is not zero.</param>
/// <param name="Replay">The history under another method than the account's; null: the position itself.</param>
internal readonly record struct PositionFigures(
    LotMethod Method, decimal AvgPx, Money Realized, Money? Unrealized, LotReplay? Replay)
{
    public static PositionFigures Of(Books books, in Position position, LotMethod? method)
    {
        Px? mark = books.Marks[position.Key.Symbol]?.Price;
        if (method is null || method == position.Method
            || books.Positions.Replay(position.Key, method.Value) is not { } replay)
        {
            return new PositionFigures(
                position.Method, position.AvgPx, position.Realized, Value(position.Unrealized, position, mark), null);
        }

        decimal avgPx = replay.Qty.IsZero
            ? 0
            : ExactDecimal.RoundToMaxDecimals(replay.Cost.Amount / position.Multiplier / replay.Qty.Value);
        return new PositionFigures(
            replay.Method, avgPx, replay.Realized, Value(replay.Unrealized, position, mark), replay);
    }

    /// <summary>As many as there are: only where they are asked for.</summary>
    public IReadOnlyList<Lot> Lots(in Position position) => Replay?.Lots ?? position.Lots;

    // What is flat needs no mark: nothing is unrealised.
    private static Money? Value(System.Func<Px, Money?> unrealized, in Position position, Px? mark)
    {
        if (position.IsFlat) return Money.Zero(position.Currency);
        return mark is { } price ? unrealized(price) : null;
    }
}
