using System.Collections.Generic;
using Truefill.Domain.Instruments;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk.Exposures;

namespace Truefill.Domain.Positions;

/// <summary>
/// A definition that gives a symbol's amounts another size holds for what was traded before it, too. What that makes of
/// an account's PnL was made on no day: it is brought in, or a multiplier that was forgotten would look like the loss
/// of a day, and stop the account.
/// </summary>
internal static class Redefinition
{
    public static bool ChangesAmounts(Books books, in InstrumentDefined e) =>
        books.Instruments.MultiplierOf(e.Symbol) != e.Multiplier.Number
        || books.Instruments.CurrencyOf(e.Symbol) != e.Currency;

    /// <summary>What each account has made in the symbol, as far as it is fully measured.</summary>
    public static List<(AccountId Account, Exact Pnl)> Measure(Books books, SymbolId symbol)
    {
        List<(AccountId, Exact)> found = [];
        ExposureTable exposures = books.Risk.Exposures;
        exposures.TakeMoved();
        foreach (ExposureCell cell in exposures.CellsOf(symbol))
        {
            AccountId account = cell.Total.Account;
            if (cell.Total != exposures.Of(account)) continue;
            exposures.Settle(cell.Total);
            if (cell.IsMeasured) found.Add((account, cell.Pnl));
        }

        return found;
    }

    /// <param name="before">By <see cref="Measure"/>, before the definition was taken.</param>
    public static void BringIn(Books books, SymbolId symbol, List<(AccountId Account, Exact Pnl)> before)
    {
        foreach ((AccountId account, Exact was) in before)
        {
            books.Risk.Exposures.Settle(account);
            if (books.Risk.Exposures.Of(account, symbol) is not { IsMeasured: true } cell) continue;
            books.BroughtIn.Add(account, cell.Pnl - was);
            if (books.Risk.Days.TryGet(account) is not null) books.Risk.BroughtToday.Add(account, cell.Pnl - was);
        }
    }
}
