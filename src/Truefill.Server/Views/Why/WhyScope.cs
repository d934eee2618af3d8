using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Server.Security;

namespace Truefill.Server.Views.Why;

/// <summary>The positions that a sum is made of: an account's, one strategy's of it, or a single one.</summary>
/// <param name="Strategy">Null: all of the account's.</param>
/// <param name="Symbol">Null: all of them; set only together with the strategy.</param>
public sealed record WhyScope(AccountId Account, StrategyId? Strategy, SymbolId? Symbol)
{
    /// <summary>
    /// By account, account/strategy or account/strategy/symbol; null where there is no position of it.
    /// </summary>
    /// <param name="accounts">Those that the caller may see.</param>
    public static WhyScope? Find(Books books, string id, AccountFilter accounts)
    {
        foreach (Position position in books.Positions.All)
        {
            PositionKey key = position.Key;
            string account = books.Names.Of(key.Account);
            if (!accounts.Takes(key.Account) || !id.StartsWith(account, StringComparison.Ordinal)) continue;
            if (id == account) return new WhyScope(key.Account, null, null);
            string strategy = $"{account}/{books.Names.Of(key.Strategy)}";
            if (id == strategy) return new WhyScope(key.Account, key.Strategy, null);
            if (id == $"{strategy}/{books.Names.Of(key.Symbol)}")
                return new WhyScope(key.Account, key.Strategy, key.Symbol);
        }

        return null;
    }

    public IEnumerable<Position> Positions(Books books) => books.Positions.All.Where(position =>
        position.Key.Account == Account
        && (Strategy is null || position.Key.Strategy == Strategy)
        && (Symbol is null || position.Key.Symbol == Symbol));

    /// <summary>The names of the scope, as members of a JSON object.</summary>
    public void Write(Utf8JsonWriter json, Books books)
    {
        json.WriteString("account", books.Names.Of(Account));
        if (Strategy is { } strategy) json.WriteString("strategy", books.Names.Of(strategy));
        if (Symbol is { } symbol) json.WriteString("symbol", books.Names.Of(symbol));
        json.Code("currency", books.Accounts[Account].Currency);
    }

    /// <summary>What <c>why position</c> takes for it.</summary>
    public static string NameOf(Books books, in PositionKey key) =>
        $"{books.Names.Of(key.Account)}/{books.Names.Of(key.Strategy)}/{books.Names.Of(key.Symbol)}";
}
