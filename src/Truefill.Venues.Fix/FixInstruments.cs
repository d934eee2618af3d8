using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Venues.Fix;

/// <summary>What of an instrument of ours a counterparty's messages need.</summary>
/// <param name="Symbol">What we call it.</param>
/// <param name="Multiplier">The value of one price point of one contract; positive.</param>
/// <param name="Contract">What the counterparty calls it; null: Symbol(55) is our symbol.</param>
public sealed record FixInstrument(string Symbol, decimal Multiplier, FixContract? Contract = null);

/// <summary>
/// Our instruments as a counterparty knows them, in both directions. An instrument that is not among them has our name
/// there and multiplier 1. Any thread.
/// </summary>
public sealed class FixInstruments
{
    private readonly FrozenDictionary<string, FixInstrument> ours;
    private readonly FrozenDictionary<string, FixInstrument[]> contracts;

    /// <exception cref="ArgumentException">Two of them have one symbol of ours.</exception>
    public FixInstruments(IReadOnlyCollection<FixInstrument> instruments)
    {
        ArgumentNullException.ThrowIfNull(instruments);

        // A name that the books know is the same string here: it is compared with theirs by reference.
        List<FixInstrument> named = [.. instruments.Select(i => i with { Symbol = string.Intern(i.Symbol) })];
        ours = new Dictionary<string, FixInstrument>(
            named.Select(each => KeyValuePair.Create(each.Symbol, each)), StringComparer.Ordinal)
            .ToFrozenDictionary(StringComparer.Ordinal);
        contracts = named.Where(each => each.Contract is not null)
            .GroupBy(each => each.Contract!.Symbol, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
    }

    public static FixInstruments None { get; } = new([]);

    /// <summary>Whether any has another name at the counterparty.</summary>
    internal bool HasContracts => contracts.Count > 0;

    /// <summary>1 of an instrument that is not known.</summary>
    public decimal MultiplierOf(string symbol) =>
        ours.TryGetValue(symbol, out FixInstrument? known) ? known.Multiplier : 1m;

    /// <summary>What the counterparty calls a symbol of ours; null: the same.</summary>
    public FixContract? ContractOf(string symbol) => ours.GetValueOrDefault(symbol)?.Contract;

    /// <summary>Our symbol of a contract as a message names it; null: it is none of ours, or several fit.</summary>
    internal string? Find(string symbol, in FixContractTerms stated)
    {
        if (!contracts.TryGetValue(symbol, out FixInstrument[]? named)) return null;
        string? found = null;
        foreach (FixInstrument each in named)
        {
            if (!each.Contract!.Fits(in stated)) continue;
            if (found is not null) return null;
            found = each.Symbol;
        }

        return found;
    }

    /// <summary>
    /// A message with this symbol and no more does not say which contract it is about: the symbol is no instrument of
    /// ours, and futures that are have it at the counterparty.
    /// </summary>
    internal bool IsOpen(string symbol) =>
        contracts.TryGetValue(symbol, out FixInstrument[]? named)
        && !ours.ContainsKey(symbol)
        && !Array.TrueForAll(named, static each => each.Contract!.IsOption);
}
