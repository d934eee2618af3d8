using System;
using System.Collections.Generic;

namespace Truefill.Venues.Fix;

/// <summary>
/// As which contract each Symbol(55) has come on a trade or in a list of positions. A second contract under the same
/// symbol is another instrument: booked together, two futures of one root would net to nothing. One thread, or its
/// caller's lock.
/// </summary>
/// <remarks>
/// A trade of shares says nothing of a contract, and is what an option is told apart from: so every trade is asked
/// about. One that comes again costs the comparison of a reference.
/// </remarks>
internal sealed class FixContractMemory
{
    private const int Places = 256;

    private readonly Dictionary<string, FixContractTerms> known = new(StringComparer.Ordinal);

    // Symbols that came without any field of a contract, and are no option's.
    private readonly string?[] plain = new string?[Places];

    /// <summary>Null, or why what says nothing of a contract is none of those that came before.</summary>
    public string? Meet(string symbol)
    {
        if (symbol.Length == 0) return null;
        ref string? place = ref plain[((symbol[0] * 31) ^ (symbol[^1] * 7) ^ symbol.Length) & (Places - 1)];
        if (ReferenceEquals(place, symbol)) return null;
        string? why = Meet(symbol, default);
        if (why is null) place = symbol;
        return why;
    }

    /// <summary>Null, or why it is not the contract that came before.</summary>
    public string? Meet(string symbol, in FixContractTerms stated)
    {
        if (!known.TryGetValue(symbol, out FixContractTerms before))
        {
            known.Add(symbol, stated);
            return null;
        }

        if (before.Contradicts(in stated))
        {
            return $"came as {before.Describe(symbol)} and is {stated.Describe(symbol)} here, another instrument: give "
                + "each its own symbol by instruments[].contract in the configuration";
        }

        FixContractTerms both = before.With(in stated);
        if (both != before) known[symbol] = both;
        return null;
    }
}
