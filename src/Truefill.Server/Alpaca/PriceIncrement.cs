using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Server.Http;

namespace Truefill.Server.Alpaca;

/// <summary>
/// The step of an equity's price as its market has it: a cent, and a hundredth of one below a dollar. A symbol that the
/// configuration defines has the tick that stands there, which the gate checks; a pair such as BTC/USD has none.
/// </summary>
internal static class PriceIncrement
{
    private const int Decimals = 2;
    private const int DecimalsBelowOne = 4;

    /// <exception cref="ApiException">422: a price is finer than its market takes.</exception>
    public static void Check(Books books, NewOrderSingle order)
    {
        if (!Applies(books, order.Symbol)) return;
        Check("limit_price", order.Terms.Price);
        Check("stop_price", order.Terms.StopPx);
        Check("take_profit.limit_price", order.Bracket?.TakeProfit);
        Check("stop_loss.stop_price", order.Bracket?.StopLoss);
    }

    /// <exception cref="ApiException">422: a price is finer than its market takes.</exception>
    public static void Check(Books books, SymbolId symbol, OrderCancelReplaceRequest replace)
    {
        if (!Applies(books, books.Names.Of(symbol))) return;
        Check("limit_price", replace.Price);
        Check("stop_price", replace.StopPx);
    }

    private static bool Applies(Books books, string symbol)
    {
        if (AlpacaWords.AssetClass(symbol) != "us_equity") return false;
        return !books.Names.Symbols.TryGet(symbol, out int handle)
            || !books.Instruments.IsDefined(new SymbolId(handle));
    }

    private static void Check(string name, Px? price)
    {
        if (price is not { } stated) return;
        decimal value = stated.Value;
        int decimals = value >= 1 ? Decimals : DecimalsBelowOne;
        if (decimal.Round(value, decimals) == value) return;
        throw AlpacaProblem.Unprocessable(
            "off_tick",
            $"invalid {name} {stated}. sub-penny increment does not fulfill minimum pricing criteria");
    }
}
