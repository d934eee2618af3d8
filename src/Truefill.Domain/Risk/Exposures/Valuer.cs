using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Risk.Exposures;

/// <summary>
/// What a quantity of a symbol is worth in its account's currency. Exact where both are in one currency, else rounded
/// half-even to ten decimals.
/// </summary>
internal readonly struct Valuer
{
    private readonly Exact multiplier;
    private readonly Exact? rate;

    // Most contracts are of one unit in the account's currency: a comparison less for each product.
    private readonly bool isPlain;

    public Valuer(Books books, AccountId account, SymbolId symbol)
    {
        Currency own = books.Accounts[account].Currency;
        Currency stated = books.Instruments.CurrencyOf(symbol);
        multiplier = books.Instruments.MultiplierOf(symbol);
        rate = books.Marks.Rate(stated.IsNone ? own : stated, own);
        isPlain = multiplier == 1m && (stated.IsNone || stated == own);
    }

    /// <summary>
    /// The price that an order is valued at: a sell is executed at the mark although it asks for less. Null: none.
    /// </summary>
    public static Exact? PriceOf(Side side, Px? stated, Px? mark)
    {
        if (stated is not { } own) return mark is { } only ? Exact.Abs(only.Number) : null;
        Exact price = Exact.Abs(own.Number);
        return side.IsSell() && mark is { } at ? Exact.Max(price, Exact.Abs(at.Number)) : price;
    }

    /// <summary>There is a rate into the account's currency.</summary>
    public bool HasRate => rate is not null;

    public bool TryValue(Exact quantity, Exact price, out Exact value)
    {
        if (isPlain) return Valuation.TryMultiply(quantity, price, out value);
        value = 0;
        return rate is { } known
            && Valuation.TryMultiply(quantity, price, out Exact product)
            && TryScale(product, out product)
            && TryConvert(product, known, out value);
    }

    /// <param name="cash">−Σ signed quantity × price, before the multiplier.</param>
    public bool TryPnl(Exact cash, Exact quantity, Exact mark, out Exact pnl)
    {
        pnl = 0;
        if (isPlain)
        {
            if (!Valuation.TryMultiply(quantity, mark, out Exact worth)) return false;
            pnl = cash + worth;
            return true;
        }

        return rate is { } known
            && Valuation.TryMultiply(quantity, mark, out Exact product)
            && TryScale(cash + product, out product)
            && TryConvert(product, known, out pnl);
    }

    private bool TryScale(Exact amount, out Exact scaled)
    {
        scaled = amount;
        return multiplier == 1m || Valuation.TryMultiply(amount, multiplier, out scaled);
    }

    private static bool TryConvert(Exact amount, Exact rate, out Exact converted)
    {
        converted = amount;
        if (rate == 1m) return true;
        if (!Valuation.TryMultiply(amount, rate, out converted)) return false;
        converted = decimal.Round(converted, 10, System.MidpointRounding.ToEven);
        return true;
    }
}
