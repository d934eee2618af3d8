using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk.Exposures;
using Truefill.Domain.State;

namespace Truefill.Domain.Positions;

/// <summary>
/// What was brought in and not made: the PnL that comes with holdings that were there before anybody measured, at the
/// first mark and rate that value them. Per account, in its currency. Until then it counts as nothing, so what is held
/// stands for what it cost.
/// </summary>
public sealed class FirstWorth(Books books)
{
    private readonly SortedDictionary<int, Exact> sums = [];
    private readonly SortedDictionary<(int Account, int Symbol), Waiting> waiting = [];

    /// <summary>Before the multiplier; cash is −Σ signed quantity × price of what is open.</summary>
    private readonly record struct Waiting(Exact Qty, Exact Cash, Exact Realized);

    public decimal Of(AccountId account) => sums.GetValueOrDefault(account.Value);

    /// <param name="qty">Signed.</param>
    /// <param name="cash">−Σ signed quantity × price of what is open of it, before the multiplier.</param>
    /// <param name="realized">What of it is realised already, likewise: it needs no mark.</param>
    internal void Add(AccountId account, SymbolId symbol, Exact qty, Exact cash, Exact realized)
    {
        (int, int) key = (account.Value, symbol.Value);
        Waiting before = waiting.GetValueOrDefault(key);
        waiting[key] = new Waiting(before.Qty + qty, before.Cash + cash, before.Realized + realized);
        TryTake(key);
    }

    /// <summary>Likewise, what is known already, in the account's currency.</summary>
    internal void Add(AccountId account, Exact amount)
    {
        if (!amount.IsZero) Take(account.Value, amount);
    }

    /// <summary>The account is measured anew from here.</summary>
    internal void Forget(AccountId account)
    {
        sums.Remove(account.Value);
        foreach ((int Account, int Symbol) key in waiting.Keys.Where(key => key.Account == account.Value).ToArray())
            waiting.Remove(key);
    }

    /// <summary>There is a new mark.</summary>
    internal void Retry(SymbolId symbol)
    {
        if (waiting.Count == 0) return;
        foreach ((int Account, int Symbol) key in waiting.Keys.Where(key => key.Symbol == symbol.Value).ToArray())
            TryTake(key);
    }

    /// <summary>There is a new rate, or a definition.</summary>
    internal void RetryAll()
    {
        if (waiting.Count == 0) return;
        foreach ((int Account, int Symbol) key in waiting.Keys.ToArray()) TryTake(key);
    }

    internal void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)sums.Count);
        foreach ((int account, Exact sum) in sums)
        {
            writer.Unsigned((ulong)account);
            writer.Decimal(sum.Normalized());
        }

        writer.Unsigned((ulong)waiting.Count);
        foreach (((int account, int symbol), Waiting rest) in waiting)
        {
            writer.Unsigned((ulong)account);
            writer.Unsigned((ulong)symbol);
            writer.Decimal(rest.Qty.Normalized());
            writer.Decimal(rest.Cash.Normalized());
            writer.Decimal(rest.Realized.Normalized());
        }
    }

    internal void Load(IStateReader reader)
    {
        sums.Clear();
        waiting.Clear();
        for (int count = reader.ReadInt(); count > 0; count--) sums.Add(reader.ReadInt(), reader.Decimal());
        for (int count = reader.ReadInt(); count > 0; count--)
        {
            waiting.Add(
                (reader.ReadInt(), reader.ReadInt()),
                new Waiting(reader.Decimal(), reader.Decimal(), reader.Decimal()));
        }
    }

    private void TryTake((int Account, int Symbol) key)
    {
        Waiting rest = waiting[key];
        SymbolId symbol = new(key.Symbol);
        Valuer valuer = new(books, new AccountId(key.Account), symbol);
        Px? mark = books.Marks[symbol]?.Price;
        bool isMarked = rest.Qty.IsZero || mark is not null;
        if (isMarked && valuer.TryPnl(rest.Cash + rest.Realized, rest.Qty, mark?.Number ?? 0, out Exact pnl))
        {
            Take(key.Account, pnl);
            waiting.Remove(key);
        }
        else if (!rest.Realized.IsZero && valuer.TryPnl(rest.Realized, 0, 0, out Exact realized))
        {
            Take(key.Account, realized);
            waiting[key] = rest with { Realized = 0 };
        }
    }

    private void Take(int account, Exact amount) => sums[account] = sums.GetValueOrDefault(account) + amount;
}
