using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Tests.Positions;

/// <summary>
/// What the positions of some books say, as text, without anything that depends on the order of arrival.
/// </summary>
public static class Snapshot
{
    public static string Of(Books books)
    {
        List<string> lines = [];
        foreach (Position position in books.Positions.All)
        {
            if (!position.Executions.Any() && position.Fees.Count == 0) continue;
            lines.Add(Of(books, position));
        }

        lines.Sort(System.StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    private static string Of(Books books, Position position)
    {
        StringBuilder text = new();
        PositionKey key = position.Key;
        text.Append(books.Names.Of(key.Account)).Append('/').Append(books.Names.Of(key.Strategy)).Append('/').Append(
            books.Names.Of(key.Symbol));
        text.Append(' ').Append(position.Qty).Append(" cost ").Append(Text(position.Cost)).Append(" realized ").Append(
            Text(position.Realized));
        text.Append(" cash ").Append(Text(position.NetCash)).Append(" turnover ").Append(Text(position.Turnover));
        text.Append(" last ").Append(position.LastExecutionAt);
        foreach (Lot lot in position.Lots)
            text.Append(" lot ").Append(lot.SignedQty).Append('@').Append(Text(lot.Px)).Append(' ').Append(
                IdOf(books, lot.Exec));
        foreach (PositionFee fee in position.Fees)
            text.Append(" fee ").Append(fee.Kind).Append(' ').Append(Text(fee.Amount.Amount)).Append(
                fee.Amount.Currency);
        foreach (ClosedLot closed in position.ClosedLots(position.Method))
            text.Append(" closed ").Append(closed.SignedQty).Append('@').Append(Text(closed.OpenPx)).Append('>').Append(
                Text(closed.ClosePx)).Append(' ').Append(IdOf(books, closed.ClosedBy));
        return text.ToString();
    }

    private static string IdOf(Books books, ExecHandle exec) =>
        exec.IsNone ? "-" : books.Executions[exec].Key.ExecId.ToString();

    private static string Text(Money money) => Text(money.Amount);

    private static string Text(decimal value) => ExactDecimal.Normalize(value).ToString(CultureInfo.InvariantCulture);
}
