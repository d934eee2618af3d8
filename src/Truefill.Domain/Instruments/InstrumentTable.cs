using System.Collections.Generic;
using System.Runtime.InteropServices;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.State;

namespace Truefill.Domain.Instruments;

/// <summary>
/// Definitions by symbol. A symbol without one has multiplier 1, the account's currency and no tick or lot check.
/// </summary>
public sealed class InstrumentTable
{
    private static readonly Px One = Px.FromTrusted(1m);
    private readonly List<InstrumentDefined> byHandle = [];

    public InstrumentDefined this[SymbolId symbol] => IsDefined(symbol)
        ? byHandle[symbol.Value]
        : new InstrumentDefined(symbol, One, Px.Zero, Qty.Zero, default, AllowsNonPositivePrice: false);

    public bool IsDefined(SymbolId symbol) => symbol.Value < byHandle.Count && Read(symbol).Multiplier != Px.Zero;

    /// <summary>1 for a symbol without a definition.</summary>
    public Exact MultiplierOf(SymbolId symbol) => IsDefined(symbol) ? Read(symbol).Multiplier.Number : One.Number;

    /// <summary>None for a symbol without a definition, and where it is the account's.</summary>
    public Currency CurrencyOf(SymbolId symbol) => IsDefined(symbol) ? Read(symbol).Currency : default;

    public void Apply(in InstrumentDefined e)
    {
        while (byHandle.Count <= e.Symbol.Value) byHandle.Add(default);
        byHandle[e.Symbol.Value] = e;
    }

    public void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)byHandle.Count);
        foreach (InstrumentDefined instrument in byHandle)
        {
            writer.Unsigned((ulong)instrument.Symbol.Value);
            writer.Decimal(instrument.Multiplier.Value);
            writer.Decimal(instrument.Tick.Value);
            writer.Write(instrument.Lot);
            writer.Unsigned(instrument.Currency.Packed);
            writer.Bool(instrument.AllowsNonPositivePrice);
        }
    }

    public void Load(IStateReader reader)
    {
        byHandle.Clear();
        for (int count = reader.ReadInt(); count > 0; count--)
        {
            byHandle.Add(new InstrumentDefined(
                new SymbolId(reader.ReadInt()),
                Px.FromTrusted(reader.Decimal()),
                Px.FromTrusted(reader.Decimal()),
                reader.ReadQty(),
                Currency.FromPacked(reader.Unsigned()),
                reader.Bool()));
        }
    }

    // In place: the fill path reads one field of many.
    private ref readonly InstrumentDefined Read(SymbolId symbol) =>
        ref CollectionsMarshal.AsSpan(byHandle)[symbol.Value];
}
