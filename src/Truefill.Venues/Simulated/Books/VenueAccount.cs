using System;
using System.Collections.Generic;
using Truefill.Domain.Quantities;

namespace Truefill.Venues.Simulated.Books;

/// <summary>One account's money and positions as the venue keeps them, from its own trades alone.</summary>
public sealed class VenueAccount
{
    private readonly SortedDictionary<string, Holding> holdings = new(StringComparer.Ordinal);
    private readonly Dictionary<Currency, decimal> cash = [];

    internal VenueAccount(string name, Money start)
    {
        Name = name;
        cash[start.Currency] = start.Amount;
    }

    public string Name { get; }

    /// <summary>Every symbol that was ever traded, flat ones too, by name.</summary>
    public IReadOnlyCollection<Holding> Holdings => holdings.Values;

    /// <summary>Money by currency, in the order in which the currencies came up.</summary>
    public IReadOnlyDictionary<Currency, decimal> Cash => cash;

    /// <summary>Negative is short; zero for a symbol that was never traded.</summary>
    public Qty PositionOf(string symbol) =>
        holdings.TryGetValue(symbol, out Holding? holding) ? holding.Qty : Qty.Zero;

    internal void Trade(SimulatedInstrument instrument, Currency currency, Qty signedQty, Px px)
    {
        HoldingOf(instrument.Symbol, currency).Trade(signedQty.Value, px.Value);
        Pay(currency, signedQty.Value * px.Value * instrument.Multiplier);
    }

    /// <summary>Takes a trade back as if it had never been.</summary>
    internal void Undo(SimulatedInstrument instrument, Currency currency, Qty signedQty, Px px)
    {
        HoldingOf(instrument.Symbol, currency).Undo(signedQty.Value, px.Value);
        Pay(currency, -(signedQty.Value * px.Value * instrument.Multiplier));
    }

    /// <param name="amount">Positive: the account has less.</param>
    internal void Pay(Currency currency, decimal amount) => cash[currency] = cash.GetValueOrDefault(currency) - amount;

    internal void SetCash(Currency currency, decimal amount) => cash[currency] = amount;

    internal void SetHolding(string symbol, Currency currency, decimal qty, decimal cost) =>
        HoldingOf(symbol, currency).Set(qty, cost);

    private Holding HoldingOf(string symbol, Currency currency)
    {
        if (!holdings.TryGetValue(symbol, out Holding? holding))
            holdings.Add(symbol, holding = new Holding(symbol, currency));
        return holding;
    }
}
