using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.State;

namespace Truefill.Domain.Positions;

/// <summary>The last mark per symbol with its source and time, and the last rate per currency pair.</summary>
public sealed class MarkTable
{
    private readonly List<MarkSet> bySymbol = [];
    private readonly SortedDictionary<(ulong From, ulong To), FxRateSet> rates = [];

    public IEnumerable<FxRateSet> Rates => rates.Values;

    /// <summary>The last mark; null when none was ever set.</summary>
    public MarkSet? this[SymbolId symbol] =>
        symbol.Value < bySymbol.Count && !bySymbol[symbol.Value].Symbol.IsNone ? bySymbol[symbol.Value] : null;

    /// <summary>
    /// Units of <paramref name="to"/> for one of <paramref name="from"/>: direct or inverse, the later of the two, or
    /// 1; else null.
    /// </summary>
    public decimal? Rate(Currency from, Currency to)
    {
        if (from == to) return 1m;
        bool isDirect = rates.TryGetValue((from.Packed, to.Packed), out FxRateSet direct);
        bool isInverse = rates.TryGetValue((to.Packed, from.Packed), out FxRateSet inverse);
        if (isInverse && !(isDirect && direct.At >= inverse.At)) return 1m / inverse.Rate.Value;
        return isDirect ? direct.Rate.Value : null;
    }

    /// <summary>As it was entered, in this direction; null: never.</summary>
    public FxRateSet? TryRate(Currency from, Currency to) =>
        rates.TryGetValue((from.Packed, to.Packed), out FxRateSet rate) ? rate : null;

    public void Apply(in MarkSet e)
    {
        while (bySymbol.Count <= e.Symbol.Value) bySymbol.Add(default);
        bySymbol[e.Symbol.Value] = e;
    }

    public void Apply(in FxRateSet e) => rates[(e.From.Packed, e.To.Packed)] = e;

    public void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)bySymbol.Count);
        foreach (MarkSet mark in bySymbol)
        {
            writer.Unsigned((ulong)mark.Symbol.Value);
            writer.Decimal(mark.Price.Value);
            writer.Unsigned((ulong)mark.Source.Value);
            writer.Write(mark.At);
        }

        writer.Unsigned((ulong)rates.Count);
        foreach (FxRateSet rate in rates.Values)
        {
            writer.Unsigned(rate.From.Packed);
            writer.Unsigned(rate.To.Packed);
            writer.Decimal(rate.Rate.Value);
            writer.Write(rate.At);
        }
    }

    public void Load(IStateReader reader)
    {
        bySymbol.Clear();
        for (int count = reader.ReadInt(); count > 0; count--)
        {
            bySymbol.Add(new MarkSet(
                new SymbolId(reader.ReadInt()), Px.FromTrusted(reader.Decimal()), new SourceId(reader.ReadInt()),
                    reader.ReadTime()));
        }

        rates.Clear();
        for (int count = reader.ReadInt(); count > 0; count--)
        {
            Apply(new FxRateSet(
                Currency.FromPacked(reader.Unsigned()),
                Currency.FromPacked(reader.Unsigned()),
                Px.FromTrusted(reader.Decimal()),
                reader.ReadTime()));
        }
    }
}
